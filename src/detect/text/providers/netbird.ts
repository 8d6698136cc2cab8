/** NetBird: `nbp_` and 36 base-62 digits, of which the last six are a checksum. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const netbirdRules = [
  prefixedToken({
    id: 'netbird-token',
    title: 'NetBird personal access token',
    provider: 'NetBird',
    severity: 'high',
    advice: 'Delete it in the NetBird dashboard (Team, Access tokens).',
    prefixes: ['nbp_'],
    body: [alphanumeric(36)],
  }),
];

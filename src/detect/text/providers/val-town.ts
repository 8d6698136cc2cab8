/** Val Town: `vtwn_` and base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const valTownRules = [
  prefixedToken({
    id: 'val-town-token',
    title: 'Val Town API token',
    provider: 'Val Town',
    severity: 'high',
    advice: 'Delete it in the Val Town settings (API tokens).',
    prefixes: ['vtwn_'],
    body: [alphanumeric(26, 64)],
  }),
];

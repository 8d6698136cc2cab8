/** JetBrains (YouTrack, Hub, TeamCity, Space): permanent tokens are `perm:` or `perm-`, base64 of login and service, and a secret, with dots between. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64 } from '../token-parts.ts';

export const jetbrainsRules = [
  prefixedToken({
    id: 'jetbrains-permanent-token',
    title: 'JetBrains permanent token (YouTrack, Hub)',
    provider: 'JetBrains',
    severity: 'high',
    advice: 'Delete it in the profile (Account security, Tokens).',
    prefixes: ['perm:', 'perm-'],
    body: [base64(4, 64), '.', base64(4, 64), '.', alphanumeric(27, 43)],
  }),
];

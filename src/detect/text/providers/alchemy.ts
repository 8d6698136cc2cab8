/** Alchemy: `alcht_` and 30 letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const alchemyRules = [
  prefixedToken({
    id: 'alchemy-access-token',
    title: 'Alchemy access token',
    provider: 'Alchemy',
    severity: 'high',
    advice:
      'Rotate it in the Alchemy dashboard (Access keys): it makes, reads and deletes the apps and webhooks of its team.',
    prefixes: ['alcht_'],
    body: [alphanumeric(30)],
  }),
];

/** Brex: user tokens are `bxt_` and 40 letters and digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const brexRules = [
  prefixedToken({
    id: 'brex-user-token',
    title: 'Brex user token',
    provider: 'Brex',
    severity: 'critical',
    advice:
      'Revoke it in the Brex dashboard (Developer, Settings): it reads accounts and moves money within its scopes.',
    prefixes: ['bxt_'],
    body: [alphanumeric(36, 48)],
    check: inBothCases,
  }),
];

/** GrowthBook: `secret_`, a role, and 32 bytes in base64 without its signs. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const growthbookRules = [
  prefixedToken({
    id: 'growthbook-secret-key',
    title: 'GrowthBook secret key',
    provider: 'GrowthBook',
    severity: 'high',
    advice:
      'Delete it in GrowthBook (Settings, API keys): it reads experiments and, with its role, changes features in production.',
    prefixes: ['secret_admin_', 'secret_readonly_', 'secret_user_'],
    body: [alphanumeric(38, 44)],
    check: inBothCases,
  }),
];

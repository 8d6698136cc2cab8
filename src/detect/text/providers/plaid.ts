/** Plaid: `access-`, the environment, and a UUID: the access to the accounts of one person. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

const shared = { provider: 'Plaid' } as const;

export const plaidRules = [
  prefixedToken({
    ...shared,
    id: 'plaid-access-token',
    title: 'Plaid access token',
    severity: 'critical',
    advice: 'Call /item/access_token/invalidate, or /item/remove, with it.',
    prefixes: ['access-production-', 'access-development-'],
    body: [...UUID],
  }),
  prefixedToken({
    ...shared,
    id: 'plaid-sandbox-token',
    title: 'Plaid access token (sandbox)',
    severity: 'low',
    advice: 'It opens test data only. Call /item/remove with it.',
    prefixes: ['access-sandbox-'],
    body: [...UUID],
  }),
];

/** Liveblocks: `sk_prod_` or `sk_dev_` and 64 base64url characters. Public keys begin with `pk_`. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const liveblocksRules = [
  prefixedToken({
    id: 'liveblocks-secret-key',
    title: 'Liveblocks secret key',
    provider: 'Liveblocks',
    severity: 'high',
    advice: 'Roll it in the Liveblocks dashboard (API keys): it reads and changes every room of the project.',
    prefixes: ['sk_prod_', 'sk_dev_'],
    body: [base64url(64)],
  }),
];

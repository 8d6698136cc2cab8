/** Crossmint: `sk_production_` or `sk_staging_` and base58 of what the key may do, signed. Keys for browsers begin with `ck_` and are public. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const crossmintRules = [
  prefixedToken({
    id: 'crossmint-server-key',
    title: 'Crossmint server-side API key',
    provider: 'Crossmint',
    severity: 'high',
    advice:
      'Delete it in the Crossmint console (Integrate, API keys), and look at the wallets and mints of the project.',
    prefixes: ['sk_production_', 'sk_staging_'],
    body: [alphanumeric(24, 400)],
  }),
];

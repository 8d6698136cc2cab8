/** Courier: keys of production are `pk_prod_` and 28 capitals and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { upperAlphanumeric } from '../token-parts.ts';

export const courierRules = [
  prefixedToken({
    id: 'courier-auth-token',
    title: 'Courier auth token',
    provider: 'Courier',
    severity: 'high',
    advice: 'Rotate it in Courier (Settings, API keys): it sends messages to every user.',
    prefixes: ['pk_prod_'],
    body: [upperAlphanumeric(28)],
  }),
];

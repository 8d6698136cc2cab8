/** Friendli: `flp_` and 46 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const friendliRules = [
  prefixedToken({
    id: 'friendli-token',
    title: 'Friendli personal token',
    provider: 'Friendli',
    severity: 'high',
    advice: 'Delete it in the Friendli Suite (Personal settings, Tokens).',
    prefixes: ['flp_'],
    body: [alphanumeric(46)],
  }),
];

/** Defined Networking: `dnkey-`, an id of 26 base-32 digits, a dash and a secret of 52. */
import { prefixedToken } from '../prefixed-token.ts';
import { upperAlphanumeric } from '../token-parts.ts';

export const definedNetworkingRules = [
  prefixedToken({
    id: 'defined-networking-api-key',
    title: 'Defined Networking API key',
    provider: 'Defined Networking',
    severity: 'high',
    advice: 'Delete it in the admin panel (API keys).',
    prefixes: ['dnkey-'],
    body: [upperAlphanumeric(26), '-', upperAlphanumeric(52)],
  }),
];

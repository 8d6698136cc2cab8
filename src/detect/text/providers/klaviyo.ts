/** Klaviyo: private keys are `pk_` and 34 hex digits, in newer ones behind the six characters of the public key. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const klaviyoRules = [
  prefixedToken({
    id: 'klaviyo-private-key',
    title: 'Klaviyo private API key',
    provider: 'Klaviyo',
    severity: 'high',
    advice:
      'Delete it in the settings of the account (API keys): it reads the profiles of customers, and sends them mail.',
    prefixes: ['pk_'],
    body: [hex(34)],
  }),
];

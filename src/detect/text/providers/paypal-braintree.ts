/** Braintree (PayPal): `access_token$production$`, a merchant of 16 characters, `$`, and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex, lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'PayPal Braintree' } as const;

export const paypalBraintreeRules = [
  prefixedToken({
    ...shared,
    id: 'braintree-access-token',
    title: 'Braintree access token (production)',
    severity: 'critical',
    advice: 'Revoke the access of the application in the Braintree control panel (Connected apps).',
    prefixes: ['access_token$production$'],
    body: [lowerAlphanumeric(16), '$', hex(32)],
  }),
  prefixedToken({
    ...shared,
    id: 'braintree-sandbox-token',
    title: 'Braintree access token (sandbox)',
    severity: 'low',
    advice: 'It moves no money. Revoke the access of the application in the sandbox control panel.',
    prefixes: ['access_token$sandbox$'],
    body: [lowerAlphanumeric(16), '$', hex(32)],
  }),
];

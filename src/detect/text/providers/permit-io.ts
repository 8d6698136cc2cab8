/** Permit.io: `permit_key_` and base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const permitIoRules = [
  prefixedToken({
    id: 'permit-io-api-key',
    title: 'Permit.io API key',
    provider: 'Permit.io',
    severity: 'critical',
    advice: 'Rotate it in Permit.io (Settings, API keys): it says who may do what in your application.',
    prefixes: ['permit_key_'],
    body: [alphanumeric(32, 128)],
    check: inBothCases,
  }),
];

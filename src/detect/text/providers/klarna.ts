/** Klarna: `klarna_live_api_` or `klarna_test_api_`, and base64 of a password, the id of the merchant, and a signature. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

const shared = { provider: 'Klarna', body: [base64(60, 400)] } as const;

export const klarnaRules = [
  prefixedToken({
    ...shared,
    id: 'klarna-live-key',
    title: 'Klarna API key',
    severity: 'critical',
    advice: 'Disable it in the Merchant portal (Settings, API credentials) and look at the orders since.',
    prefixes: ['klarna_live_api_'],
  }),
  prefixedToken({
    ...shared,
    id: 'klarna-test-key',
    title: 'Klarna API key for tests',
    severity: 'low',
    advice: 'It moves no money. Disable it in the Merchant portal of the playground.',
    prefixes: ['klarna_test_api_'],
  }),
];

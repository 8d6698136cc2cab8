/** Heartland (Portico of Global Payments): `skapi_prod_` or `skapi_cert_`, for tests, and some 42 base64url digits; `pkapi_` is public. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Heartland', body: [base64url(34, 44)] } as const;

export const heartlandRules = [
  prefixedToken({
    ...shared,
    id: 'heartland-secret-key',
    title: 'Heartland secret API key',
    severity: 'critical',
    advice: 'Make a new one in the merchant portal of Heartland (Portico), and look at what was charged and refunded.',
    prefixes: ['skapi_prod_'],
  }),
  prefixedToken({
    ...shared,
    id: 'heartland-test-key',
    title: 'Heartland secret API key for tests',
    severity: 'low',
    advice: 'It moves no money. Make a new one in the developer portal of Heartland.',
    prefixes: ['skapi_cert_'],
  }),
];

/** Duffel: `duffel_live_` or `duffel_test_` and 43 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Duffel' } as const;

export const duffelRules = [
  prefixedToken({
    ...shared,
    id: 'duffel-live-token',
    title: 'Duffel access token (live)',
    severity: 'critical',
    advice: 'Revoke it in the Duffel dashboard (Developers, Access tokens).',
    prefixes: ['duffel_live_'],
    body: [base64url(43)],
  }),
  prefixedToken({
    ...shared,
    id: 'duffel-test-token',
    title: 'Duffel access token (test)',
    severity: 'low',
    advice: 'It books nothing. Revoke it in the Duffel dashboard (Developers, Access tokens).',
    prefixes: ['duffel_test_'],
    body: [base64url(43)],
  }),
];

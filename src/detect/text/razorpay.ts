/** Razorpay: `rzp_live_` or `rzp_test_` and 14 base-62 digits (the id of a key; its secret has no mark). */
import { prefixedToken } from './prefixed-token.ts';
import { alphanumeric } from './token-parts.ts';

const shared = { provider: 'Razorpay' } as const;

export const razorpayRules = [
  prefixedToken({
    ...shared,
    id: 'razorpay-key-id',
    title: 'Razorpay key id (live)',
    severity: 'low',
    advice:
      'An id is no secret. It names the key to regenerate in the dashboard if the secret lies elsewhere in the artifact.',
    prefixes: ['rzp_live_'],
    body: [alphanumeric(14)],
    confidence: 'medium',
  }),
  prefixedToken({
    ...shared,
    id: 'razorpay-test-key-id',
    title: 'Razorpay key id (test)',
    severity: 'low',
    advice:
      'An id is no secret, and a test key moves no money. Look whether the secret lies elsewhere in the artifact.',
    prefixes: ['rzp_test_'],
    body: [alphanumeric(14)],
    confidence: 'medium',
  }),
];

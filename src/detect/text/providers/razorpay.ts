/** Razorpay: a key is an id, `rzp_live_` or `rzp_test_` and 14 base-62 digits, and a secret of 24. */
import { keyPair } from '../key-pair.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = {
  provider: 'Razorpay',
  idBody: [alphanumeric(14)],
  secret: [alphanumeric(24)],
  introduction: /secret|token/i,
} as const;

export const razorpayRules = [
  ...keyPair({
    ...shared,
    id: 'razorpay-live-key',
    title: 'Razorpay key: id and secret (live)',
    severity: 'critical',
    advice: 'Regenerate the key in the Razorpay dashboard (Settings, API keys) and look at the payments.',
    idAlone: { id: 'razorpay-live-key-id', title: 'Razorpay key id (live), its secret not near' },
    prefixes: ['rzp_live_'],
  }),
  ...keyPair({
    ...shared,
    id: 'razorpay-test-key',
    title: 'Razorpay key: id and secret (test)',
    severity: 'low',
    advice: 'It moves no money. Regenerate the key in the Razorpay dashboard (Settings, API keys).',
    idAlone: { id: 'razorpay-test-key-id', title: 'Razorpay key id (test), its secret not near' },
    prefixes: ['rzp_test_'],
  }),
];

/** Paystack: `sk_live_` or `sk_test_` as Stripe has them, but 40 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Paystack', body: [hex(40)] } as const;

/** Whether what follows `sk_live_` is a key of Paystack and not of Stripe. */
export function isPaystackBody(body: string): boolean {
  return /^[0-9a-f]{40}$/.test(body);
}

export const paystackRules = [
  prefixedToken({
    ...shared,
    id: 'paystack-live-key',
    title: 'Paystack secret key (live mode)',
    severity: 'critical',
    advice: 'Generate a new secret key in the Paystack dashboard (Settings, API keys & webhooks).',
    prefixes: ['sk_live_'],
  }),
  prefixedToken({
    ...shared,
    id: 'paystack-test-key',
    title: 'Paystack secret key (test mode)',
    severity: 'low',
    advice: 'It moves no money. Generate a new secret key in the Paystack dashboard (Settings, API keys & webhooks).',
    prefixes: ['sk_test_'],
  }),
];

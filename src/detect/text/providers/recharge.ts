/** Recharge: `sk_`, the limits of the key as in `2x1`, `_`, and 64 hex digits; `sk_test_` in a store for tests. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const LIMITS = [
  '1x1',
  '1x2',
  '1x3',
  '2x1',
  '2x2',
  '2x3',
  '3x1',
  '3x2',
  '3x3',
  '5x1',
  '5x2',
  '5x3',
  '10x1',
  '10x2',
  '10x3',
];
const shared = {
  provider: 'Recharge',
  advice: 'Delete it in Recharge (Tools and apps, API tokens): it reads customers and changes subscriptions.',
  body: [hex(64)],
};

export const rechargeRules = [
  prefixedToken({
    ...shared,
    id: 'recharge-api-token',
    title: 'Recharge API token',
    severity: 'high',
    prefixes: LIMITS.map((limit) => `sk_${limit}_`),
  }),
  prefixedToken({
    ...shared,
    id: 'recharge-test-token',
    title: 'Recharge API token of a store for tests',
    severity: 'low',
    prefixes: LIMITS.map((limit) => `sk_test_${limit}_`),
  }),
];

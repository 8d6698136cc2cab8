/** Cashfree Payments: `cfsk_ma_`, `prod_` or `test_`, 32 hex digits, `_` and 8 more. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = {
  provider: 'Cashfree',
  advice: 'Delete it in the merchant dashboard of Cashfree (Developers, API keys): it takes orders and refunds.',
  body: [hex(32), '_', hex(8)],
};

export const cashfreeRules = [
  prefixedToken({
    ...shared,
    id: 'cashfree-secret-key',
    title: 'Cashfree secret key',
    severity: 'critical',
    prefixes: ['cfsk_ma_prod_'],
  }),
  prefixedToken({
    ...shared,
    id: 'cashfree-test-key',
    title: 'Cashfree secret key of the sandbox',
    severity: 'low',
    prefixes: ['cfsk_ma_test_'],
  }),
];

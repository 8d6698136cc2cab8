/** WooCommerce: the secret of a REST API key is `cs_` and 40 hex digits; the name of the key, which is no secret, begins with `ck_`. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const woocommerceRules = [
  prefixedToken({
    id: 'woocommerce-consumer-secret',
    title: 'WooCommerce consumer secret',
    provider: 'WooCommerce',
    severity: 'critical',
    advice:
      'Revoke the key in the shop (WooCommerce, Settings, Advanced, REST API): it reads orders and who placed them.',
    prefixes: ['cs_'],
    body: [hex(40)],
  }),
];

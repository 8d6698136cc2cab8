/** eBay: the Cert ID of an application is `PRD-` or `SBX-` and five groups of hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const ebayRules = [
  prefixedToken({
    id: 'ebay-cert-id',
    title: 'eBay Cert ID (client secret)',
    provider: 'eBay',
    severity: 'high',
    advice: 'Rotate the Cert ID of the keyset at developer.ebay.com.',
    prefixes: ['PRD-', 'SBX-'],
    body: [hex(8, 12), '-', hex(4), '-', hex(4), '-', hex(4), '-', hex(4, 12)],
  }),
];

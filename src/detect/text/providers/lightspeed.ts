/** Lightspeed Retail (X-Series, once Vend): `lsxs_pt_` and 32 base-62 digits, a personal token, which does not expire by itself. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const lightspeedRules = [
  prefixedToken({
    id: 'lightspeed-personal-token',
    title: 'Personal token of Lightspeed Retail',
    provider: 'Lightspeed',
    severity: 'critical',
    advice: 'Delete it in Lightspeed Retail (Setup, Personal tokens); it could read sales and customers.',
    prefixes: ['lsxs_pt_'],
    body: [alphanumeric(32)],
  }),
];

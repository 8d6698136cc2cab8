/** Polar: `polar_`, the kind of token, and base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const polarRules = [
  prefixedToken({
    id: 'polar-access-token',
    title: 'Polar access token',
    provider: 'Polar',
    severity: 'high',
    advice: 'Revoke it in the Polar settings (Developers).',
    prefixes: ['polar_oat_', 'polar_pat_', 'polar_cst_', 'polar_at_u_', 'polar_at_o_'],
    body: [alphanumeric(32, 60)],
  }),
];

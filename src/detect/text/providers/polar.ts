/** Polar: `polar_`, the kind of token (`_u_` of a user, `_o_` of an organization), and base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'Polar', body: [alphanumeric(32, 60)] } as const;

export const polarRules = [
  prefixedToken({
    ...shared,
    id: 'polar-access-token',
    title: 'Polar access token',
    severity: 'high',
    advice: 'Revoke it in the Polar settings (Developers).',
    prefixes: ['polar_oat_', 'polar_pat_', 'polar_cst_', 'polar_at_u_', 'polar_at_o_', 'polar_rt_u_', 'polar_rt_o_'],
  }),
  prefixedToken({
    ...shared,
    id: 'polar-client-secret',
    title: 'Polar OAuth client secret or registration token',
    severity: 'high',
    advice: 'Delete the OAuth client in the Polar settings (Developers), and register it anew.',
    prefixes: ['polar_cs_', 'polar_crt_'],
  }),
  prefixedToken({
    ...shared,
    id: 'polar-webhook-secret',
    title: 'Polar webhook secret',
    severity: 'medium',
    advice: 'Reset the secret of the webhook in the Polar settings: with it anyone can forge payments to your server.',
    prefixes: ['polar_whs_'],
  }),
];

/** Deno Deploy: `ddp_` (a person) or `ddo_`/`ddw_` (an organization), and 36 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const denoRules = [
  prefixedToken({
    id: 'deno-deploy-token',
    title: 'Deno Deploy access token',
    provider: 'Deno Deploy',
    severity: 'high',
    advice: 'Revoke it in the Deno Deploy settings (Access tokens).',
    prefixes: ['ddp_', 'ddo_', 'ddw_'],
    body: [alphanumeric(36)],
  }),
];

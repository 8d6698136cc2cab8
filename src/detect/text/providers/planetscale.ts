/** PlanetScale: `pscale_pw_` (password), `pscale_tkn_` (service token), `pscale_oauth_`, and base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'PlanetScale' } as const;

export const planetscaleRules = [
  prefixedToken({
    ...shared,
    id: 'planetscale-password',
    title: 'PlanetScale database password',
    severity: 'critical',
    advice: 'Delete it in the settings of the database (Passwords).',
    prefixes: ['pscale_pw_'],
    body: [base64url(32, 64)],
  }),
  prefixedToken({
    ...shared,
    id: 'planetscale-token',
    title: 'PlanetScale service or OAuth token',
    severity: 'critical',
    advice: 'Delete it in the settings of the organization (Service tokens, OAuth applications).',
    prefixes: ['pscale_tkn_', 'pscale_oauth_'],
    body: [base64url(32, 64)],
  }),
];

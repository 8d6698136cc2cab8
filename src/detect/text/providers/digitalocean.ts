/** DigitalOcean's API tokens since 2022: a prefix for each kind and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'DigitalOcean', body: [hex(64)] } as const;
const TOKENS = 'Delete the token under API, Tokens in the control panel, and look at the security history of the team.';

export const digitaloceanRules = [
  prefixedToken({
    ...shared,
    id: 'digitalocean-personal-token',
    title: 'DigitalOcean personal access token',
    severity: 'critical',
    advice: TOKENS,
    prefixes: ['dop_v1_'],
  }),
  prefixedToken({
    ...shared,
    id: 'digitalocean-oauth-token',
    title: 'DigitalOcean OAuth token',
    severity: 'high',
    advice: 'It lives 30 days. Revoke the access of the application under API, Authorized applications.',
    prefixes: ['doo_v1_'],
  }),
  prefixedToken({
    ...shared,
    id: 'digitalocean-refresh-token',
    title: 'DigitalOcean OAuth refresh token',
    severity: 'high',
    advice: 'Revoke the access of the application under API, Authorized applications: it gives new tokens without end.',
    prefixes: ['dor_v1_'],
  }),
];

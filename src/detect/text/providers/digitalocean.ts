/** DigitalOcean's API tokens since 2022: a prefix for each kind and 64 hex digits. Keys of its models: `sk-do-` and base64url. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { base64url, hex } from '../token-parts.ts';

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
  prefixedToken({
    provider: 'DigitalOcean',
    id: 'digitalocean-model-access-key',
    title: 'DigitalOcean model access key',
    severity: 'high',
    advice: 'Delete it under Agent Platform, Model access keys in the control panel, and look at the usage.',
    prefixes: ['sk-do-'],
    body: [base64url(40, 128)],
    check: inBothCasesWithoutWord,
  }),
];

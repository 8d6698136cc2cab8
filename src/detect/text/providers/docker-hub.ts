/** Docker Hub: `dckr_pat_` (a person's) and `dckr_oat_` (an organization's), then base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Docker Hub', severity: 'critical' } as const;
const PUSHED = 'If it could push, compare the digests of your tags with what you built.';

export const dockerHubRules = [
  prefixedToken({
    ...shared,
    id: 'docker-hub-personal-token',
    title: 'Docker Hub personal access token',
    advice: `Delete it in the account settings (Personal access tokens). ${PUSHED}`,
    prefixes: ['dckr_pat_'],
    body: [base64url(27)],
  }),
  prefixedToken({
    ...shared,
    id: 'docker-hub-organization-token',
    title: 'Docker Hub access token of an organization',
    advice: `Delete it in the settings of the organization (Access tokens). ${PUSHED}`,
    prefixes: ['dckr_oat_'],
    body: [base64url(32)],
  }),
];

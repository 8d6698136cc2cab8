/** Snyk: personal access tokens are `snyk_uat.`, those of service accounts `snyk_sat.`, then 8 hex digits, a payload and a signature in base64url. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url, hex } from '../token-parts.ts';

export const snykRules = [
  prefixedToken({
    id: 'snyk-access-token',
    title: 'Snyk access token',
    provider: 'Snyk',
    severity: 'high',
    advice:
      'Revoke it in Snyk (Account settings, Personal access tokens; or Service accounts): it reads what is vulnerable.',
    prefixes: ['snyk_uat.', 'snyk_sat.'],
    body: [hex(8), '.', base64url(60, 800), '.', base64url(40, 200)],
  }),
];

/** Tinybird: `p.`, base64url of JSON with the ids of the workspace (`u`) and of the token, a dot, and an HMAC-SHA256. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const tinybirdRules = [
  prefixedToken({
    id: 'tinybird-token',
    title: 'Tinybird token',
    provider: 'Tinybird',
    severity: 'medium',
    advice:
      'Refresh it in Tinybird (Tokens). Web pages contain read-only tokens for public data by design: check its scopes.',
    // Python's JSON: a blank stands behind the colon.
    prefixes: ['p.eyJ1IjogI'],
    body: [base64url(100, 300), '.', base64url(43)],
  }),
];

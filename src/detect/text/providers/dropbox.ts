/** Dropbox: short-lived access tokens are `sl.`, since 2024 `sl.u.`, and 130 to some 1,300 base64url characters. */
import { BASE64URL_DIGITS } from '../byte-runs.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const dropboxRules = [
  prefixedToken({
    id: 'dropbox-access-token',
    title: 'Dropbox access token',
    provider: 'Dropbox',
    severity: 'high',
    advice: 'It lives four hours. Revoke it with a POST to https://api.dropboxapi.com/2/auth/token/revoke.',
    prefixes: ['sl.u.', 'sl.'],
    body: [base64url(120, 1400)],
    // `sl.` is common in minified code: names are short, tokens are not.
    glance: (window, at) => {
      for (let next = at + 6; next < at + 60; next++) if (BASE64URL_DIGITS[window[next] ?? 0] !== 1) return false;
      return true;
    },
  }),
];

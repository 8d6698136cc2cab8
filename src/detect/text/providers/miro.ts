/** Miro: access and refresh tokens are base64url of `{"miro.origin":"eu01"}`, `_` and 27 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

export const miroRules = [
  prefixedToken({
    id: 'miro-token',
    title: 'Miro access or refresh token',
    provider: 'Miro',
    severity: 'high',
    advice:
      'Revoke it with a POST to https://api.miro.com/v2/oauth/revoke, or install the app anew, and look at the boards of its team.',
    prefixes: ['eyJtaXJvLm9yaWdpbiI6I'],
    body: [alphanumeric(9), '_', base64url(27)],
  }),
];

/** Heroku: `HRKU-` and a UUID, since 2023 `HRKU-AA` and 58 base64url characters. */
import { prefixed } from '../example.ts';
import { isNoValue } from '../placeholder.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, BASE64URL } from '../random-text.ts';
import { base64url, UUID } from '../token-parts.ts';

const shared = { provider: 'Heroku' } as const;
/** Bytes of 0xff, which the tokens of today have inside; elsewhere such a row is a mask. */
const FILLED = /_{5}w/;

export const herokuRules = [
  prefixedToken({
    ...shared,
    id: 'heroku-api-key',
    title: 'Heroku API key or OAuth token',
    severity: 'critical',
    advice: 'Revoke it with `heroku authorizations:revoke`, or regenerate the API key in the account settings.',
    prefixes: ['HRKU-AA'],
    body: [base64url(58)],
    judgesPlaceholders: true,
    check: ({ body }) => (isNoValue(body.replace(FILLED, '')) ? undefined : {}),
    examples: (random) =>
      [random.text(58, BASE64URL), `${random.text(30, ALPHANUMERIC)}_____w${random.text(22, BASE64URL)}`].map((body) =>
        prefixed('HRKU-AA', body),
      ),
  }),
  prefixedToken({
    ...shared,
    id: 'heroku-platform-key',
    title: 'Heroku platform API key',
    severity: 'critical',
    advice: 'Revoke it with `heroku authorizations:revoke`, or regenerate the API key in the account settings.',
    prefixes: ['HRKU-'],
    body: [...UUID],
  }),
];

/** Heroku: `HRKU-` and a UUID, since 2023 `HRKU-AA` and 58 base64url characters. */
import { prefixedToken } from './prefixed-token.ts';
import { base64url, UUID } from './token-parts.ts';

const shared = { provider: 'Heroku' } as const;

export const herokuRules = [
  prefixedToken({
    ...shared,
    id: 'heroku-api-key',
    title: 'Heroku API key or OAuth token',
    severity: 'critical',
    advice: 'Revoke it with `heroku authorizations:revoke`, or regenerate the API key in the account settings.',
    prefixes: ['HRKU-AA'],
    body: [base64url(58)],
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

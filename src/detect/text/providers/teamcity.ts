/** TeamCity: access tokens are base64 of the header `{"typ": "TCV2"}`, a dot, 36 base64url characters, a dot, and 48. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const teamcityRules = [
  prefixedToken({
    id: 'teamcity-access-token',
    title: 'TeamCity access token',
    provider: 'TeamCity',
    severity: 'critical',
    advice: 'Delete it in the profile (Access tokens), and look through the builds that it could change.',
    prefixes: ['eyJ0eXAiOiAiVENWMiJ9.'],
    body: [base64url(36), '.', base64url(48)],
  }),
];

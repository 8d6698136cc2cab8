/**
 * Login with Amazon, as skills of Alexa, the Selling Partner and the Advertising API use it: client secrets are `amzn1.oa2-cs.v1.` and
 * 64 hex digits, access tokens `Atza|` and refresh tokens `Atzr|` and some hundred base64url characters.
 */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url, hex } from '../token-parts.ts';

const shared = { provider: 'Login with Amazon' } as const;

export const amazonLoginRules = [
  prefixedToken({
    ...shared,
    id: 'amazon-client-secret',
    title: 'Client secret of Login with Amazon',
    severity: 'critical',
    advice:
      'Rotate it where the application is: the Developer Console, Seller Central or the security profile of Login with Amazon.',
    prefixes: ['amzn1.oa2-cs.v1.'],
    body: [hex(64)],
  }),
  prefixedToken({
    ...shared,
    id: 'amazon-refresh-token',
    title: 'Refresh token of Login with Amazon',
    severity: 'high',
    advice:
      'Revoke the authorization of the application (Seller Central: Manage your apps) and look at what was done with it.',
    prefixes: ['Atzr|'],
    body: [base64url(150, 2048)],
  }),
  prefixedToken({
    ...shared,
    id: 'amazon-access-token',
    title: 'Access token of Login with Amazon',
    severity: 'medium',
    advice: 'It lives an hour. Find out what wrote it, and whether the refresh token is there too.',
    prefixes: ['Atza|'],
    body: [base64url(150, 2048)],
  }),
];

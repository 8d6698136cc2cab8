/** Contentful: `CFPAT-` and 43 base64url characters (content management). */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const contentfulRules = [
  prefixedToken({
    id: 'contentful-personal-token',
    title: 'Contentful personal access token',
    provider: 'Contentful',
    severity: 'high',
    advice: 'Revoke it in the account settings (Tokens).',
    prefixes: ['CFPAT-'],
    body: [base64url(40, 64)],
  }),
];

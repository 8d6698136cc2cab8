/** Scalingo: `tk-us-` and 48 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const scalingoRules = [
  prefixedToken({
    id: 'scalingo-token',
    title: 'Scalingo API token',
    provider: 'Scalingo',
    severity: 'critical',
    advice: 'Revoke it in the Scalingo dashboard (Account, API tokens).',
    prefixes: ['tk-us-'],
    body: [base64url(48)],
  }),
];

/** Teamwork: `tkn.v1_` and base64. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

export const teamworkRules = [
  prefixedToken({
    id: 'teamwork-token',
    title: 'Teamwork API token',
    provider: 'Teamwork',
    severity: 'high',
    advice: 'Revoke it in the Teamwork profile (API & Mobile).',
    prefixes: ['tkn.v1_'],
    body: [base64(71), '='],
  }),
];

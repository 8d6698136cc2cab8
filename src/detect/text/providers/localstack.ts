/** LocalStack: `ls-` and 8, 4, 4, 4 and 12 letters and digits, with dashes between them. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const localstackRules = [
  prefixedToken({
    id: 'localstack-auth-token',
    title: 'LocalStack auth token',
    provider: 'LocalStack',
    severity: 'medium',
    advice: 'Reset it in the LocalStack web application (Auth tokens): with it anyone uses your licence.',
    prefixes: ['ls-'],
    isDelimited: true,
    body: [alphanumeric(8), '-', alphanumeric(4), '-', alphanumeric(4), '-', alphanumeric(4), '-', alphanumeric(12)],
    check: inBothCases,
  }),
];

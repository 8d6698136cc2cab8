/** Modal: a token is an id, `ak-`, and a secret, `as-`, of 22 base-62 digits each. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const modalRules = [
  prefixedToken({
    id: 'modal-token-secret',
    title: 'Modal token secret',
    provider: 'Modal',
    severity: 'high',
    advice: 'Delete the token in the Modal settings (API tokens).',
    prefixes: ['as-'],
    body: [alphanumeric(22)],
    check: inBothCases,
  }),
];

/** MiniMax: keys of a coding plan are `sk-cp-` and 60 or more base64url digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const minimaxRules = [
  prefixedToken({
    id: 'minimax-coding-plan-key',
    title: 'MiniMax coding plan key',
    provider: 'MiniMax',
    severity: 'high',
    advice: 'Reset it on the MiniMax platform (Account, Coding plan): it spends the plan of its account.',
    prefixes: ['sk-cp-'],
    body: [base64url(60, 160)],
    check: inBothCases,
  }),
];

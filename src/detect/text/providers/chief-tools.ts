/** Chief Tools: `ctp_` (personal), `cto_` (OAuth) and `ctr_` (refresh), and base-62 digits, 36 of them today. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const chiefToolsRules = [
  prefixedToken({
    id: 'chief-tools-token',
    title: 'Chief Tools token',
    provider: 'Chief Tools',
    severity: 'high',
    advice: 'Delete it in the tokens of your account at Chief Tools.',
    prefixes: ['ctp_', 'cto_', 'ctr_'],
    body: [alphanumeric(36, 248)],
    check: inBothCasesWithoutWord,
  }),
];

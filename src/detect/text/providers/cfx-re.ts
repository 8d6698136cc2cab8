/** Cfx.re (FiveM, RedM): license keys of servers are `cfxk_`, some 20 base-62 digits, and behind another `_` some six. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const cfxReRules = [
  prefixedToken({
    id: 'cfx-re-server-key',
    title: 'License key of a Cfx.re server',
    provider: 'Cfx.re',
    severity: 'medium',
    advice: 'Delete it in the Cfx.re portal (Server keys): who has it runs a server in your name.',
    prefixes: ['cfxk_'],
    body: [base64url(24, 60)],
    check: inBothCasesWithoutWord,
  }),
];

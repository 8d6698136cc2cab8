/** Bannerbear: `bb_pr_` (of a project) or `bb_ma_` (of the account), and 30 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const bannerbearRules = [
  prefixedToken({
    id: 'bannerbear-prefixed-api-key',
    title: 'Bannerbear API key',
    provider: 'Bannerbear',
    severity: 'high',
    advice: 'Revoke it in the settings of the project (API Keys) or of the account at Bannerbear.',
    prefixes: ['bb_pr_', 'bb_ma_'],
    body: [hex(30)],
  }),
];

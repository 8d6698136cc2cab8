/** Xata: `xau_` (of a user) or `xao_` (of an organization) and base-62 digits. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const xataRules = [
  prefixedToken({
    id: 'xata-api-key',
    title: 'Xata API key',
    provider: 'Xata',
    severity: 'high',
    advice: 'Delete it in the Xata account settings (API keys): it reads and changes the databases of its owner.',
    prefixes: ['xau_', 'xao_'],
    body: [alphanumeric(32, 44)],
    check: inBothCasesWithoutWord,
  }),
];

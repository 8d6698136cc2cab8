/** Dynamic: `dyn_` and 56 letters and digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const dynamicRules = [
  prefixedToken({
    id: 'dynamic-api-token',
    title: 'Dynamic API token',
    provider: 'Dynamic',
    severity: 'high',
    advice:
      'Delete it in the Dynamic dashboard (Developer, API): it reads and changes the users of the environment and their wallets.',
    prefixes: ['dyn_'],
    body: [alphanumeric(56)],
    check: inBothCases,
  }),
];

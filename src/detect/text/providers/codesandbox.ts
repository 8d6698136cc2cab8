/** CodeSandbox: `csb_v1_` and 32 bytes in base64url. */
import { inBothCasesWithoutWord, prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const codesandboxRules = [
  prefixedToken({
    id: 'codesandbox-api-token',
    title: 'CodeSandbox API token',
    provider: 'CodeSandbox',
    severity: 'high',
    advice:
      'Delete it at https://codesandbox.io/t/api: it starts virtual machines in your workspace and reads what is in them.',
    prefixes: ['csb_v1_'],
    body: [base64url(43)],
    // Files of programs are named so, too: `csb_v1_runtime_pc34_compat.h`.
    check: inBothCasesWithoutWord,
  }),
];

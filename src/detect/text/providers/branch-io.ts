/** Branch: `key_live_` or `key_test_` and 32 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const branchIoRules = [
  prefixedToken({
    id: 'branch-key',
    title: 'Branch key',
    provider: 'Branch',
    severity: 'low',
    advice: 'Apps carry such keys by design. Check whether the branch secret is next to it.',
    prefixes: ['key_live_', 'key_test_'],
    body: [alphanumeric(32)],
  }),
];

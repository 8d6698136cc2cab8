/** PhotoRoom (docs.photoroom.com): `sk_pr_`, the name that the key was given, `_`, and 40 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const photoroomRules = [
  prefixedToken({
    id: 'photoroom-api-key',
    title: 'PhotoRoom API key',
    provider: 'PhotoRoom',
    severity: 'high',
    advice: 'Delete it at https://app.photoroom.com/api-dashboard.',
    prefixes: ['sk_pr_', 'sandbox_sk_pr_'],
    body: [alphanumeric(1, 40), '_', hex(40)],
  }),
];

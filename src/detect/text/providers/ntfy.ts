/** ntfy: `tk_` and 29 letters and digits, in lower case since tokens may stand in mail addresses. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';
import { isDrawnLetters, isOfWords } from '../value-kind.ts';

export const ntfyRules = [
  prefixedToken({
    id: 'ntfy-access-token',
    title: 'ntfy access token',
    provider: 'ntfy',
    severity: 'medium',
    advice: 'Delete it in the account of the ntfy server (Access tokens), or with `ntfy token remove`.',
    prefixes: ['tk_'],
    isDelimited: true,
    body: [alphanumeric(29)],
    check: ({ body }) => ((/[0-9]/.test(body) || isDrawnLetters(body)) && !isOfWords(body) ? {} : undefined),
  }),
];

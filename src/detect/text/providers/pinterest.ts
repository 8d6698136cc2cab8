/** Pinterest API v5: `pina_` and letters, digits, `-` and `_`, most of them large. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';
import { isOfWords } from '../value-kind.ts';

export const pinterestRules = [
  prefixedToken({
    id: 'pinterest-access-token',
    title: 'Pinterest access token',
    provider: 'Pinterest',
    severity: 'high',
    advice: 'Remove the app from the account at https://www.pinterest.com/settings/security, which ends its tokens.',
    prefixes: ['pina_'],
    body: [base64url(40, 200)],
    check: ({ body }) =>
      /[A-Z].*[A-Z].*[A-Z].*[A-Z]/.test(body) && /[0-9]/.test(body) && !isOfWords(body) ? {} : undefined,
  }),
];

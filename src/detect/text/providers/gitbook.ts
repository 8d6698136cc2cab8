/** GitBook: `gb_api_` and 40 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const gitbookRules = [
  prefixedToken({
    id: 'gitbook-api-token',
    title: 'GitBook API token',
    provider: 'GitBook',
    severity: 'high',
    advice: 'Revoke it in GitBook (Developer settings of your user).',
    prefixes: ['gb_api_'],
    body: [alphanumeric(36, 48)],
  }),
];

/** Coze: `pat_` and 64 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const cozeRules = [
  prefixedToken({
    id: 'coze-access-token',
    title: 'Coze access token',
    provider: 'Coze',
    severity: 'high',
    advice: 'Delete it in the Coze settings (API tokens).',
    prefixes: ['pat_'],
    body: [alphanumeric(64)],
  }),
];

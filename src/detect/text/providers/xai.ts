/** xAI: `xai-` and 80 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const xaiRules = [
  prefixedToken({
    id: 'xai-api-key',
    title: 'xAI API key',
    provider: 'xAI',
    severity: 'high',
    advice: 'Delete it in the xAI console (API keys).',
    prefixes: ['xai-'],
    body: [base64url(80)],
  }),
];

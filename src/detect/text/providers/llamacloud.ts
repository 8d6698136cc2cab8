/** LlamaCloud: `llx-` and 48 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const llamacloudRules = [
  prefixedToken({
    id: 'llamacloud-api-key',
    title: 'LlamaCloud API key',
    provider: 'LlamaIndex',
    severity: 'medium',
    advice: 'Revoke it in LlamaCloud (API keys).',
    prefixes: ['llx-'],
    body: [alphanumeric(48)],
  }),
];

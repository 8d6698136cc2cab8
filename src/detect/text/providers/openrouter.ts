/** OpenRouter: `sk-or-v1-` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const openrouterRules = [
  prefixedToken({
    id: 'openrouter-api-key',
    title: 'OpenRouter API key',
    provider: 'OpenRouter',
    severity: 'high',
    advice: 'Delete it at https://openrouter.ai/keys.',
    prefixes: ['sk-or-v1-'],
    body: [hex(64)],
  }),
];

/** Mem0: `m0-` and 40 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const mem0Rules = [
  prefixedToken({
    id: 'mem0-api-key',
    title: 'Mem0 API key',
    provider: 'Mem0',
    severity: 'medium',
    advice: 'Delete it in the Mem0 dashboard (API keys).',
    prefixes: ['m0-'],
    body: [alphanumeric(40)],
  }),
];

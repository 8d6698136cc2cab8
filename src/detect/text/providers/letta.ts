/** Letta: `sk-let-` and base64 of two UUIDs with a colon between them. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64 } from '../token-parts.ts';

export const lettaRules = [
  prefixedToken({
    id: 'letta-api-key',
    title: 'Letta API key',
    provider: 'Letta',
    severity: 'high',
    advice: 'Delete it at https://app.letta.com/api-keys: it reads the memory of every agent.',
    prefixes: ['sk-let-'],
    body: [base64(98)],
  }),
];

/** Langfuse: `sk-lf-` and a UUID. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const langfuseRules = [
  prefixedToken({
    id: 'langfuse-secret-key',
    title: 'Langfuse secret key',
    provider: 'Langfuse',
    severity: 'high',
    advice: 'Delete it in the settings of the project (API keys).',
    prefixes: ['sk-lf-'],
    body: [...UUID],
  }),
];

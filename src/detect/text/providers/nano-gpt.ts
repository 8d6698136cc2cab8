/** NanoGPT: `sk-nano-` and a UUID. */
import { prefixedToken } from '../prefixed-token.ts';
import { UUID } from '../token-parts.ts';

export const nanoGptRules = [
  prefixedToken({
    id: 'nano-gpt-api-key',
    title: 'NanoGPT API key',
    provider: 'NanoGPT',
    severity: 'high',
    advice: 'Delete it in the API settings of NanoGPT and look at the balance.',
    prefixes: ['sk-nano-'],
    body: UUID,
  }),
];

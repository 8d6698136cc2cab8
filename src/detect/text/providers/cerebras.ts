/** Cerebras: `csk-` and 48 lower-case letters and digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const cerebrasRules = [
  prefixedToken({
    id: 'cerebras-api-key',
    title: 'Cerebras API key',
    provider: 'Cerebras',
    severity: 'high',
    advice: 'Delete the key in the Cerebras console (API keys).',
    prefixes: ['csk-'],
    body: [lowerAlphanumeric(48)],
  }),
];

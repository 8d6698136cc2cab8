/** Gamma: `sk-gamma-` and 32 bytes in base 62, which are 40 to 43 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const gammaRules = [
  prefixedToken({
    id: 'gamma-api-key',
    title: 'Gamma API key',
    provider: 'Gamma',
    severity: 'medium',
    advice: 'Delete it in Gamma (Account settings, API keys).',
    prefixes: ['sk-gamma-'],
    body: [alphanumeric(40, 43)],
  }),
];

/** Nightfall: `NF-` and 32 characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const nightfallRules = [
  prefixedToken({
    id: 'nightfall-api-key',
    title: 'Nightfall API key',
    provider: 'Nightfall',
    severity: 'medium',
    advice: 'Delete it in the Nightfall dashboard (API keys).',
    prefixes: ['NF-'],
    body: [lowerAlphanumeric(32)],
  }),
];

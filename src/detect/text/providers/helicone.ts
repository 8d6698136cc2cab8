/** Helicone: `sk-helicone-` and four groups of seven characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

export const heliconeRules = [
  prefixedToken({
    id: 'helicone-api-key',
    title: 'Helicone API key',
    provider: 'Helicone',
    severity: 'medium',
    advice: 'Delete it in the Helicone settings (API keys).',
    prefixes: ['sk-helicone-'],
    body: [lowerAlphanumeric(7), '-', lowerAlphanumeric(7), '-', lowerAlphanumeric(7), '-', lowerAlphanumeric(7)],
  }),
];

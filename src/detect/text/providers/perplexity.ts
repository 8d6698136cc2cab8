/** Perplexity: `pplx-` and 48 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const perplexityRules = [
  prefixedToken({
    id: 'perplexity-api-key',
    title: 'Perplexity API key',
    provider: 'Perplexity',
    severity: 'high',
    advice: 'Delete it in the Perplexity settings (API).',
    prefixes: ['pplx-'],
    body: [alphanumeric(48)],
  }),
];

/** Firecrawl: `fc-` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const firecrawlRules = [
  prefixedToken({
    id: 'firecrawl-api-key',
    title: 'Firecrawl API key',
    provider: 'Firecrawl',
    severity: 'medium',
    advice: 'Delete it in the Firecrawl dashboard (API keys).',
    prefixes: ['fc-'],
    body: [hex(32)],
  }),
];

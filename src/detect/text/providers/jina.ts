/** Jina AI: `jina_`, 32 hex digits and 28 base64url characters. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url, hex } from '../token-parts.ts';

export const jinaRules = [
  prefixedToken({
    id: 'jina-api-key',
    title: 'Jina AI API key',
    provider: 'Jina AI',
    severity: 'medium',
    advice: 'Delete it in the Jina AI dashboard (API keys).',
    prefixes: ['jina_'],
    body: [hex(32), base64url(28)],
  }),
];

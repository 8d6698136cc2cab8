/** Rootly: `rootly_` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const rootlyRules = [
  prefixedToken({
    id: 'rootly-api-key',
    title: 'Rootly API key',
    provider: 'Rootly',
    severity: 'high',
    advice: 'Delete it in the Rootly settings (API keys).',
    prefixes: ['rootly_'],
    body: [hex(64)],
  }),
];

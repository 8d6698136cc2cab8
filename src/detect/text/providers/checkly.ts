/** Checkly: `cu_` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const checklyRules = [
  prefixedToken({
    id: 'checkly-api-key',
    title: 'Checkly API key',
    provider: 'Checkly',
    severity: 'medium',
    advice: 'Delete it in the Checkly settings (API keys).',
    prefixes: ['cu_'],
    isDelimited: true,
    body: [hex(32)],
  }),
];

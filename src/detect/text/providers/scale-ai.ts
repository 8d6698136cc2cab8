/** Scale AI: `live_` and 32 hex digits, or `live_auth_`. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const scaleAiRules = [
  prefixedToken({
    id: 'scale-api-key',
    title: 'Scale AI API key',
    provider: 'Scale AI',
    severity: 'high',
    advice: 'Revoke it in the Scale dashboard (API keys).',
    prefixes: ['live_', 'live_auth_'],
    body: [hex(32)],
  }),
];

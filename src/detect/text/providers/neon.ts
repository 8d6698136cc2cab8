/** Neon: `napi_` and 64 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const neonRules = [
  prefixedToken({
    id: 'neon-api-key',
    title: 'Neon API key',
    provider: 'Neon',
    severity: 'critical',
    advice: 'Revoke it in the Neon console (Account or organization settings, API keys).',
    prefixes: ['napi_'],
    body: [alphanumeric(60, 68)],
  }),
];

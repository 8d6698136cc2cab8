/** Retell AI: `key_` and 28 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const retellRules = [
  prefixedToken({
    id: 'retell-api-key',
    title: 'Retell AI API key',
    provider: 'Retell AI',
    severity: 'high',
    advice: 'Delete it in the Retell dashboard (API keys).',
    prefixes: ['key_'],
    body: [hex(28)],
  }),
];

/** Chutes: `cpk_`, the id of the key and of the user, 32 hex digits each, and 32 base-62 digits, with dots between them. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const chutesRules = [
  prefixedToken({
    id: 'chutes-api-key',
    title: 'Chutes API key',
    provider: 'Chutes',
    severity: 'high',
    advice: 'Delete it in Chutes (Settings, API keys) and look at the usage.',
    prefixes: ['cpk_'],
    body: [hex(32), '.', hex(32), '.', alphanumeric(32)],
  }),
];

/** ElevenLabs: `sk_` and 48 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const elevenlabsRules = [
  prefixedToken({
    id: 'elevenlabs-api-key',
    title: 'ElevenLabs API key',
    provider: 'ElevenLabs',
    severity: 'high',
    advice: 'Delete it in the ElevenLabs settings (API keys).',
    prefixes: ['sk_'],
    body: [hex(48)],
  }),
];

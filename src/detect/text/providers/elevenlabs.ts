/** ElevenLabs: `sk_` and 48 hex digits, and `_residency_` with a region if data stays in one. */
import { prefixedToken } from '../prefixed-token.ts';
import { TOKEN_EDGES } from '../rule.ts';
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
    edges: { before: TOKEN_EDGES.before!, after: /[A-Za-z0-9-]/ },
  }),
];

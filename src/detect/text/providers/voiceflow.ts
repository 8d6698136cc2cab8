/** Voiceflow: `VF.`, the kind, an id of 24 hex digits, a dot, and 16 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, hex } from '../token-parts.ts';

export const voiceflowRules = [
  prefixedToken({
    id: 'voiceflow-api-key',
    title: 'Voiceflow API key',
    provider: 'Voiceflow',
    severity: 'medium',
    advice: 'Regenerate it in the Voiceflow settings (API keys).',
    prefixes: ['VF.DM.', 'VF.WS.'],
    body: [hex(24), '.', alphanumeric(16)],
  }),
];

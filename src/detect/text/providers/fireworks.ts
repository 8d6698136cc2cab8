/** Fireworks AI: `fw_` and 22 to 24 base-62 digits. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const fireworksRules = [
  prefixedToken({
    id: 'fireworks-api-key',
    title: 'Fireworks AI API key',
    provider: 'Fireworks AI',
    severity: 'high',
    advice: 'Delete it in the Fireworks settings (API keys).',
    prefixes: ['fw_'],
    body: [alphanumeric(22, 24)],
    check: inBothCases,
  }),
];

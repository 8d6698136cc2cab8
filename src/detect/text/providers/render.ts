/** Render: `rnd_` and 28 base-62 digits or more. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const renderRules = [
  prefixedToken({
    id: 'render-api-key',
    title: 'Render API key',
    provider: 'Render',
    severity: 'critical',
    advice: 'Revoke it in the Render account settings (API keys).',
    prefixes: ['rnd_'],
    body: [alphanumeric(28, 36)],
    check: inBothCases,
  }),
];

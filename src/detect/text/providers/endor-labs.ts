/** Endor Labs: `endr+` and 16 base-62 digits (key or secret). */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const endorLabsRules = [
  prefixedToken({
    id: 'endor-labs-api-key',
    title: 'Endor Labs API key or secret',
    provider: 'Endor Labs',
    severity: 'high',
    advice: 'Delete the key in Endor Labs (Access control, API keys).',
    prefixes: ['endr+'],
    body: [alphanumeric(16)],
  }),
];

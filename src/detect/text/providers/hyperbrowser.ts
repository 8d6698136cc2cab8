/** Hyperbrowser: `hb_` and 28 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const hyperbrowserRules = [
  prefixedToken({
    id: 'hyperbrowser-api-key',
    title: 'Hyperbrowser API key',
    provider: 'Hyperbrowser',
    severity: 'high',
    advice: 'Delete it in the Hyperbrowser dashboard (API keys): it opens browsers with the sessions of its owner.',
    prefixes: ['hb_'],
    isDelimited: true,
    body: [hex(28)],
  }),
];

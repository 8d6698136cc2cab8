/** Featherless: `rc_` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const featherlessRules = [
  prefixedToken({
    id: 'featherless-api-key',
    title: 'Featherless API key',
    provider: 'Featherless',
    severity: 'high',
    advice: 'Delete it in the Featherless dashboard (API keys).',
    prefixes: ['rc_'],
    isDelimited: true,
    body: [hex(64)],
  }),
];

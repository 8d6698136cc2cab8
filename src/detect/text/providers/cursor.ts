/** Cursor: `key_` and 64 hex digits (admin and user API keys), or `crsr_` and 64. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const DOTENV = 'dotenv://:';

export const cursorRules = [
  prefixedToken({
    id: 'cursor-api-key',
    title: 'Cursor API key',
    provider: 'Cursor',
    severity: 'high',
    advice: 'Revoke it in the Cursor dashboard (API keys, Integrations).',
    prefixes: ['crsr_', 'key_'],
    body: [hex(64)],
    contextBytes: DOTENV.length,
    // Of a dotenv vault, which has a rule of its own.
    check: ({ window, start }) => (window.endsWith(DOTENV, start) ? undefined : {}),
  }),
];

/** Traceloop: `tl_` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const traceloopRules = [
  prefixedToken({
    id: 'traceloop-api-key',
    title: 'Traceloop API key',
    provider: 'Traceloop',
    severity: 'medium',
    advice: 'Delete it in the Traceloop settings (API keys): it writes traces, and reads prompts.',
    prefixes: ['tl_'],
    isDelimited: true,
    body: [hex(32)],
  }),
];

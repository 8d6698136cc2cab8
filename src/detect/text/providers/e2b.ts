/** E2B: `e2b_` and 40 hex digits; `sk_e2b_` for access tokens. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const e2bRules = [
  prefixedToken({
    id: 'e2b-api-key',
    title: 'E2B API key',
    provider: 'E2B',
    severity: 'high',
    advice: 'Delete it in the E2B dashboard (API keys).',
    prefixes: ['e2b_'],
    body: [hex(40)],
    edges: { before: /[A-Za-rt-z0-9]/, after: /[A-Za-z0-9_-]/ },
  }),
];

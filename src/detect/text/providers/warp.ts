/** Warp (terminal and cloud agents): `wk-1.` and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const warpRules = [
  prefixedToken({
    id: 'warp-api-key',
    title: 'Warp API key',
    provider: 'Warp',
    severity: 'high',
    advice:
      'Delete it in the Warp settings (Cloud platform, API keys): agents that have it act as you or as your team.',
    prefixes: ['wk-1.'],
    body: [hex(64)],
  }),
];

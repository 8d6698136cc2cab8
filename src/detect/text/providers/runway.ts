/** Runway: `key_` and 128 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const runwayRules = [
  prefixedToken({
    id: 'runway-api-secret',
    title: 'Runway API secret',
    provider: 'Runway',
    severity: 'high',
    advice: 'Disable it in the Runway developer portal (API keys).',
    prefixes: ['key_'],
    body: [hex(128)],
  }),
];

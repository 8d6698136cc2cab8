/** Circle: `LIVE_API_KEY` or `TEST_API_KEY`, an id and a secret, each of 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const circleRules = [
  prefixedToken({
    id: 'circle-api-key',
    title: 'Circle API key',
    provider: 'Circle',
    severity: 'critical',
    advice: 'Revoke it in the Circle console (API and client keys): it reads wallets and starts transfers.',
    prefixes: ['LIVE_API_KEY:'],
    body: [hex(32), ':', hex(32)],
  }),
  prefixedToken({
    id: 'circle-test-api-key',
    title: 'Circle test API key',
    provider: 'Circle',
    severity: 'low',
    advice: 'Revoke it in the Circle console (API and client keys): it works in the sandbox only.',
    prefixes: ['TEST_API_KEY:'],
    body: [hex(32), ':', hex(32)],
  }),
];

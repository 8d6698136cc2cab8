/** Shippo: `shippo_live_` or `shippo_test_` and 40 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { anyHex } from '../token-parts.ts';

const shared = { provider: 'Shippo' } as const;

export const shippoRules = [
  prefixedToken({
    ...shared,
    id: 'shippo-live-token',
    title: 'Shippo API token (live)',
    severity: 'high',
    advice: 'Delete it in the Shippo settings (API).',
    prefixes: ['shippo_live_'],
    body: [anyHex(40)],
  }),
  prefixedToken({
    ...shared,
    id: 'shippo-test-token',
    title: 'Shippo API token (test)',
    severity: 'low',
    advice: 'It buys nothing. Delete it in the Shippo settings (API).',
    prefixes: ['shippo_test_'],
    body: [anyHex(40)],
  }),
];

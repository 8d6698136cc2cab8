/** Lob: `live_` and 35 hex digits. Test keys and publishable ones differ in their beginning. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

const shared = { provider: 'Lob' } as const;

export const lobRules = [
  prefixedToken({
    ...shared,
    id: 'lob-live-key',
    title: 'Lob API key',
    severity: 'high',
    advice: 'Roll it in the Lob dashboard (Settings, API keys).',
    prefixes: ['live_'],
    body: [hex(35)],
  }),
  prefixedToken({
    ...shared,
    id: 'lob-publishable-key',
    title: 'Lob publishable key',
    severity: 'low',
    advice: 'Pages carry such keys by design. Roll it in the Lob dashboard (Settings, API keys).',
    prefixes: ['live_pub_', 'test_pub_'],
    body: [hex(31)],
  }),
];

/** Lob: `live_` and 35 hex digits. Publishable ones have a mark behind that; `test_` is too common to count without the name. */
import { prefixedToken } from './prefixed-token.ts';
import type { Rule } from './rule.ts';
import { servicesOf } from './services.ts';
import { hex as hexShape, inRow } from './shape.ts';
import { hex } from './token-parts.ts';

const shared = { provider: 'Lob' } as const;

export const lobRules: readonly Rule[] = [
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
  ...servicesOf([['lob api,lob key', 'Lob', inRow('test_', hexShape(35)), { what: 'test key', severity: 'low' }]]),
];

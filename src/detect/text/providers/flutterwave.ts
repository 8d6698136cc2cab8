/** Flutterwave: `FLWSECK-` and 32 characters with `-X` behind (live), `FLWSECK_TEST-` and 12 or 32 (test). */
import { prefixedToken } from '../prefixed-token.ts';
import { lowerAlphanumeric } from '../token-parts.ts';

const shared = { provider: 'Flutterwave' } as const;

export const flutterwaveRules = [
  prefixedToken({
    ...shared,
    id: 'flutterwave-secret-key',
    title: 'Flutterwave secret key',
    severity: 'critical',
    advice: 'Generate new keys in the Flutterwave dashboard (Settings, API).',
    prefixes: ['FLWSECK-'],
    body: [lowerAlphanumeric(32), '-X'],
  }),
  prefixedToken({
    ...shared,
    id: 'flutterwave-test-key',
    title: 'Flutterwave secret key (test)',
    severity: 'low',
    advice: 'It moves no money. Generate new keys in the Flutterwave dashboard (Settings, API).',
    prefixes: ['FLWSECK_TEST-'],
    body: [lowerAlphanumeric(12, 32)],
    edges: { before: /[A-Za-z0-9_]/, after: /[A-Za-z0-9_]/ },
  }),
];

/** EasyPost: `EZAK` (production) or `EZTK` (test) and 54 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

const shared = { provider: 'EasyPost' } as const;

export const easypostRules = [
  prefixedToken({
    ...shared,
    id: 'easypost-api-key',
    title: 'EasyPost API key (production)',
    severity: 'high',
    advice: 'Disable it in the EasyPost dashboard (API keys).',
    prefixes: ['EZAK'],
    body: [alphanumeric(54)],
  }),
  prefixedToken({
    ...shared,
    id: 'easypost-test-key',
    title: 'EasyPost API key (test)',
    severity: 'low',
    advice: 'It buys nothing. Disable it in the EasyPost dashboard (API keys).',
    prefixes: ['EZTK'],
    body: [alphanumeric(54)],
  }),
];

/** Moonshot: keys of Kimi for coding are `sk-kimi-` and letters and digits, 64 in most. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const moonshotRules = [
  prefixedToken({
    id: 'kimi-api-key',
    title: 'Kimi API key',
    provider: 'Moonshot',
    severity: 'high',
    advice: 'Delete it in the Kimi console (API keys): it spends the plan of its account.',
    prefixes: ['sk-kimi-'],
    body: [alphanumeric(40, 80)],
    check: inBothCases,
  }),
];

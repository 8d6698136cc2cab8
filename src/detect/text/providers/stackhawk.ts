/** StackHawk: `hawk.`, 20 base64url characters, a dot, and 20. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

export const stackhawkRules = [
  prefixedToken({
    id: 'stackhawk-api-key',
    title: 'StackHawk API key',
    provider: 'StackHawk',
    severity: 'high',
    advice: 'Delete it in the StackHawk settings (API keys).',
    prefixes: ['hawk.'],
    body: [base64url(20), '.', base64url(20)],
  }),
];

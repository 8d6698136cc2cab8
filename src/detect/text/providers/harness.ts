/** Harness: `pat.` (a person) or `sat.` (a service account), the account, an id of 24 hex digits, and a secret of 20 base-62 digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64url } from '../token-parts.ts';

export const harnessRules = [
  prefixedToken({
    id: 'harness-token',
    title: 'Harness access token',
    provider: 'Harness',
    severity: 'critical',
    advice: 'Delete it in the Harness profile, or in the service account (API keys, Tokens).',
    prefixes: ['pat.', 'sat.'],
    body: [base64url(22), '.', alphanumeric(24), '.', alphanumeric(20)],
  }),
];

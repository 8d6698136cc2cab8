/** Stytch: `secret-live-` or `secret-test-`, base64url and `=`. */
import { prefixedToken } from '../prefixed-token.ts';
import { base64url } from '../token-parts.ts';

const shared = { provider: 'Stytch' } as const;

export const stytchRules = [
  prefixedToken({
    ...shared,
    id: 'stytch-live-secret',
    title: 'Stytch project secret (live)',
    severity: 'critical',
    advice: 'Delete it in the Stytch dashboard (API keys).',
    prefixes: ['secret-live-'],
    body: [base64url(35, 60), '='],
  }),
  prefixedToken({
    ...shared,
    id: 'stytch-test-secret',
    title: 'Stytch project secret (test)',
    severity: 'low',
    advice: 'It signs nobody in. Delete it in the Stytch dashboard (API keys).',
    prefixes: ['secret-test-'],
    body: [base64url(35, 60), '='],
  }),
];

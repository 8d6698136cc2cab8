/** Resend: `re_`, eight base-62 digits, `_`, and 24. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric } from '../token-parts.ts';

export const resendRules = [
  prefixedToken({
    id: 'resend-api-key',
    title: 'Resend API key',
    provider: 'Resend',
    severity: 'high',
    advice: 'Delete it in the Resend dashboard (API keys): with it anyone sends mail in your name.',
    prefixes: ['re_'],
    isDelimited: true,
    body: [alphanumeric(8), '_', alphanumeric(24)],
    check: inBothCases,
  }),
];

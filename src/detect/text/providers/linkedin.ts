/** LinkedIn: client secrets since 2024 are `WPL_AP`, a digit, and base64; access tokens are `AQ` and 150 to 1,000 base64url characters. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { alphanumeric, base64, base64url } from '../token-parts.ts';

const shared = { provider: 'LinkedIn' } as const;

export const linkedinRules = [
  prefixedToken({
    ...shared,
    id: 'linkedin-client-secret',
    title: 'LinkedIn client secret',
    severity: 'high',
    advice: 'Generate a new secret for the app (Auth), then delete this one.',
    prefixes: ['WPL_AP0.', 'WPL_AP1.'],
    body: [alphanumeric(16), '.', base64(6), '=='],
  }),
  prefixedToken({
    ...shared,
    id: 'linkedin-access-token',
    title: 'LinkedIn access token',
    severity: 'high',
    advice: 'It lives 60 days. Generate a new client secret, or let the member remove the app.',
    prefixes: ['AQU', 'AQV', 'AQW', 'AQX'],
    isDelimited: true,
    body: [base64url(150, 1000)],
    edges: { after: /[A-Za-z0-9+/=_-]/ },
    check: inBothCases,
  }),
];

/** LinkedIn: client secrets since 2024 are `WPL_AP`, a digit, and base64; access tokens are `AQ` and 150 to 1,000 base64url characters. */
import { inBothCases, prefixedToken } from '../prefixed-token.ts';
import { BASE64URL } from '../random-text.ts';
import type { Candidate } from '../rule.ts';
import { alphanumeric, base64, base64url } from '../token-parts.ts';

const shared = { provider: 'LinkedIn' } as const;

/** `"d" : `: a number of a JSON Web Key begins with the same four characters once in 65,536 keys. */
const isOfJwk = ({ window, start }: Candidate) => /"(?:d|dp|dq|qi|k)"\s{0,4}:\s{0,4}$/.test(window.slice(0, start));
const MEMBER_BYTES = 16;

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
    contextBytes: MEMBER_BYTES,
    check: (candidate) => (isOfJwk(candidate) ? undefined : inBothCases(candidate)),
    lookAlikes: (random) => [`{"e" : "AQAB", "d" : "AQV${random.text(339, BASE64URL)}"}`],
  }),
];

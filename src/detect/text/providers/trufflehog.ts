/** TruffleHog Enterprise: `thog-secret-` and 32 hex digits; `thog-key-` is its name. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const trufflehogRules = [
  prefixedToken({
    id: 'trufflehog-secret',
    title: 'Secret of a TruffleHog Enterprise API key',
    provider: 'TruffleHog Enterprise',
    severity: 'high',
    advice: 'Revoke it in the dashboard of TruffleHog Enterprise: it tells which secrets were found where.',
    prefixes: ['thog-secret-'],
    body: [hex(32)],
  }),
];

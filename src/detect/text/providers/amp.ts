/** Amp: `sgamp_user_`, a ULID, `_`, and 64 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex, upperAlphanumeric } from '../token-parts.ts';

export const ampRules = [
  prefixedToken({
    id: 'amp-access-token',
    title: 'Amp access token',
    provider: 'Amp',
    severity: 'high',
    advice: 'Revoke it in the Amp settings (Access token): it spends the credits and reads the threads of its owner.',
    prefixes: ['sgamp_user_'],
    body: [upperAlphanumeric(26), '_', hex(64)],
  }),
];

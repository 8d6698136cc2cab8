/**
 * Matrix: tokens of Synapse are `syt_` (access) or `syr_` (refresh), the user's name in base64 without padding, and 20 letters; those of
 * the Matrix Authentication Service `mat_`, `mct_` (access), `mar_` or `mcr_` (refresh), and 30 base-62 digits. Both end with `_` and the
 * CRC-32 of all that stands before, in base 62.
 */
import { crc32Base62 } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC, LOWER, type RandomText, UPPER } from '../random-text.ts';
import type { Candidate, Checksum, Rule } from '../rule.ts';
import { alphanumeric, base64 } from '../token-parts.ts';

const LETTERS = { alphabet: UPPER + LOWER, least: 20, most: 20 };

const shared = {
  provider: 'Matrix',
  severity: 'high',
  advice: 'Sign out that session (POST /_matrix/client/v3/logout with the token, or the settings of the client).',
  checksum: ({ secret }: Candidate): Checksum =>
    crc32Base62(secret.slice(0, -7)) === secret.slice(-6) ? 'valid' : 'invalid',
} as const;

const sign = (token: string) => ({
  valid: `_${crc32Base62(token)}`,
  invalid: `_${crc32Base62(`${token}.`)}`,
});

function signed(prefix: string, payload: string) {
  const { valid, invalid } = sign(prefix + payload);
  return { valid: payload + valid, invalid: payload + invalid };
}

export const matrixRules: readonly Rule[] = [
  prefixedToken({
    ...shared,
    id: 'matrix-synapse-token',
    title: 'Access or refresh token of a Matrix user at Synapse',
    prefixes: ['syt_', 'syr_'],
    // A name has 255 bytes at most.
    body: [base64(2, 340), '_', LETTERS, '_', alphanumeric(6)],
    sign: (random: RandomText, prefix: string) =>
      signed(prefix, `${random.text(12, ALPHANUMERIC)}_${random.text(20, LETTERS.alphabet)}`),
  }),
  prefixedToken({
    ...shared,
    id: 'matrix-authentication-service-token',
    title: 'Access or refresh token of the Matrix Authentication Service',
    prefixes: ['mat_', 'mar_', 'mct_', 'mcr_'],
    isDelimited: true,
    body: [alphanumeric(30), '_', alphanumeric(6)],
    sign: (random: RandomText, prefix: string) => signed(prefix, random.text(30, ALPHANUMERIC)),
  }),
];

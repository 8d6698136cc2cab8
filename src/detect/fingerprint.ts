import { hash, scryptSync } from 'node:crypto';
import { CostlyResults } from './effort-account.ts';

/** For an asymmetric key: digest of its public half, so that every form of the same key has the same fingerprint. */
export function keyFingerprint(spkiSha256: string): string {
  return `key:${spkiSha256}`;
}

/** For a random token with at least 96 bits, which nobody can guess: a plain digest, which only a holder of the token can recognise. */
export function tokenFingerprint(token: Uint8Array | string): string {
  return `token:${sha256Hex(token)}`;
}

/** For an encrypted key: digest of the ciphertext, which anyone with the artifact can see and nobody can use. */
export function blobFingerprint(blob: Uint8Array): string {
  return `blob:${sha256Hex(blob)}`;
}

/**
 * For what may be a password and most likely is not, of which sources have hundreds: digest of the name it belongs to. Nothing can
 * be tried against it, and it costs no time.
 */
export function namedFingerprint(name: string): string {
  return `name:${sha256Hex(name)}`;
}

/**
 * For a secret that could be guessed (a password): stretched, so that a reader of the report cannot test guesses cheaply. scrypt
 * with N = 2^14, r = 8, p = 1, as its paper recommends for logins (RFC 7914): 16 MiB and some 30 ms each, where one inspection may
 * take 50. The result is cached, since the same secret often recurs.
 */
export function guessableFingerprint(secret: string): string {
  return stretched.of(sha256Hex(secret), STRETCHING_US, () => {
    const key = scryptSync(secret, 'keysieve fingerprint 1', 16, { N: 1 << 14, r: 8, p: 1, maxmem: 32 << 20 });
    return `pass:${key.toString('hex')}`;
  });
}
const STRETCHING_US = 30_000;
const stretched = new CostlyResults<string>();

/**
 * For a secret in text of one character per byte: of its name, stretched, or a plain digest.
 * @param manner the name of what it belongs to, if it may well be no secret; otherwise whether it can be guessed
 */
export function secretFingerprint(text: string, manner: string | boolean): string {
  if (typeof manner === 'string') return namedFingerprint(manner);
  // Stretch the password as its owner wrote it.
  return manner ? guessableFingerprint(Buffer.from(text, 'latin1').toString('utf8')) : tokenFingerprint(text);
}

export function sha256Hex(data: Uint8Array | string): string {
  // A third of the time of `createHash` for a few bytes; a flood of settings has 65,000 names per MiB.
  return hash('sha256', data, 'hex');
}

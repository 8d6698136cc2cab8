import { createHash, scryptSync } from 'node:crypto';

/** Of an asymmetric key: digest of its public half, so that every form of the same key has the same fingerprint. */
export function keyFingerprint(spkiSha256: string): string {
  return `key:${spkiSha256}`;
}

/** Of a random token with at least 96 bits that nobody can guess: a plain digest tells the holder, and only the holder. */
export function tokenFingerprint(token: Uint8Array | string): string {
  return `token:${sha256Hex(token)}`;
}

/** Of an encrypted key: digest of the ciphertext, which is no secret to whoever has the artifact, nor any use. */
export function blobFingerprint(blob: Uint8Array): string {
  return `blob:${sha256Hex(blob)}`;
}

/**
 * Of what may be a password and is most likely none, of which sources have hundreds: of what it belongs to, so that nothing can
 * be tried against it and it costs no time.
 */
export function namedFingerprint(name: string): string {
  return `name:${sha256Hex(name)}`;
}

/**
 * Of a secret that could be guessed (a password): stretched, so that a reader of the report cannot test guesses cheaply.
 * scrypt with N = 2^14, r = 8, p = 1, as its paper has them for logins (RFC 7914): 16 MiB and some 30 ms each, where one
 * inspection may take 50; remembered, since the same secret comes often.
 */
export function guessableFingerprint(secret: string): string {
  let known = stretched.get(secret);
  if (known === undefined) {
    const key = scryptSync(secret, 'keysieve fingerprint 1', 16, { N: 1 << 14, r: 8, p: 1, maxmem: 32 << 20 });
    known = `pass:${key.toString('hex')}`;
    if (stretched.size > 1000) stretched.clear();
    stretched.set(secret, known);
  }
  return known;
}
const stretched = new Map<string, string>();

/**
 * Of a secret in text that has one character a byte: of its name, stretched, or a plain digest.
 * @param manner the name of what it belongs to, where it may well be none; or whether it can be guessed
 */
export function secretFingerprint(text: string, manner: string | boolean): string {
  if (typeof manner === 'string') return namedFingerprint(manner);
  // A password as its owner wrote it.
  return manner ? guessableFingerprint(Buffer.from(text, 'latin1').toString('utf8')) : tokenFingerprint(text);
}

export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

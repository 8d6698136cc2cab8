/**
 * Whether the bytes of a symmetric key may be typed by a person or be a simple sequence. No fast digest of such bytes may be
 * shown. Signs are: text in UTF-8, in an encoding of one byte per character, or in UTF-16; few different bytes; few different
 * steps from byte to byte. A random key that is mistaken for one only loses a fact of its finding: of 16 random bytes 1 in 100 has
 * no control byte ((191/256)^16); the other signs are far rarer.
 */
export function isGuessable(secret: Uint8Array): boolean {
  return (
    isUtf8(secret) ||
    secret.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0) ||
    differ(secret) < 0.75 ||
    // UTF-16: one half of the bytes selects the script, so it hardly varies.
    differ(secret.filter((_, at) => at % 2 === 0)) <= 0.5 ||
    differ(secret.filter((_, at) => at % 2 === 1)) <= 0.5 ||
    differ(secret.subarray(1).map((byte, at) => byte - secret[at]!)) <= 0.5
  );
}

/** Number of different values in `bytes`, as a fraction of the possible maximum; only the first 32 bytes count. */
function differ(bytes: Uint8Array): number {
  const first = bytes.subarray(0, 32);
  return new Set(first).size / first.length;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

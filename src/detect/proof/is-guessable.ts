/**
 * Whether the bytes of a symmetric key may be what a person typed, or a row that anyone can count up: then no fast digest
 * of them may show. Text in UTF-8, in an encoding of one byte a character, or in UTF-16; few different bytes; few
 * different steps from byte to byte. A random key that is taken for one loses a fact of its finding and no more: of 16
 * random bytes 1 in 100 has no control byte ((191/256)^16); the other signs are far rarer.
 */
export function isGuessable(secret: Uint8Array): boolean {
  return (
    isUtf8(secret) ||
    secret.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte >= 0xa0) ||
    differ(secret) < 0.75 ||
    // UTF-16: one half of the bytes names the script, so it hardly varies.
    differ(secret.filter((_, at) => at % 2 === 0)) <= 0.5 ||
    differ(secret.filter((_, at) => at % 2 === 1)) <= 0.5 ||
    differ(secret.subarray(1).map((byte, at) => byte - secret[at]!)) <= 0.5
  );
}

/** Different values among `bytes`, as a share of as many as there could be; of long ones the first 32 count. */
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

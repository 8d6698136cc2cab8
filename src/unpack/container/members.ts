/** Which bytes belong to an alphabet: 1 for a member, one entry a byte. */
export type Members = Uint8Array;

/** @param pattern a character that belongs to the alphabet matches it */
export function membersOf(pattern: RegExp): Members {
  return Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0));
}

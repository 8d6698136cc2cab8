/** Which bytes belong to an alphabet: 1 for a member, one entry a byte. */
export type Members = Uint8Array;

/** @param pattern a character that belongs to the alphabet matches it */
export function membersOf(pattern: RegExp): Members {
  return Uint8Array.from({ length: 256 }, (_, byte) => (pattern.test(String.fromCharCode(byte)) ? 1 : 0));
}

/**
 * Where the next stretch of at least `least` bytes of an alphabet begins; -1 when none begins in [from, end). Looks at every
 * `least`-th byte, and backwards from there for the last byte that does not belong to it, as Boyer and Moore do: a foreign
 * byte is a step of `least` bytes.
 */
export function nextStretch(
  bytes: Uint8Array,
  members: Members,
  least: number,
  { from, end }: { readonly from: number; readonly end: number },
): number {
  const limit = Math.min(bytes.length, end + least - 1);
  // What is looked for begins `least - 1` before `at`, or later.
  for (let at = from + least - 1; at < limit; ) {
    if (members[bytes[at]!] === 0) {
      at += least;
      continue;
    }
    const first = at - least + 1;
    let back = at - 1;
    while (back >= first && members[bytes[back]!] === 1) back--;
    if (back < first) return first;
    at = back + least;
  }
  return -1;
}

import { CELL_BYTES, SIGNS, type Signs } from '../../model/sign.ts';

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
function nextStretch(
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

/** How many cells in a row are full where the sign stands in the last of them. */
const FULL_CELLS = { [SIGNS.tokens]: 2, [SIGNS.numbers]: 4 } as const;

export interface StretchSigns {
  readonly signs: Signs | undefined;
  /** Of a class that holds all members. */
  readonly sign: keyof typeof FULL_CELLS;
}

/** The same with the help of signs: of what begins in the first of the full cells, or up to 7 bytes before it. */
export function nextSignedStretch(
  bytes: Uint8Array,
  members: Members,
  least: number,
  { from, end, signs, sign }: { readonly from: number; readonly end: number } & StretchSigns,
): number {
  if (signs === undefined) return nextStretch(bytes, members, least, { from, end });
  const before = CELL_BYTES * (FULL_CELLS[sign] - 1);
  for (let at = from; at < end; ) {
    const cell = signs.next(sign, ((at + CELL_BYTES - 1) & -CELL_BYTES) + before);
    if (cell < 0) return -1;
    const first = cell - before;
    const range = { from: Math.max(at, first - CELL_BYTES + 1), end: Math.min(end, first + 1) };
    const stretch = nextStretch(bytes, members, least, range);
    if (stretch >= 0) return stretch;
    at = first + 1;
  }
  return -1;
}

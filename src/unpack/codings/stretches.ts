import type { Members } from '../../bytes/members.ts';
import { CELL_BYTES, SIGNS, type Signs } from '../../model/sign.ts';

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

/** How many cells in a row have the sign wherever `least` bytes of its class stand: all that they fill, but for the first ones. */
function rowOf(sign: keyof typeof FULL_CELLS, least: number): number {
  return Math.floor((least - CELL_BYTES + 1) / CELL_BYTES) - FULL_CELLS[sign] + 1;
}

/** The first cell, from that of `from` on, that begins such a row; -1 when there is none. Asks for the last of a row first. */
export function nextRow(signs: Signs, sign: keyof typeof FULL_CELLS, least: number, from: number): number {
  const others = rowOf(sign, least) - 1;
  let first = signs.next(sign, from);
  for (let left = others; first >= 0 && left > 0; ) {
    const cell = first + left * CELL_BYTES;
    const found = signs.next(sign, cell);
    if (found === cell) left--;
    else [first, left] = [found, others];
  }
  return first;
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
    const cell = nextRow(signs, sign, least, ((at + CELL_BYTES - 1) & -CELL_BYTES) + before);
    if (cell < 0) return -1;
    const first = cell - before;
    const range = { from: Math.max(at, first - CELL_BYTES + 1), end: Math.min(end, first + 1) };
    const stretch = nextStretch(bytes, members, least, range);
    if (stretch >= 0) return stretch;
    at = first + 1;
  }
  return -1;
}

import type { Members } from '../../bytes/members.ts';
import { CELL_BYTES, SIGNS, type Signs } from '../../model/sign.ts';
import { CODING_REACH_BYTES, type Run } from './coding.ts';

/**
 * Where the next stretch of at least `least` bytes of an alphabet begins; -1 when none begins in [from, end). Probes every
 * `least`-th byte and searches backwards from there for the last foreign byte, as Boyer and Moore do: a foreign byte skips
 * `least` bytes.
 */
function nextStretch(
  bytes: Uint8Array,
  members: Members,
  least: number,
  { from, end }: { readonly from: number; readonly end: number },
): number {
  const limit = Math.min(bytes.length, end + least - 1);
  // Candidates begin `least - 1` before `at`, or later.
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

/** How many cells in a row are full when the sign is set in the last of them. */
const FULL_CELLS = { [SIGNS.tokens]: 2, [SIGNS.numbers]: 4, [SIGNS.separated]: 4 } as const;

export interface StretchSigns {
  readonly signs: Signs | undefined;
  /** The sign of a class that contains all members. */
  readonly sign: keyof typeof FULL_CELLS;
}

/**
 * How many consecutive cells have the sign wherever `least` bytes of its class stand: those that the bytes fill, except for the
 * first ones. Of numbers only one is sure to have it: behind a short first line, indentation has no digit for several cells.
 */
function rowOf(sign: keyof typeof FULL_CELLS, least: number): number {
  if (sign !== SIGNS.tokens) return 1;
  return Math.floor((least - CELL_BYTES + 1) / CELL_BYTES) - FULL_CELLS[sign] + 1;
}

/** The first cell, from that of `from` on, that begins such a row; -1 when there is none. Tests the last cell of a row first. */
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

/** Where the members before `at` begin: up to 7 bytes before, or further where those are a few digits and indentation, without the sign. */
function beginOf(bytes: Uint8Array, members: Members, at: number, limit: number): number {
  let begin = at;
  while (begin > limit && members[bytes[begin - 1]!] === 1) begin--;
  return begin;
}

/** `nextStretch` accelerated by signs: finds what begins in the first of the full cells, or before it. */
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
    const range = { from: beginOf(bytes, members, first, at), end: Math.min(end, first + 1) };
    const stretch = nextStretch(bytes, members, least, range);
    if (stretch >= 0) return stretch;
    at = first + 1;
  }
  return -1;
}

/**
 * The first run from `from` on that is long; or the last one of its stretch. A list of numbers has a short run every few bytes: with a
 * search for the next stretch behind each, `hex` and `hex-bytes` took 41 and 66 ms for a MiB of integers in CSV, and 10 and 11 like this.
 */
export function longRunAt<Found extends Run>(
  bytes: Uint8Array,
  members: Members,
  from: number,
  { readAt, isLong }: { readonly readAt: (from: number) => Found; readonly isLong: (run: Found) => boolean },
): Found {
  for (let at = from; ; ) {
    const run = readAt(at);
    if (isLong(run) || members[bytes[run.end] ?? 0] === 0) return run;
    at = Math.max(run.end, at + 1);
  }
}

/**
 * Reads one run after another in the stretches of an alphabet, from as far before `start` as a run that begins behind it may be told by.
 * @param readAt the run at an offset; the next one is read where it ends
 */
export function* runsInStretches<Found extends { readonly end: number }>(
  bytes: Uint8Array,
  members: Members,
  least: number,
  { start, end, signs, sign }: { readonly start: number; readonly end: number } & StretchSigns,
  readAt: (from: number) => Found,
): Generator<Found> {
  let from = Math.max(0, start - CODING_REACH_BYTES);
  while (from < end) {
    const stretch = nextSignedStretch(bytes, members, least, { from, end, signs, sign });
    if (stretch < 0) return;
    // Where runs are short, the next one begins within the bytes already checked.
    for (from = stretch; from < stretch + least && from < end; ) {
      const run = readAt(from);
      from = Math.max(run.end, from + 1);
      yield run;
    }
  }
}

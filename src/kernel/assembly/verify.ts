// From windows to hits: the exact compare.
import { CHECK_QUEUE, ENTRIES, ENTRY_BYTES, NEIGHBOUR_BYTES, NEIGHBOUR_REACH, NEIGHBOURS_AT, RANKS, REST_BYTES } from './layout';
import { RESTS_AT, WINDOW_BITS } from './layout';

// An entry is one anchor's window:
//   0  8  first 8 bytes of the anchor, letters in lower case where either case matches, 0 after the anchor's end
//   8  8  0x20 for each letter that matches in either case
//  16  8  0xff for each byte of the anchor
//  24  2  number of the anchor
//  26  1  length of the anchor
//  27  1  offset of the window in the anchor, plus 1
//  28  4  address of the next entry of the same hash, or 0
// The rest of an anchor: its bytes from the ninth on (24 bytes), then their letter bits (24 bytes).

let firstStart: usize = 0;
let lastStart: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let hitsEnd: usize = 0;

/**
 * Sets which anchors are wanted: those that begin in [start, end) and end at or before `dataEnd`. Positions count from
 * `windowAt`.
 */
export function want(start: usize, end: usize, dataEnd: usize, windowAt: usize): void {
  firstStart = start;
  lastStart = end;
  limit = dataEnd;
  origin = windowAt;
}

/**
 * Drops a check when the bytes beside its window are none that the anchors of its hash have there. In the checks that
 * stay, the entry's address replaces the hash.
 */
export function siftChecks(checksEnd: usize): usize {
  const neighbours = <usize>load<u32>(NEIGHBOURS_AT);
  let kept: usize = CHECK_QUEUE;
  for (let check: usize = CHECK_QUEUE; check < checksEnd; check += 8) {
    const both = load<u64>(check);
    const at = <usize><u32>both;
    const rank = rankOf(<u32>(both >> 32));
    const neighbour = neighbours + rank * NEIGHBOUR_BYTES;
    const first = load<u32>(neighbour, 4) >> neighbourOf(at, load<u8>(neighbour));
    const second = load<u32>(neighbour, 8) >> neighbourOf(at, load<u8>(neighbour, 1));
    store<u64>(kept, <u64>at | (<u64>(ENTRIES + rank * ENTRY_BYTES) << 32));
    kept += <usize>(first & second & 1) << 3;
  }
  return kept;
}

/** How many hashes smaller than this one are in use. */
// @ts-ignore: decorator
@inline
function rankOf(hash: u32): usize {
  const word = <usize>(hash >> 6);
  const below = load<u64>(word << 3, WINDOW_BITS) & (((<u64>1) << (hash & 63)) - 1);
  return <usize>load<u32>(word << 2, RANKS) + <usize>popcnt(below);
}

/** The lowest five bits of the byte at that distance, which is all that a shift uses. */
// @ts-ignore: decorator
@inline
function neighbourOf(at: usize, distance: u8): u32 {
  return <u32>load<u8>(at + <usize>distance - NEIGHBOUR_REACH) & 31;
}

/** Writes the hits of one check at `hits` and returns their new end. */
export function verifyCheck(check: usize, hits: usize): usize {
  const at = <usize>load<u32>(check);
  hitsEnd = hits;
  const first = <usize>load<u32>(check, 4);
  verifyEntry(first, at);
  // The further entries lie side by side, so that no load has to wait for the previous one.
  let next = <usize>load<u32>(first, 28);
  for (let more = next != 0; more; next += ENTRY_BYTES) {
    more = load<u32>(next, 28) != 0;
    verifyEntry(next, at);
  }
  return hitsEnd;
}

// @ts-ignore: decorator
@inline
function verifyEntry(entry: usize, at: usize): void {
  const start = startOf(entry, at);
  if (differs(entry, start) == 0) verifyRest(entry, start);
}

// @ts-ignore: decorator
@inline
function startOf(entry: usize, at: usize): usize {
  return at + 1 - <usize>load<u8>(entry, 27);
}

/** 0 when the first 8 bytes of the entry's anchor stand at `start`. */
// @ts-ignore: decorator
@inline
function differs(entry: usize, start: usize): u64 {
  return ((load<u64>(start) | load<u64>(entry, 8)) & load<u64>(entry, 16)) ^ load<u64>(entry);
}

function verifyRest(entry: usize, start: usize): void {
  const length = <usize>load<u8>(entry, 26);
  if (start < firstStart || start >= lastStart || start + length > limit) return;
  const rest = <usize>load<u32>(RESTS_AT) + <usize>load<u16>(entry, 24) * (2 * REST_BYTES);
  for (let index: usize = 8; index < length; index++) {
    if ((load<u8>(start + index) | load<u8>(rest + index, REST_BYTES - 8)) != load<u8>(rest + index - 8)) return;
  }
  // Position above, anchor below, so that hits sort as 64-bit numbers.
  store<u64>(hitsEnd, ((<u64>(start - origin)) << 16) | <u64>load<u16>(entry, 24));
  hitsEnd += 8;
}

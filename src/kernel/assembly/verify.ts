// From windows to hits: the exact compare.
import { CHECK_QUEUE, ENTRIES, ENTRY_BYTES, SLOTS } from './layout';

// An entry is one anchor's window:
//   0  8  first 8 bytes of the anchor, letters in lower case where either case matches, 0 behind the anchor's end
//   8  8  0x20 for each letter that matches in either case
//  16  8  0xff for each byte of the anchor
//  24  2  number of the anchor
//  26  1  length of the anchor
//  27  1  how far behind the anchor's start the window starts, in bytes, plus 1
//  28  4  address of the anchor's bytes from the ninth on, 24 of them, then 24 bytes of letter bits

let firstStart: usize = 0;
let lastStart: usize = 0;
let limit: usize = 0;
let origin: usize = 0;
let hitsEnd: usize = 0;

/** Anchors are wanted that begin in [start, end) and end at or before `dataEnd`. Positions count from `windowAt`. */
export function want(start: usize, end: usize, dataEnd: usize, windowAt: usize): void {
  firstStart = start;
  lastStart = end;
  limit = dataEnd;
  origin = windowAt;
}

/** Drops the checks whose slot has one entry, and that entry's first 8 bytes do not stand here. Without a branch. */
export function siftChecks(checksEnd: usize): usize {
  let kept: usize = CHECK_QUEUE;
  for (let check: usize = CHECK_QUEUE; check < checksEnd; check += 8) {
    const both = load<u64>(check);
    const first = load<u32>(<usize>(both >> 32), SLOTS);
    const several = load<u32>(<usize>(both >> 32), SLOTS + 4) - first > 1;
    const entry = entryAt(first);
    const stands = differs(entry, startOf(entry, <usize><u32>both)) == 0;
    store<u64>(kept, both);
    kept += <usize>(several | stands) << 3;
  }
  return kept;
}

/** Writes the hits of one check behind `hits` and returns their new end. */
export function verifyCheck(check: usize, hits: usize): usize {
  const at = <usize>load<u32>(check);
  const slot = <usize>load<u32>(check, 4);
  const end = entryAt(load<u32>(slot, SLOTS + 4));
  hitsEnd = hits;
  for (let entry = entryAt(load<u32>(slot, SLOTS)); entry < end; entry += ENTRY_BYTES) {
    const start = startOf(entry, at);
    if (differs(entry, start) == 0) verifyRest(entry, start);
  }
  return hitsEnd;
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
  const rest = <usize>load<u32>(entry, 28);
  for (let index: usize = 8; index < length; index++) {
    if ((load<u8>(start + index) | load<u8>(rest + index, 16)) != load<u8>(rest + index - 8)) return;
  }
  // Position above, anchor below: hits sort as 64-bit numbers.
  store<u64>(hitsEnd, ((<u64>(start - origin)) << 16) | <u64>load<u16>(entry, 24));
  hitsEnd += 8;
}

// @ts-ignore: decorator
@inline
function entryAt(index: u32): usize {
  return <usize>ENTRIES + <usize>index * <usize>ENTRY_BYTES;
}

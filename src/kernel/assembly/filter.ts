// From bytes to windows that may belong to an anchor, without a branch that depends on the bytes.
// A window is 4 bytes at an even address. Each anchor has one window for even and one for odd places, so steps of 2 miss none.
import { BLOCK_QUEUE, CHECK_QUEUE, FIRST_THREE, FOUR_SHIFT, LAST_THREE, PAIRS, SLOT_SHIFT, THREE_SHIFT, WINDOW_BITS } from './layout';
import { WINDOW_QUEUE, ZEROS_MATCH } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

/**
 * Queues each 16-byte block in [from, to) that has a window whose two pairs share a bucket. Both ends are multiples of 16.
 * Zeros are passed over at the speed of memory, where no anchor has a window of zeros.
 */
export function queueBlocks(from: usize, to: usize): usize {
  const zerosMatch = load<u32>(ZEROS_MATCH);
  let queueEnd: usize = BLOCK_QUEUE;
  for (let at = from; at < to; ) {
    // One look a segment, at its first bytes, so that data without zeros pays nothing.
    if ((load<u64>(at) | zerosMatch) == 0 && isZeros(at, to)) {
      // The last window of the zeros has two bytes of what comes after.
      at = skipZeros(at, to) - 16;
    }
    let last = v128.load64_splat(<usize>load<u16>(at) << 3, PAIRS);
    const segmentEnd = min(at + SEGMENT_BYTES, to);
    for (; at < segmentEnd; at += 16) {
      let a = v128.load64_zero(<usize>load<u16>(at, 2) << 3, PAIRS);
      a = v128.load_lane<u64>(<usize>load<u16>(at, 4) << 3, a, 1, PAIRS);
      let b = v128.load64_zero(<usize>load<u16>(at, 6) << 3, PAIRS);
      b = v128.load_lane<u64>(<usize>load<u16>(at, 8) << 3, b, 1, PAIRS);
      let c = v128.load64_zero(<usize>load<u16>(at, 10) << 3, PAIRS);
      c = v128.load_lane<u64>(<usize>load<u16>(at, 12) << 3, c, 1, PAIRS);
      let d = v128.load64_zero(<usize>load<u16>(at, 14) << 3, PAIRS);
      d = v128.load_lane<u64>(<usize>load<u16>(at, 16) << 3, d, 1, PAIRS);
      let any = v128.and(v128.shuffle<u64>(last, a, 1, 2), i64x2.shr_u(a, 32));
      any = v128.or(any, v128.and(v128.shuffle<u64>(a, b, 1, 2), i64x2.shr_u(b, 32)));
      any = v128.or(any, v128.and(v128.shuffle<u64>(b, c, 1, 2), i64x2.shr_u(c, 32)));
      any = v128.or(any, v128.and(v128.shuffle<u64>(c, d, 1, 2), i64x2.shr_u(d, 32)));
      last = d;
      store<u32>(queueEnd, <u32>at);
      queueEnd += <usize>v128.any_true(any) << 2;
    }
  }
  return queueEnd;
}

/** Queues each window of the queued blocks whose two pairs share a bucket. */
export function queueWindows(blocksEnd: usize): usize {
  let queueEnd: usize = WINDOW_QUEUE;
  for (let block: usize = BLOCK_QUEUE; block < blocksEnd; block += 4) {
    const at = <usize>load<u32>(block);
    const last = v128.load64_splat(<usize>load<u16>(at) << 3, PAIRS);
    const a = twoPairs(at + 2);
    const b = twoPairs(at + 6);
    const c = twoPairs(at + 10);
    const d = twoPairs(at + 14);
    let left = sharing(last, a) | (sharing(a, b) << 2) | (sharing(b, c) << 4) | (sharing(c, d) << 6);
    // A queued block has one at least, and mostly no more than two: these are queued without a branch.
    store<u32>(queueEnd, <u32>at + (ctz(left) << 1));
    left &= left - 1;
    store<u32>(queueEnd + 4, <u32>at + (ctz(left) << 1));
    queueEnd += 4 + (<usize>(left != 0) << 2);
    for (left &= left - 1; left; left &= left - 1) {
      store<u32>(queueEnd, <u32>at + (ctz(left) << 1));
      queueEnd += 4;
    }
  }
  return queueEnd;
}

/** The buckets of the pair at `at` and of the one behind it. */
// @ts-ignore: decorator
@inline
function twoPairs(at: usize): v128 {
  return v128.load_lane<u64>(<usize>load<u16>(at, 2) << 3, v128.load64_zero(<usize>load<u16>(at) << 3, PAIRS), 1, PAIRS);
}

/** Bit n: the windows whose second pairs are those of `pairs`, and whose first ones stand before these, share a bucket. */
// @ts-ignore: decorator
@inline
function sharing(before: v128, pairs: v128): u32 {
  const buckets = v128.and(v128.shuffle<u64>(before, pairs, 1, 2), i64x2.shr_u(pairs, 32));
  return <u32>i64x2.bitmask(i64x2.eq(buckets, i64x2.splat(0))) ^ 3;
}

/**
 * Looks each queued window up by its 4 bytes, its first 3 and its last 3: some anchor's window may have them. What may be there
 * is queued as a check: address of the window, address of its slot above.
 */
export function queueChecks(windowsEnd: usize): usize {
  let queueEnd: usize = CHECK_QUEUE;
  for (let window: usize = WINDOW_QUEUE; window < windowsEnd; window += 4) {
    const at = <u64>load<u32>(window);
    const bytes = foldedWindow(<usize>at);
    queueEnd = queueCheck(queueEnd, at, hashOfFour(bytes));
    queueEnd = queueCheck(queueEnd, at, hashOfFirstThree(bytes));
    queueEnd = queueCheck(queueEnd, at, hashOfLastThree(bytes));
  }
  return queueEnd;
}

// @ts-ignore: decorator
@inline
function queueCheck(queueEnd: usize, at: u64, hash: u32): usize {
  store<u64>(queueEnd, at | ((<u64>(hash >> SLOT_SHIFT)) << 34));
  return queueEnd + (<usize>((load<u32>(<usize>(hash >> 5) << 2, WINDOW_BITS) >> (hash & 31)) & 1) << 3);
}

// Setting bit 5 makes letters of either case equal, and more: fine for a filter. The plan computes the same.
// @ts-ignore: decorator
@inline
function foldedWindow(at: usize): u32 {
  return load<u32>(at) | 0x20202020;
}

// @ts-ignore: decorator
@inline
function hashOfFour(bytes: u32): u32 {
  return (bytes * 0x9e3779b1) >> FOUR_SHIFT;
}

// @ts-ignore: decorator
@inline
function hashOfFirstThree(bytes: u32): u32 {
  return FIRST_THREE | (((bytes << 8) * 0x85ebca77) >> THREE_SHIFT);
}

// @ts-ignore: decorator
@inline
function hashOfLastThree(bytes: u32): u32 {
  return LAST_THREE | (((bytes & 0xffffff00) * 0xc2b2ae3d) >> THREE_SHIFT);
}

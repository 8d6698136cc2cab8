// From bytes to windows that may belong to an anchor, without a branch that depends on the bytes.
// A window is 4 bytes at an even address. Each anchor has one window for even and one for odd places, so steps of 2 miss none.
import { BLOCK_QUEUE, CHECK_QUEUE, FIRST_THREE, FOUR_SHIFT, LAST_THREE, PAIRS, THREE_SHIFT, WINDOW_BITS } from './layout';
import { WINDOW_QUEUE, ZEROS_MATCH } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

/**
 * Queues each 16-byte block in [from, to) that has a window whose two pairs share a bucket: its address, and which of its eight
 * windows have none, a bit each, in the lowest byte. Both ends are multiples of 16.
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
      const a = twoPairs(at + 2);
      const b = twoPairs(at + 6);
      const c = twoPairs(at + 10);
      const d = twoPairs(at + 14);
      const shared = v128.or(sharedBelow(last, a), sharedAbove(a, b));
      const moreShared = v128.or(sharedBelow(b, c), sharedAbove(c, d));
      last = d;
      const others = windowsWithout(shared, moreShared);
      store<u64>(queueEnd, (<u64>at << WINDOWS) | others);
      queueEnd += <usize>(others != 0xff) << 3;
    }
  }
  return queueEnd;
}

/** Windows that start in a block. */
const WINDOWS = 8;

/** Queues each window of the queued blocks whose two pairs share a bucket. */
export function queueWindows(blocksEnd: usize): usize {
  let queueEnd: usize = WINDOW_QUEUE;
  for (let block: usize = BLOCK_QUEUE; block < blocksEnd; block += 8) {
    const both = load<u64>(block);
    const at = <u32>(both >> WINDOWS);
    const mixed = ~<u32>both;
    let left = (mixed & 0x99) | ((mixed & 0x22) << 1) | ((mixed & 0x44) >> 1);
    // A queued block has one at least, and mostly no more than two: these are queued without a branch.
    store<u32>(queueEnd, at + (ctz(left) << 1));
    left &= left - 1;
    store<u32>(queueEnd + 4, at + (ctz(left) << 1));
    queueEnd += 4 + (<usize>(left != 0) << 2);
    for (left &= left - 1; left; left &= left - 1) {
      store<u32>(queueEnd, at + (ctz(left) << 1));
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

/** The buckets that windows share whose second pairs are those of `pairs`, and whose first ones stand before these: in even lanes. */
// @ts-ignore: decorator
@inline
function sharedBelow(before: v128, pairs: v128): v128 {
  return v128.and(v128.shuffle<u64>(before, pairs, 1, 2), i64x2.shr_u(pairs, 32));
}

/** The same in odd lanes. */
// @ts-ignore: decorator
@inline
function sharedAbove(before: v128, pairs: v128): v128 {
  return v128.and(i64x2.shl(v128.shuffle<u64>(before, pairs, 1, 2), 32), pairs);
}

/** Bit n: the pairs of window n share no bucket; but for windows 1 and 2, 5 and 6, which have one another's bits. */
// @ts-ignore: decorator
@inline
function windowsWithout(shared: v128, moreShared: v128): u64 {
  const none = i32x4.splat(0);
  return <u64>i16x8.bitmask(i16x8.narrow_i32x4_s(i32x4.eq(shared, none), i32x4.eq(moreShared, none)));
}

/**
 * Looks each queued window up by its 4 bytes, its first 3 and its last 3: some anchor's window may have them. What may be there
 * is queued as a check: address of the window, its hash above.
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
  store<u64>(queueEnd, at | (<u64>hash << 32));
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

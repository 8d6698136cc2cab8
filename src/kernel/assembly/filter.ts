// From bytes to windows that may belong to an anchor, without a branch that depends on the bytes.
// A window is 4 bytes at an even address. Each anchor has one window for even and one for odd addresses, so steps of 2
// miss none.
import { BLOCK_QUEUE, CHECK_QUEUE, FIRST_THREE, FOUR_SHIFT, LAST_THREE, PAIRS, THREE_SHIFT, WINDOW_BITS } from './layout';
import { WINDOW_QUEUE, ZEROS_MATCH } from './layout';
import { isZeros, SEGMENT_BYTES, skipZeros } from './zeros';

/**
 * Queues each 16-byte block in [from, to) that has a window whose two pairs share a bucket. An item holds the block's
 * address and, in the lowest byte, one bit for each of its eight windows that does not. Both ends are multiples of 16.
 * Where no anchor has a window of zeros, zeros are skipped at the speed of memory.
 */
export function queueBlocks(from: usize, to: usize): usize {
  const zerosMatch = load<u32>(ZEROS_MATCH);
  let queueEnd: usize = BLOCK_QUEUE;
  for (let at = from; at < to; ) {
    // Only the first bytes of each segment are checked, so that data without zeros pays nothing.
    if ((load<u64>(at) | zerosMatch) == 0 && isZeros(at, to)) {
      // The last window in the zeros reaches two bytes into what follows.
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

/** Windows that start in one block. */
const WINDOWS = 8;

/** Queues each window of the queued blocks whose two pairs share a bucket. */
export function queueWindows(blocksEnd: usize): usize {
  let queueEnd: usize = WINDOW_QUEUE;
  for (let block: usize = BLOCK_QUEUE; block < blocksEnd; block += 8) {
    const both = load<u64>(block);
    const at = <u32>(both >> WINDOWS);
    const mixed = ~<u32>both;
    let left = (mixed & 0x99) | ((mixed & 0x22) << 1) | ((mixed & 0x44) >> 1);
    // A queued block has at least one such window and rarely more than two; these are queued without a branch.
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

/** The buckets of the pair at `at` and of the next pair: two 32-bit sets for each. */
// @ts-ignore: decorator
@inline
function twoPairs(at: usize): v128 {
  return v128.load_lane<u64>(<usize>load<u16>(at, 2) << 3, v128.load64_zero(<usize>load<u16>(at) << 3, PAIRS), 1, PAIRS);
}

/**
 * The buckets shared by the two pairs of a window, in even lanes. `pairs` has the windows' second pairs; their first
 * pairs precede these, beginning with the last one in `before`.
 */
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

/**
 * Bit n is set when the two pairs of window n share no bucket, except that windows 1 and 2, and 5 and 6, have their
 * bits swapped.
 */
// @ts-ignore: decorator
@inline
function windowsWithout(shared: v128, moreShared: v128): u64 {
  const none = i32x4.splat(0);
  return <u64>i16x8.bitmask(i16x8.narrow_i32x4_s(i32x4.eq(shared, none), i32x4.eq(moreShared, none)));
}

/**
 * Looks up each queued window by the hashes of its 4 bytes, its first 3 and its last 3. Queues a check for each hash
 * that some anchor's window has: address of the window, and the hash above it.
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

// Setting bit 5 maps both cases of a letter to the same value, and merges other bytes too, which a filter may do. The
// plan does the same.
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

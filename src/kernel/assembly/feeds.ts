// Line feeds, counted at the speed of memory.

/** Most vectors before the one-byte counters must be summed, or they overflow. */
const MAX_VECTORS: usize = 255;

/** How many bytes in [start, end) are line feeds. */
export function countFeeds(start: usize, end: usize): u32 {
  const feed = i8x16.splat(0x0a);
  let count: u32 = 0;
  let at = start;
  while (at + 16 <= end) {
    const stop = at + (min((end - at) >> 4, MAX_VECTORS) << 4);
    let counters = i8x16.splat(0);
    // Equal bytes compare as -1, so subtracting counts them.
    for (; at < stop; at += 16) counters = i8x16.sub(counters, i8x16.eq(v128.load(at), feed));
    const sums = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counters));
    count += i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
    count += i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  }
  for (; at < end; at++) count += <u32>(load<u8>(at) == 0x0a);
  return count;
}

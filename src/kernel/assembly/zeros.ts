// Skips zeros, of which dumps are full, at the speed of memory.

export const SEGMENT_BYTES: usize = 256;

/** Whether a whole segment of zeros starts at `at`, before `end`. */
export function isZeros(at: usize, end: usize): bool {
  if (at + SEGMENT_BYTES > end) return false;
  let any = v128.load(at);
  for (let offset: usize = 16; offset < SEGMENT_BYTES; offset += 48) {
    const a = v128.or(v128.load(at + offset), v128.load(at + offset, 16));
    any = v128.or(any, v128.or(a, v128.load(at + offset, 32)));
  }
  return !v128.any_true(any);
}

/** End of the segments of zeros that start at `from`. */
export function skipZeros(from: usize, end: usize): usize {
  let at = from + SEGMENT_BYTES;
  while (isZeros(at, end)) at += SEGMENT_BYTES;
  return at;
}

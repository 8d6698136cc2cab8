/** A bulk copy costs as much as some dozens of single bytes, and most matches are shorter. */
const SHORT_BYTES = 32;

/**
 * Copies `length` bytes within `target` from `distance` bytes before `to`; when `distance` is less than `length`, the bytes
 * repeat, as in every Lempel-Ziv format. The caller bounds all three. @returns where the copy ends
 */
export function copyMatch(target: Uint8Array, to: number, distance: number, length: number): number {
  const end = to + length;
  const from = to - distance;
  if (length < SHORT_BYTES) {
    for (let at = to; at < end; at++) target[at] = target[at - distance]!;
    return end;
  }
  for (let at = to; at < end; ) {
    const copied = Math.min(at - from, end - at);
    target.copyWithin(at, from, from + copied);
    at += copied;
  }
  return end;
}

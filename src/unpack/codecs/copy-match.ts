/** A call costs as much as some dozens of bytes one by one, and most matches are shorter. */
const SHORT_BYTES = 32;

/**
 * Copies `length` bytes of `target` from `distance` bytes before `to`; what is nearer than `length` repeats, as it does in every
 * format of Lempel and Ziv. The caller bounds all three. @returns where the copy ends
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

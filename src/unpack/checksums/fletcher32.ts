/** The checksum behind a chunk of HDF5 (H5checksum.c, H5_checksum_fletcher32): over 16-bit words, big-endian. */

/** Words to sum before the sums must be folded. */
const WORDS_PER_FOLD = 360;

/** @returns an unsigned 32-bit number */
export function fletcher32(bytes: Uint8Array): number {
  const evenBytes = bytes.length - (bytes.length % 2);
  let [first, second] = [0, 0];
  for (let at = 0; at < evenBytes; ) {
    const end = Math.min(evenBytes, at + 2 * WORDS_PER_FOLD);
    for (; at < end; at += 2) {
      first += (bytes[at]! << 8) | bytes[at + 1]!;
      second += first;
    }
    [first, second] = [folded(first), folded(second)];
  }
  if (evenBytes < bytes.length) {
    first = folded(first + (bytes[evenBytes]! << 8));
    second = folded(second + first);
  }
  return ((folded(second) << 16) | folded(first)) >>> 0;
}

function folded(sum: number): number {
  return (sum & 0xffff) + (sum >>> 16);
}

/**
 * lookup2 of Bob Jenkins (burtleburtle.net/bob/hash/evahash.html), Firefox's checksum for its cache (CacheHash in
 * netwerk/cache2/CacheHashUtils.cpp).
 */
const GOLDEN = 0x9e3779b9;
const STEP_BYTES = 12;
/** Shift for each difference: right, left, right, and so on. */
const SHIFTS = [13, 8, 13, 12, 16, 5, 3, 10, 15] as const;

/** @returns an unsigned 32-bit number */
export function lookup2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [a, b, c] = [GOLDEN | 0, GOLDEN | 0, 0];
  const mix = (): void => {
    a = ((a - b - c) | 0) ^ (c >>> SHIFTS[0]);
    b = ((b - c - a) | 0) ^ (a << SHIFTS[1]);
    c = ((c - a - b) | 0) ^ (b >>> SHIFTS[2]);
    a = ((a - b - c) | 0) ^ (c >>> SHIFTS[3]);
    b = ((b - c - a) | 0) ^ (a << SHIFTS[4]);
    c = ((c - a - b) | 0) ^ (b >>> SHIFTS[5]);
    a = ((a - b - c) | 0) ^ (c >>> SHIFTS[6]);
    b = ((b - c - a) | 0) ^ (a << SHIFTS[7]);
    c = ((c - a - b) | 0) ^ (b >>> SHIFTS[8]);
  };
  let at = 0;
  for (; bytes.length - at >= STEP_BYTES; at += STEP_BYTES) {
    a = (a + view.getInt32(at, true)) | 0;
    b = (b + view.getInt32(at + 4, true)) | 0;
    c = (c + view.getInt32(at + 8, true)) | 0;
    mix();
  }
  const rest = new DataView(new ArrayBuffer(STEP_BYTES));
  // The lowest byte of the third word is reserved for the length.
  for (let index = 0; at < bytes.length; index++) rest.setUint8(index < 8 ? index : index + 1, bytes[at++]!);
  a = (a + rest.getInt32(0, true)) | 0;
  b = (b + rest.getInt32(4, true)) | 0;
  c = (c + rest.getInt32(8, true) + bytes.length) | 0;
  mix();
  return c >>> 0;
}

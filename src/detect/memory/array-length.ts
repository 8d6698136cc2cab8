/**
 * The length of an array, stored before its elements. Offsets before these, little-endian except for HPROF:
 *   Mono (MonoArray in object-internals.h), .NET (object.h):   8 u64 length; in a 32-bit process 4 u32
 *   HotSpot (arrayOop.hpp):   4 u32 length; with uncompressed class pointers, 8 u32 and zeros
 *   PuTTY (mpint_i.h, struct mp_int):   16 u64 words of 64 bits, 8 pointer to them, directly after it
 *   HPROF (PRIM_ARRAY_DUMP):  5 u32 length, big-endian, 1 type of an element
 */

/** Whether an array of bytes or of words begins at `at` that is a number of `width` bytes. */
export function hasArrayLength(view: DataView, at: number, of: { width: number; isPacked: boolean }): boolean {
  if (at < 8) return false;
  if (of.isPacked) return isLengthOf(of.width, view.getUint32(at - 5), 4);
  const before = view.getUint32(at - 4, true);
  if (isLengthOf(of.width, before === 0 ? view.getUint32(at - 8, true) : before, 4)) return true;
  return at >= 16 && view.getUint32(at - 12, true) === 0 && isLengthOf(of.width, view.getUint32(at - 16, true), 8);
}

/** Allows one more word, a zero: Mono leaves one in a random number (GenerateRandom), PuTTY in one with a leading zero. */
function isLengthOf(width: number, elements: number, wordBytes: 4 | 8): boolean {
  const words = width / wordBytes;
  return elements === width || elements === words || elements === words + 1;
}

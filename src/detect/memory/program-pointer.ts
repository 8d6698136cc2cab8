/**
 * Whether a word of a 64-bit little-endian process may be an address: in the half of the address space that programs use, and aligned
 * to words.
 * @param lowBits of the word: V8 tags pointers to objects with 1 (kHeapObjectTag), to tell them from small integers
 */
export function isPointer(view: DataView, at: number, lowBits: 0 | 1 = 0): boolean {
  const low = view.getUint32(at, true);
  const high = view.getUint32(at + 4, true);
  return (low & 7) === lowBits && high < 0x8000 && (high > 0 || low >= 0x10000);
}

import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';

/** With the bytes of each word in reverse order: as a machine that keeps its lowest byte first has them. */
export function swapped(bytes: Uint8Array, wordBytes: number): Uint8Array {
  const words = bytes.slice();
  for (let at = 0; at < words.length; at += wordBytes) words.subarray(at, at + wordBytes).reverse();
  return words;
}

/**
 * Whether what stands in `head` begins as a file or as text does once it is swapped. Zeros are in no such text: tables of characters, which
 * are many, would read as UTF-16.
 */
export function makesSenseSwapped(head: Uint8Array, wordBytes: number): boolean {
  const words = swapped(head, wordBytes);
  if (beginsFormat(words.subarray(0, HEAD_BYTES))) return true;
  return words.length >= PROOF_BYTES && !words.subarray(0, PROOF_BYTES).includes(0) && isText(words);
}

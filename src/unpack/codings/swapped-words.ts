import { beginsFormat, HEAD_BYTES, isText, PROOF_BYTES } from '../container/plausible.ts';

/** Reverses the bytes of each word, to or from little-endian order. */
export function swapped(bytes: Uint8Array, wordBytes: number): Uint8Array {
  const words = bytes.slice();
  for (let at = 0; at < words.length; at += wordBytes) words.subarray(at, at + wordBytes).reverse();
  return words;
}

/**
 * Whether `head` begins as a file or as text does once its words are reversed. Text with zeros is rejected: character tables, which are
 * common, would read as UTF-16.
 */
export function makesSenseSwapped(head: Uint8Array, wordBytes: number): boolean {
  const words = swapped(head, wordBytes);
  if (beginsFormat(words.subarray(0, HEAD_BYTES))) return true;
  return words.length >= PROOF_BYTES && !words.subarray(0, PROOF_BYTES).includes(0) && isText(words);
}

/**
 * LZMA in the form that liblzma calls MicroLZMA: the first byte, which is always zero elsewhere, is the complement of the properties
 * (lzma-specification.txt of the LZMA SDK, "LZMA properties"); sizes are known from outside.
 */
import { lzmaProperties, unpackLzma } from './lzma-decoder.ts';

/**
 * Unpacks up to the end of `target`, or of `source`.
 * @returns bytes written; fewer than there is room for when the data is damaged
 */
export function unpackMicroLzma(source: Uint8Array, target: Uint8Array): number {
  const properties = lzmaProperties(~source[0]! & 0xff);
  return properties === undefined ? 0 : unpackLzma(source, target, properties).size;
}

/**
 * The LZMA variant that liblzma calls MicroLZMA: the first byte, which is always zero in plain LZMA, is the complement of the
 * properties (lzma-specification.txt of the LZMA SDK, "LZMA properties"); sizes come from the caller.
 */
import { lzmaProperties, unpackLzma } from './lzma-decoder.ts';

/**
 * Unpacks up to the end of `target` or of `source`.
 * @returns bytes written; fewer than fit when the data is damaged
 */
export function unpackMicroLzma(source: Uint8Array, target: Uint8Array): number {
  const properties = lzmaProperties(~source[0]! & 0xff);
  return properties === undefined ? 0 : unpackLzma(source, target, properties).size;
}

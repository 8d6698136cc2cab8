/**
 * LZMA in the form that liblzma calls MicroLZMA: the first byte, which is always zero elsewhere, is the complement of the properties
 * (lzma-specification.txt of the LZMA SDK, "LZMA properties"); sizes are known from outside.
 */
import { unpackLzma } from './lzma-decoder.ts';

/**
 * Unpacks up to the end of `target`, or of `source`.
 * @returns bytes written; fewer than there is room for when the data is damaged
 */
export function unpackMicroLzma(source: Uint8Array, target: Uint8Array): number {
  const properties = ~source[0]! & 0xff;
  if (properties >= 9 * 5 * 5) return 0;
  const literalContext = properties % 9;
  const literalPosition = Math.floor(properties / 9) % 5;
  if (literalContext + literalPosition > 4) return 0;
  return unpackLzma(source, target, { literalContext, literalPosition, position: Math.floor(properties / 45) }).size;
}

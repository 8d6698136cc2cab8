/** The length of a negative `long`. */
const MAX_BYTES = 10;

/**
 * A varint of 7 bits a byte, least significant first, as read by H2's DataUtils (readVarInt, readVarLong). Inexact above 2^53; a negative
 * `int` has 32 bits, so -1 gives 2^32 - 1. @returns undefined when it is unterminated
 */
export function javaVarintAt(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let index = 0; index < MAX_BYTES && at + index < bytes.length; index++) {
    const byte = bytes[at + index]!;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}

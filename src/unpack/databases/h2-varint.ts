/** Of a `long`, of which a negative one has all of them. */
const MAX_BYTES = 10;

/**
 * A number of 7 bits a byte, the lowest first, as DataUtils of H2 has it (readVarInt, readVarLong). Above 2^53 it is not exact; a negative
 * `int` has 32 bits: of -1 comes 2^32 - 1. @returns undefined when it has no end
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

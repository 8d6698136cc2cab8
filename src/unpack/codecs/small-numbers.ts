/** @param count of bytes: up to 6 are exact */
export function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let number = 0;
  for (let index = count - 1; index >= 0; index--) number = number * 256 + (bytes[at + index] ?? 0);
  return number;
}

/** Decodes a number with its sign in the lowest bit, as in protocol buffers (sint32), Avro and Thrift. */
export function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/**
 * A varint of 7 bits a byte, least significant first, as in protocol buffers; up to 49 bits. @returns undefined when it is unterminated
 */
export function varintAt(bytes: Uint8Array, at: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 7 && at + index < bytes.length; index++) {
    const byte = bytes[at + index]!;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}

/** `count` bits from bit `start` on, least significant bit of a byte first; exact up to 53. */
export function bitsAt(packed: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let done = 0; done < count; ) {
    const bit = start + done;
    const taken = Math.min(8 - (bit & 7), count - done);
    value += ((packed[bit >>> 3]! >>> (bit & 7)) & ((1 << taken) - 1)) * 2 ** done;
    done += taken;
  }
  return value;
}

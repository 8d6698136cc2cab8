/** Numbers of variable length in SQLite databases. */

/** 1.6: 7 bits a byte, high ones first; of a ninth byte all 8. */
export function sqliteVarint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let low = 0;
  for (let at = start; at < start + 4; at++) {
    const byte = bytes[at] ?? 0;
    low = low * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value: BigInt(low), end: at + 1 };
  }
  let value = BigInt(low);
  for (let at = start + 4; at < start + 8; at++) {
    const byte = bytes[at] ?? 0;
    value = value * 128n + BigInt(byte & 0x7f);
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return { value: value * 256n + BigInt(bytes[start + 8] ?? 0), end: start + 9 };
}

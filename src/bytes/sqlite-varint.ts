/** Variable-length integers of SQLite databases. */

/** SQLite file format, section 1.6: big-endian, 7 bits a byte; a ninth byte has all 8. */
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

/** The same as numbers instead of bigints, one after another: sizes are small, and there are many. */
export class SqliteVarints {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let count = 0; count < 8; count++) {
      const byte = this.#bytes[this.at++] ?? 0;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return value * 256 + (this.#bytes[this.at++] ?? 0);
  }
}

/** Longer than any path; without a limit, unterminated strings would be read again and again. */
const MAX_TEXT_BYTES = 4096;

/** Reads little-endian numbers one after another. Every read past the end throws a RangeError, as node:buffer does. */
export class ByteCursor {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** @param size 1, 2, 3, 4 or 8 bytes; numbers above 2^53 lose their lowest bits */
  unsigned(size: number): number {
    const start = this.at;
    this.at += size;
    return size === 8 ? Number(this.bytes.readBigUInt64LE(start)) : this.bytes.readUIntLE(start, size);
  }

  /** LEB128: seven bits a byte, the lowest first. */
  uleb(): number {
    let [value, scale] = [0, 1];
    for (let digits = 0; digits < 10; digits++) {
      const byte = this.bytes.readUInt8(this.at++);
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number of more than ten bytes');
  }

  /** Text up to a NUL. */
  text(): string {
    const length = this.bytes.subarray(this.at, this.at + MAX_TEXT_BYTES).indexOf(0);
    if (length < 0) throw new RangeError('a string without an end');
    const text = this.bytes.toString('utf8', this.at, this.at + length);
    this.at += length + 1;
    return text;
  }

  skip(bytes: number): void {
    this.at += bytes;
    if (this.at > this.bytes.length) throw new RangeError('past the end');
  }
}

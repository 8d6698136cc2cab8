/** Grows a file field by field, in one byte order. Independent of src. */
export class FieldWriter {
  readonly littleEndian: boolean;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  get size(): number {
    return this.#size;
  }

  u8(value: number): this {
    return this.bytes(Buffer.of(value));
  }

  u16(value: number): this {
    return this.#unsigned(BigInt(value), 2);
  }

  u32(value: number): this {
    return this.#unsigned(BigInt(value), 4);
  }

  u64(value: number | bigint): this {
    return this.#unsigned(BigInt(value), 8);
  }

  word(value: number | bigint, wordBytes: 4 | 8): this {
    return this.#unsigned(BigInt(value), wordBytes);
  }

  bytes(bytes: Uint8Array): this {
    this.#parts.push(Buffer.from(bytes));
    this.#size += bytes.length;
    return this;
  }

  text(text: string): this {
    return this.bytes(Buffer.from(text));
  }

  /** The text in a field of `length` bytes, filled with NUL. */
  field(text: string, length: number): this {
    return this.text(text).zeros(length - Buffer.byteLength(text));
  }

  zeros(count: number): this {
    return this.bytes(Buffer.alloc(count));
  }

  /** Zeros up to `offset`. */
  to(offset: number): this {
    return this.zeros(offset - this.#size);
  }

  alignTo(alignment: number): this {
    return this.zeros((alignment - (this.#size % alignment)) % alignment);
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #unsigned(value: bigint, bytes: number): this {
    const field = Buffer.alloc(bytes);
    for (let index = 0; index < bytes; index++) {
      const shift = BigInt(8 * (this.littleEndian ? index : bytes - 1 - index));
      field[index] = Number((value >> shift) & 0xffn);
    }
    return this.bytes(field);
  }
}

/** Writes an LLVM bitstream: the lowest bit of a byte first. */
export class BitWriter {
  readonly #bits: number[] = [];

  fixed(value: number, width: number): this {
    for (let bit = 0; bit < width; bit++) this.#bits.push(Math.floor(value / 2 ** bit) % 2);
    return this;
  }

  vbr(value: number, width: number): this {
    const more = 2 ** (width - 1);
    let rest = value;
    for (; rest >= more; rest = Math.floor(rest / more)) this.fixed((rest % more) + more, width);
    return this.fixed(rest, width);
  }

  align(): this {
    while (this.#bits.length % 32 > 0) this.#bits.push(0);
    return this;
  }

  /** A block whose abbreviations have ids of 3 bits. */
  block(id: number, outerWidth: number, write: (content: BitWriter) => void): this {
    const content = new BitWriter();
    write(content);
    content.fixed(0, 3).align();
    this.fixed(1, outerWidth)
      .vbr(id, 8)
      .vbr(3, 4)
      .align()
      .fixed(content.#bits.length / 32, 32);
    for (const bit of content.#bits) this.#bits.push(bit);
    return this;
  }

  bytes(): Buffer {
    const bytes = Buffer.alloc(Math.ceil(this.#bits.length / 8));
    for (const [at, bit] of this.#bits.entries()) bytes[at >> 3]! |= bit << (at & 7);
    return bytes;
  }
}

/** Goes through the sequences of a block of LZ4 (see lz4-block.ts), and copies nothing: what it looks at need not be one. */
export class Lz4Sequences {
  readonly #block: Uint8Array;
  #token = 0;
  /** In the block: of what comes next. */
  at = 0;
  /** Of content, up to there. */
  size = 0;
  /** Of the match that `findMatch` found. */
  distance = 0;

  constructor(block: Uint8Array) {
    this.#block = block;
  }

  /** Passes the literals of the next sequence, which may reach over the end. @returns false where the block is over */
  passLiterals(): boolean {
    if (this.at >= this.#block.length) return false;
    this.#token = this.#block[this.at++]!;
    const literals = this.#count(this.#token >>> 4);
    this.at += literals;
    this.size += literals;
    return true;
  }

  /** @returns false where no match stands behind them, as in the last sequence */
  findMatch(): boolean {
    if (this.at + 2 > this.#block.length) return false;
    this.distance = this.#block[this.at]! | (this.#block[this.at + 1]! << 8);
    return true;
  }

  passMatch(): void {
    this.at += 2;
    this.size += 4 + this.#count(this.#token & 15);
  }

  #count(first: number): number {
    let count = first;
    if (first === 15)
      for (let more = 255; more === 255 && this.at < this.#block.length; ) count += more = this.#block[this.at++]!;
    return count;
  }
}

/**
 * Walks the sequences of an LZ4 block (see lz4-block.ts) without copying anything: the data it inspects may not be a block
 * at all.
 */
export class Lz4Sequences {
  readonly #block: Uint8Array;
  #token = 0;
  /** Offset in the block of what comes next. */
  at = 0;
  /** Size of the content up to there. */
  size = 0;
  /** Distance of the match that `findMatch` found. */
  distance = 0;

  constructor(block: Uint8Array) {
    this.#block = block;
  }

  /** Skips the literals of the next sequence, which may extend beyond the end. @returns false at the end of the block */
  passLiterals(): boolean {
    if (this.at >= this.#block.length) return false;
    this.#token = this.#block[this.at++]!;
    const literals = this.#count(this.#token >>> 4);
    this.at += literals;
    this.size += literals;
    return true;
  }

  /** @returns false where no match follows the literals, as in the last sequence */
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

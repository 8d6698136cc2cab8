export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Tracks which bytes of a file some part of an archive accounts for, to find the unaccounted ones and overlaps. */
export class Coverage {
  /** Start and end of each range, flat: there may be millions, and objects would take three times as much memory. */
  #numbers = new Float64Array(64);
  #count = 0;
  #isSorted = true;

  /** Adds [start, end). An empty range is ignored, and one that continues the previous range is merged with it. */
  add(start: number, end: number): void {
    if (end <= start) return;
    if (this.#count > 0 && this.#numbers[2 * this.#count - 1] === start) {
      this.#numbers[2 * this.#count - 1] = end;
      return;
    }
    const at = 2 * this.#count++;
    if (at === this.#numbers.length) {
      const larger = new Float64Array(2 * at);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#isSorted &&= at === 0 || this.#numbers[at - 2]! <= start;
    this.#numbers[at] = start;
    this.#numbers[at + 1] = end;
  }

  /** The ranges of [0, size) that nothing covers, ascending, and how many ranges begin inside another one. */
  survey(size: number): { holes: Range[]; overlaps: number } {
    const holes: Range[] = [];
    let covered = 0;
    let overlaps = 0;
    for (const index of this.#order()) {
      const [start, end] = [this.#numbers[2 * index]!, this.#numbers[2 * index + 1]!];
      if (start < covered) overlaps++;
      if (Math.min(start, size) > covered) holes.push({ start: covered, end: Math.min(start, size) });
      covered = Math.max(covered, end);
    }
    if (covered < size) holes.push({ start: covered, end: size });
    return { holes, overlaps };
  }

  #order(): Iterable<number> {
    const order = Uint32Array.from({ length: this.#count }, (_, index) => index);
    return this.#isSorted ? order : order.sort((a, b) => this.#numbers[2 * a]! - this.#numbers[2 * b]!);
  }
}

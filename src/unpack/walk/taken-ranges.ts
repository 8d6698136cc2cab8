import type { Range } from '../container/coverage.ts';

/** What containers did with the bytes of a leaf before it was scanned: plain data. */
export interface Known {
  /** What they took out of them (see `Entry.taken`), in order, none touching another. */
  readonly taken: readonly Range[];
  /** Ids of those that tell of all that is theirs in them. */
  readonly toldBy: readonly string[];
}

/** Of one source, what the entries of its containers were made of (see `Entry.taken`). */
export class TakenRanges {
  #ranges: Range[] = [];
  /** As many of them as stand in order, none touching another. */
  #inOrder = 0;

  constructor(ranges: readonly Range[] = []) {
    this.add(ranges);
  }

  get isEmpty(): boolean {
    return this.#ranges.length === 0;
  }

  add(ranges: readonly Range[]): void {
    for (const range of ranges) if (range.end > range.start) this.#ranges.push(range);
  }

  includes(offset: number): boolean {
    const ranges = this.#merged();
    const at = firstEndingBehind(ranges, offset);
    return at < ranges.length && ranges[at]!.start <= offset;
  }

  /** Those that begin before `end` and end behind `start`. */
  within(start: number, end: number): readonly Range[] {
    const ranges = this.#merged();
    return ranges
      .slice(firstEndingBehind(ranges, start), firstEndingBehind(ranges, end) + 1)
      .filter((one) => one.start < end);
  }

  /** There may be a hundred thousand, and as many questions. */
  #merged(): readonly Range[] {
    if (this.#inOrder === this.#ranges.length) return this.#ranges;
    const merged: Range[] = [];
    for (const range of this.#ranges.sort((a, b) => a.start - b.start)) {
      const last = merged.at(-1);
      if (last === undefined || range.start > last.end) merged.push(range);
      else if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
    }
    this.#ranges = merged;
    this.#inOrder = merged.length;
    return merged;
  }
}

/** The index of the first of `ranges`, which are in order, that ends behind `offset`; their number where none does. */
function firstEndingBehind(ranges: readonly Range[], offset: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

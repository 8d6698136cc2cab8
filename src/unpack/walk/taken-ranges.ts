import { firstIndex } from '../../bytes/first-index.ts';
import type { Range } from '../container/coverage.ts';

/** What containers did with the bytes of a leaf before it was scanned. Plain data. */
export interface Known {
  /** The ranges they took out (see `Entry.taken`), ascending and never adjacent. */
  readonly taken: readonly Range[];
  /** Ids of containers that report everything of their own format in these bytes. */
  readonly reportedBy: readonly string[];
}

/** The ranges of one source that the entries of its containers were made of (see `Entry.taken`). */
export class TakenRanges {
  #ranges: Range[] = [];
  /** Length of the leading part that is sorted and merged. */
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
    const at = firstEndingAfter(ranges, offset);
    return at < ranges.length && ranges[at]!.start <= offset;
  }

  /** The ranges that begin before `end` and end after `start`. */
  within(start: number, end: number): readonly Range[] {
    const ranges = this.#merged();
    return ranges
      .slice(firstEndingAfter(ranges, start), firstEndingAfter(ranges, end) + 1)
      .filter((one) => one.start < end);
  }

  /** How many bytes of `range` were taken. */
  bytesIn({ start, end }: Range): number {
    let bytes = 0;
    for (const one of this.within(start, end)) bytes += Math.min(one.end, end) - Math.max(one.start, start);
    return bytes;
  }

  get all(): readonly Range[] {
    return this.#merged();
  }

  /** Merges lazily: there may be a hundred thousand ranges, and as many queries. */
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

/** The index of the first of `ranges` (ascending) that ends after `offset`; their count when none does. */
function firstEndingAfter(ranges: readonly Range[], offset: number): number {
  return firstIndex(ranges.length, (index) => ranges[index]!.end > offset);
}

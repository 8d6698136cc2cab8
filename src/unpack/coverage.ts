export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Which bytes of a file some part of an archive accounts for: so that the others are found, and overlaps seen. */
export class Coverage {
  readonly #ranges: Range[] = [];

  /** Takes [start, end); an empty one counts for nothing. */
  add(start: number, end: number): void {
    if (end > start) this.#ranges.push({ start, end });
  }

  /** Ranges of [0, size) that nothing covers, in order, and how many of the ranges begin inside another one. */
  survey(size: number): { holes: Range[]; overlaps: number } {
    const holes: Range[] = [];
    let covered = 0;
    let overlaps = 0;
    for (const { start, end } of this.#ranges.sort((a, b) => a.start - b.start)) {
      if (start < covered) overlaps++;
      if (start > covered) holes.push({ start: covered, end: Math.min(start, size) });
      covered = Math.max(covered, end);
    }
    if (covered < size) holes.push({ start: covered, end: size });
    return { holes, overlaps };
  }
}

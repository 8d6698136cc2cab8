import type { Range } from './coverage.ts';

/** For disks that do not say otherwise. */
const MIN_UNIT_BYTES = 4096;
/** Upper bound on memory: a bit for each sector of 512 GiB. */
const MAX_BYTES = 16 << 20;

/**
 * Tracks which sectors of a disk some file or table accounts for. Like `Coverage`, but for millions of ranges in no order: its
 * memory depends on the size of the disk alone. A sector that a range covers only in part does not count as covered.
 */
export class CoveredSectors {
  readonly #bits: Uint8Array;
  readonly #unitBytes: number;
  readonly #size: number;

  /** @param size of the disk, in bytes @param minUnitBytes of its sectors */
  constructor(size: number, minUnitBytes = MIN_UNIT_BYTES) {
    let unitBytes = minUnitBytes;
    while (size / unitBytes / 8 > MAX_BYTES) unitBytes *= 2;
    this.#unitBytes = unitBytes;
    this.#size = size;
    this.#bits = new Uint8Array(Math.ceil(size / unitBytes / 8));
  }

  /** Adds [start, end). */
  add(start: number, end: number): void {
    let unit = Math.ceil(start / this.#unitBytes);
    const last = end >= this.#size ? Math.ceil(this.#size / this.#unitBytes) : Math.floor(end / this.#unitBytes);
    while (unit < last) {
      if (unit % 8 === 0 && last - unit >= 8) {
        const bytes = Math.floor((last - unit) / 8);
        this.#bits.fill(0xff, unit / 8, unit / 8 + bytes);
        unit += 8 * bytes;
      } else {
        this.#bits[unit >>> 3]! |= 1 << (unit & 7);
        unit++;
      }
    }
  }

  /** Whether all of [start, end) is covered; always false unless it begins and ends on a sector boundary. */
  has(start: number, end: number): boolean {
    const [first, last] = [start / this.#unitBytes, Math.min(end, this.#size) / this.#unitBytes];
    if (!Number.isInteger(first) || (!Number.isInteger(last) && end < this.#size)) return false;
    for (let unit = first; unit < last; unit++) if ((this.#bits[unit >>> 3]! & (1 << (unit & 7))) === 0) return false;
    return first < last;
  }

  /** Whether any sector of [start, end) is covered. */
  hasAny(start: number, end: number): boolean {
    const last = Math.ceil(Math.min(end, this.#size) / this.#unitBytes);
    for (let unit = Math.floor(start / this.#unitBytes); unit < last; unit++) {
      const bits = this.#bits[unit >>> 3]!;
      if ((bits & (1 << (unit & 7))) !== 0) return true;
      // None of the eight is covered: skip them.
      if (bits === 0) unit |= 7;
    }
    return false;
  }

  /** The ranges of the first `size` bytes that nothing covers, ascending. */
  *holes(size: number): Generator<Range> {
    const end = Math.min(size, this.#size);
    const units = Math.ceil(end / this.#unitBytes);
    let start = -1;
    for (let unit = 0; unit < units; unit++) {
      const byte = this.#bits[unit >>> 3]!;
      if ((byte & (1 << (unit & 7))) === 0) {
        if (start < 0) start = unit;
        continue;
      }
      if (start >= 0) yield { start: start * this.#unitBytes, end: unit * this.#unitBytes };
      start = -1;
    }
    if (start >= 0) yield { start: start * this.#unitBytes, end };
  }
}

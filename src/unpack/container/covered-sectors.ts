import type { Range } from './coverage.ts';

/** Of disks that do not say otherwise. */
const LEAST_UNIT_BYTES = 4096;
/** Of memory, at most: a bit for each sector of 512 GiB. */
const MAX_BYTES = 16 << 20;

/**
 * Which sectors of a disk some file or table accounts for. As `Coverage`, for what comes in no order and by the million: its size
 * is that of the disk. Of a range that ends in the middle of a sector, that sector is not covered.
 */
export class CoveredSectors {
  readonly #bits: Uint8Array;
  readonly #unitBytes: number;
  readonly #size: number;

  /** @param size of the disk @param leastUnitBytes of its sectors */
  constructor(size: number, leastUnitBytes = LEAST_UNIT_BYTES) {
    let unitBytes = leastUnitBytes;
    while (size / unitBytes / 8 > MAX_BYTES) unitBytes *= 2;
    this.#unitBytes = unitBytes;
    this.#size = size;
    this.#bits = new Uint8Array(Math.ceil(size / unitBytes / 8));
  }

  /** Takes [start, end). */
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

  /** Whether all of [start, end) is covered; never where it does not begin and end with a sector. */
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
      // None of the eight is.
      if (bits === 0) unit |= 7;
    }
    return false;
  }

  /** What nothing covers of the first `size` bytes, in order. */
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

import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

/** Packed sections do not overlap; with forged headers, each of twenty thousand may name all of the file. */
export class PackedSections {
  #bytesLeft: number;
  #refused = 0;

  constructor(source: ByteSource) {
    this.#bytesLeft = 2 * source.size;
  }

  /** Whether a section from `start` to `end` is to be unpacked. */
  takes(start: number, end: number): boolean {
    this.#bytesLeft -= Math.max(1, end - start);
    if (this.#bytesLeft >= 0) return true;
    this.#refused++;
    return false;
  }

  *troubles(): Generator<Trouble> {
    if (this.#refused > 0)
      yield damaged(`packed sections overlap: ${this.#refused} were not unpacked; they are scanned as is`);
  }
}

/**
 * Global heaps of HDF5 (specification, section III.E), which hold strings of variable length, in files of Keras, h5py, pandas and
 * NetCDF-4: each is directly followed by the next one's header, whose first byte, of its number, may be a letter.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { occurrencesIn } from '../container/magic.ts';
import { edgeLines } from '../records/edge-lines.ts';
import { PageLines } from '../records/page-lines.ts';

/*  0  4  GCOL
 *  4  1  version: 1; 3 zero
 *  8  L  bytes of all of it
 *  .  .  objects: 2 number, 2 references, 4 zero, L bytes; what it holds, to a multiple of 8; number 0 is what is free */
const SIGNATURE = Buffer.from('GCOL');
const VERSION = 1;
const FIXED_BYTES = 8;
/** h5py and the library make heaps of 4 KiB, or as long as a value. In a longer one, objects are read one by one. */
const MAX_WHOLE_BYTES = 1 << 20;

export class GlobalHeaps {
  #broken = 0;
  readonly #source: ByteSource;
  readonly #lengthBytes: number;
  readonly #budget: Budget;

  constructor(source: ByteSource, lengthBytes: number, budget: Budget) {
    [this.#source, this.#lengthBytes, this.#budget] = [source, lengthBytes, budget];
  }

  /** Known once `lines` was read: heaps that could not be read fully. They are scanned as is. */
  get broken(): number {
    return this.#broken;
  }

  get isEmpty(): boolean {
    return this.#heaps().next().done === true;
  }

  /** Values of one line, and the first and the last line of others, with a line feed after each. */
  async *lines(): AsyncGenerator<Uint8Array> {
    for (const { start, end } of this.#heaps()) {
      if (end - start > MAX_WHOLE_BYTES) {
        for (const object of this.#objects(start, end)) yield* edgeLines(this.#source, object.start, object.bytes);
        continue;
      }
      const lines = new PageLines(end - start);
      const heap = this.#source.read(start, end - start);
      for (const object of this.#objects(start, end))
        lines.add(heap, object.start - start, object.start - start + object.bytes);
      const read = lines.take();
      if (read.length > 0) yield read;
    }
  }

  *#heaps(): Generator<{ readonly start: number; readonly end: number }> {
    let end = 0;
    for (const start of occurrencesIn(this.#source, SIGNATURE, this.#budget)) {
      const headBytes = FIXED_BYTES + this.#lengthBytes;
      if (start < end || start + headBytes > this.#source.size) continue;
      const head = this.#source.read(start, headBytes);
      const bytes = littleEndian(head, FIXED_BYTES, this.#lengthBytes);
      if (littleEndian(head, 4, 4) !== VERSION || bytes < headBytes || start + bytes > this.#source.size) continue;
      this.#budget.checkTime();
      end = start + bytes;
      yield { start, end };
    }
  }

  *#objects(start: number, end: number): Generator<{ readonly start: number; readonly bytes: number }> {
    const headBytes = FIXED_BYTES + this.#lengthBytes;
    for (let at = start + headBytes; at + headBytes <= end; ) {
      this.#budget.checkTime();
      const head = this.#source.read(at, headBytes);
      const bytes = littleEndian(head, FIXED_BYTES, this.#lengthBytes);
      const isFree = littleEndian(head, 0, 2) === 0;
      // Free space extends to the end, and its size includes its own header (H5HG.c).
      if (isFree ? bytes !== end - at : bytes > end - at - headBytes) this.#broken++;
      if (isFree || bytes > end - at - headBytes) return;
      at += headBytes;
      yield { start: at, bytes };
      at += 8 * Math.ceil(bytes / 8);
    }
  }
}

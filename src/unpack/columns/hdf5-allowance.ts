import { FormatError } from '../../model/errors.ts';
import type { Hdf5File } from './hdf5-file.ts';

/** Limit on the unpacked size of chunks that failed in the end: their cost is in no entry, and counts nowhere else. */
const MAX_FAILED_BYTES = 2 ** 30;

/** Chunks do not overlap: with forged indexes, a small file could be unpacked endlessly. Shared by all datasets of a file. */
export class ChunkAllowance {
  #packedBytes: number;
  #failedBytes = MAX_FAILED_BYTES;

  constructor(file: Hdf5File) {
    this.#packedBytes = 2 * file.source.size;
  }

  take(packedBytes: number): void {
    this.#packedBytes -= Math.max(1, packedBytes);
    if (this.#packedBytes < 0) throw new FormatError('chunks of HDF5 overlap');
  }

  fail(bytes: number): void {
    this.#failedBytes -= bytes;
    if (this.#failedBytes < 0) throw new FormatError('too many chunks of HDF5 cannot be unpacked');
  }
}

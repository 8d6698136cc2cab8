/** Of a small archive, so that a few odd files are read in any case. */
const SPARE_BYTES = 64 << 10;

/**
 * Files of an archive have bytes of their own, so together they claim no more than it has. In a forged one each may claim all: in a
 * bomb of 10 MB, each of 65,534 entries ends where all others do, and unpacks to 4 GB (zblg.zip of D. Fifield, "A better zip bomb").
 */
export class ClaimedBytes {
  #left: number;

  /** @param size of the archive, in bytes */
  constructor(size: number) {
    this.#left = size + SPARE_BYTES;
  }

  /** Whether the files before have all the bytes: the next one must be refused. */
  get areAll(): boolean {
    return this.#left < 0;
  }

  add(bytes: number): void {
    this.#left -= bytes;
  }
}

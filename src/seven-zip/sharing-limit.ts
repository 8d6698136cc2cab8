/**
 * Limits on a run of 7-Zip over an archive whose files share their bytes. Copies do so legitimately, but in a hostile archive all files may.
 */

/**
 * Limit on what is read, as a multiple of the archive's size: each of 20,000 rows of an Apple disk image of 2 MiB named the same mebibyte.
 */
export const MAX_READ_RATIO = 16;
/** The limit for a small archive. */
const MIN_READ_BYTES = 512 << 20;

/**
 * Limit on what is written once the archive was read over again, as a multiple of its size: 2,000 files of a SquashFS of 240 KiB named
 * the same few blocks, each of a mebibyte in a kibibyte, which took minutes though little was read.
 */
export const MAX_SHARED_RATIO = 128;
/** The limit for a small archive. */
const MIN_SHARED_BYTES = 512 << 20;
/** A sound archive is read once, and its tables perhaps twice. */
const READ_OVER = 2;

/** Thrown into 7-Zip once it has read or written as much as it may. */
export class SharesTooMuch extends Error {}

/** Counts what one run reads and writes. */
export class SharingLimit {
  readBytes = 0;
  #sharedBytes = 0;
  readonly #archiveBytes: number;

  constructor(archiveBytes: number) {
    this.#archiveBytes = archiveBytes;
  }

  /** @throws SharesTooMuch */
  read(bytes: number): void {
    this.readBytes += bytes;
    if (this.readBytes > Math.max(MIN_READ_BYTES, MAX_READ_RATIO * this.#archiveBytes)) throw new SharesTooMuch();
  }

  /** @throws SharesTooMuch */
  write(bytes: number): void {
    if (this.readBytes <= READ_OVER * this.#archiveBytes) return;
    this.#sharedBytes += bytes;
    if (this.#sharedBytes > Math.max(MIN_SHARED_BYTES, MAX_SHARED_RATIO * this.#archiveBytes))
      throw new SharesTooMuch();
  }
}

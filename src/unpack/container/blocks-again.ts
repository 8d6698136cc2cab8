import { BudgetError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { CoveredSectors } from '../container/covered-sectors.ts';

/** As effort at trees of extents is counted: times the bytes of the image. */
const MOST_RATIO = 16;
/** Of a small image: a second's work. */
const LEAST_BYTES = 512 << 20;

/**
 * What is read again, since copies and snapshots share their blocks. Of a lie each file has all there is: a mebibyte was 17 GiB, of which
 * an image of any size makes as many times its own.
 */
export class BlocksAgain {
  readonly #covered: CoveredSectors;
  #bytesLeft: number;

  /** @param covered what was read of files */
  constructor(imageBytes: number, covered: CoveredSectors) {
    this.#covered = covered;
    this.#bytesLeft = Math.max(LEAST_BYTES, MOST_RATIO * imageBytes);
  }

  /** Call before [start, end) is read. @throws BudgetError where too much was read again */
  take(start: number, end: number): void {
    if (!this.#covered.hasAny(start, end)) return;
    this.#bytesLeft -= end - start;
    if (this.#bytesLeft >= 0) return;
    const message = `blocks that are read by other names, too, come to more than ${MOST_RATIO} times the image; from byte ${start} of it on they were not read again by this one`;
    throw new BudgetError(atFixedLimit(message, 'copy out what it holds and scan that'));
  }
}

import { BudgetError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { CoveredSectors } from '../container/covered-sectors.ts';

/** Limit on repeated reads as a multiple of the image's size, as effort at extent trees is counted. */
const MAX_RATIO = 16;
/** The limit for a small image: about a second's work. */
const MIN_BYTES = 512 << 20;

/**
 * Counts blocks that are read more than once. Copies and snapshots share blocks legitimately, but in a hostile image every file may claim
 * all there is: an image of one mebibyte gave 17 GiB, and a larger one gives proportionally more.
 */
export class RepeatedReads {
  readonly #covered: CoveredSectors;
  #bytesLeft: number;

  /** @param covered the sectors that files have read so far */
  constructor(imageBytes: number, covered: CoveredSectors) {
    this.#covered = covered;
    this.#bytesLeft = Math.max(MIN_BYTES, MAX_RATIO * imageBytes);
  }

  /** Call before [start, end) is read. @throws BudgetError when too much was read again */
  take(start: number, end: number): void {
    if (!this.#covered.hasAny(start, end)) return;
    this.#bytesLeft -= end - start;
    if (this.#bytesLeft >= 0) return;
    const message = `blocks that are read by other names, too, come to more than ${MAX_RATIO} times the image; from byte ${start} of it on they were not read again by this one`;
    throw new BudgetError(atFixedLimit(message, 'copy out what it holds and scan that'));
  }
}

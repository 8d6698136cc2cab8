import type { Budget } from '../../bytes/budget.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Container, Entry, Trouble } from '../container/container.ts';

const SEVEN_ZIP = '7-Zip';
/** A run takes 4 ms before it reads anything, and 50 ms for each MiB that it reads. */
const MAX_RUNS = 1000;
const MAX_RUN_BYTES = 64 << 20;

/**
 * Runs of 7-Zip for what turned out to be damaged or empty, in the middle of other bytes or in decoded text. They are counted for a whole
 * artifact, and by all threads that work on it (`Budget.wastedRuns`). Limits per leaf would multiply: a MiB of base64 with a head of xz in
 * each line has 6,700 leaves.
 */
export class WastedRuns {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  areTooManyFor({ openedBy }: Container): boolean {
    if (openedBy !== SEVEN_ZIP) return false;
    const { count, bytes } = this.#budget.wastedRuns;
    return count >= MAX_RUNS || bytes >= MAX_RUN_BYTES;
  }

  /** @returns why `container` is not tried; undefined when it is */
  refusal(container: Container): string | undefined {
    if (!this.areTooManyFor(container)) return undefined;
    const message = `this begins like ${container.title}, and was not tried: 7-Zip ran in vain too often in this artifact`;
    return atFixedLimit(`${message}; its bytes are scanned as is`, 'take out what is packed in it and scan that');
  }

  /** Passes on what `container` yields, and counts the run if it was in vain. */
  watch({ openedBy }: Container, entries: AsyncIterable<Entry | Trouble>): AsyncIterable<Entry | Trouble> {
    return openedBy === SEVEN_ZIP ? this.#watched(entries) : entries;
  }

  async *#watched(entries: AsyncIterable<Entry | Trouble>): AsyncGenerator<Entry | Trouble> {
    let [files, ownBytes, before] = [0, 0, this.#budget.sevenZipBytes];
    let [isDamaged, isThrough] = [false, false];
    try {
      for await (const item of entries) {
        ownBytes += this.#budget.sevenZipBytes - before;
        if ('trouble' in item) isDamaged ||= item.trouble.code === 'damaged' && item.notInside !== true;
        else if (!item.isRemainder && item.startsAt === undefined) files++;
        yield item;
        // Archives in this one had runs of their own.
        before = this.#budget.sevenZipBytes;
      }
      isThrough = true;
    } finally {
      if (isDamaged || !isThrough || files === 0)
        this.#budget.countWastedRun(ownBytes + this.#budget.sevenZipBytes - before);
    }
  }
}

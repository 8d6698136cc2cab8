import type { Budget } from '../../bytes/budget.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Coding } from '../codings/coding.ts';
import type { Container, Entry, Trouble } from '../container/container.ts';

const SEVEN_ZIP = '7-Zip';
/** A run takes 4 ms before it reads anything, and 50 ms for each MiB that it reads. */
const MAX_RUNS_IN_VAIN = 1000;
const MAX_BYTES_IN_VAIN = 64 << 20;
/** Of sound archives, a run takes 1.5 ms of processor time: 4 MiB may have 8,000 small ones. */
const MAX_RUNS = 2000;
/** To find that a few bytes are damaged takes up to 2 ms: a zip of 4 MiB may have 65,000 entries that begin like an archive and end there. */
const MAX_DAMAGES = 4000;
/**
 * What deflate makes of damaged data is searched again. The limits of a leaf multiply: a zip of a MiB may have 16 leaves, each with a thousand
 * heads that unpack to 64 KiB. In dumps of memory the sum is less than what was searched.
 */
const MAX_DAMAGED_BYTES = 64 << 20;
const MAX_DAMAGED_PER_BYTE = 16;
/**
 * To find that a Zstandard frame with a large window is damaged takes 0.4 ms, and a leaf of 16 KiB may have 256 of them. Chance makes a head of
 * zlib every 16 KiB.
 */
const MAX_FAILED_FINDS = 4096;
const SEARCHED_BYTES_PER_FAILURE = 1 << 10;
/** Two lines of a dump and a `*` may stand for 16 MiB, and 300 KB of them for 25 GiB. Dumps of disks have long stretches of zeros. */
const MAX_REPEATED_BYTES = 64 << 20;
const MAX_REPEATED_PER_BYTE = 16;

/**
 * Runs of 7-Zip in the middle of other bytes or in decoded text, and those of them that turned out to be for damaged or empty archives. They
 * are counted for a whole artifact, as is what is damaged in it, and by all threads that work on it (`Budget.wastedRuns`). Limits per leaf would multiply: a MiB of base64
 * with a head of xz in each line has 6,700 leaves.
 */
export class WastedRuns {
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  areTooManyFor(container: Container): boolean {
    return this.excess(container) !== undefined;
  }

  /** @returns what there was too much of for `container` to be tried in the middle of other bytes; undefined when it may be */
  excess(container: Container): string | undefined {
    return this.#excessFor(container) ?? this.#excessOfFinds();
  }

  #excessFor({ openedBy, repeats }: Container): string | undefined {
    const excess = this.#excessOfDamage() ?? (repeats && this.#excessOfRepeats());
    if (excess !== undefined) return excess;
    if (openedBy !== SEVEN_ZIP) return undefined;
    const { wastedRuns, runsInside } = this.#budget;
    if (wastedRuns.count >= MAX_RUNS_IN_VAIN || wastedRuns.bytes >= MAX_BYTES_IN_VAIN)
      return 'too many runs of 7-Zip failed in this artifact';
    return runsInside >= MAX_RUNS
      ? `7-Zip ran ${MAX_RUNS} times for what is inside other data of this artifact`
      : undefined;
  }

  #excessOfDamage(): string | undefined {
    const { damages, damagedInside } = this.#budget;
    if (damages >= MAX_DAMAGES) return `this artifact is damaged in ${MAX_DAMAGES} places`;
    const { unpackedBytes, searchedBytes } = damagedInside;
    return unpackedBytes >= MAX_DAMAGED_BYTES + MAX_DAMAGED_PER_BYTE * searchedBytes
      ? 'too much was unpacked from what is damaged in this artifact'
      : undefined;
  }

  #excessOfRepeats(): string | undefined {
    const { repeatedBytes, damagedInside } = this.#budget;
    return repeatedBytes >= MAX_REPEATED_BYTES + MAX_REPEATED_PER_BYTE * damagedInside.searchedBytes
      ? `dumps in this artifact, with lines that stand for others, give more than ${MAX_REPEATED_BYTES} bytes`
      : undefined;
  }

  /** @returns why no text of `coding` is decoded any more; undefined when it is */
  refusalOfText({ repeats, id }: Coding): string | undefined {
    const excess = repeats && this.#excessOfRepeats();
    if (excess === undefined) return undefined;
    const message = `the ${id} text in it was not decoded any more: ${excess}`;
    return atFixedLimit(`${message}; it is scanned as is`, 'take out such dumps and scan what they were made of');
  }

  #excessOfFinds(): string | undefined {
    const { failedFinds, damagedInside } = this.#budget;
    return failedFinds >= MAX_FAILED_FINDS + damagedInside.searchedBytes / SEARCHED_BYTES_PER_FAILURE
      ? `what begins like an archive is damaged or empty in more than ${MAX_FAILED_FINDS} places of this artifact`
      : undefined;
  }

  /** @returns why `container` is not tried as an entry; undefined when it is */
  refusalOfEntry(container: Container): string | undefined {
    return this.#excessOfDamage() === undefined ? undefined : this.refusal(container);
  }

  /** @returns why `container` is not tried; undefined when it is */
  refusal(container: Container): string | undefined {
    const excess = this.#excessFor(container);
    if (excess === undefined) return undefined;
    const message = `this begins like ${container.title}, and was not tried: ${excess}`;
    return atFixedLimit(`${message}; its bytes are scanned as is`, 'take out what is packed in it and scan that');
  }

  /** Passes on what `container` yields, and counts the run, also as one in vain if it was. */
  watch({ openedBy }: Container, entries: AsyncIterable<Entry | Trouble>): AsyncIterable<Entry | Trouble> {
    return openedBy === SEVEN_ZIP ? this.#watched(entries) : entries;
  }

  async *#watched(entries: AsyncIterable<Entry | Trouble>): AsyncGenerator<Entry | Trouble> {
    let [files, ownBytes, before] = [0, 0, this.#budget.sevenZipBytes];
    let [isDamaged, isThrough, isCounted] = [false, false, false];
    const runsBefore = this.#budget.startedRuns;
    // Before anything is passed on: archives in this one have runs of their own. What is unpacked without 7-Zip has none.
    const count = (): void => {
      if (!isCounted && this.#budget.startedRuns > runsBefore) this.#budget.countRunInside();
      isCounted = true;
    };
    try {
      for await (const item of entries) {
        count();
        ownBytes += this.#budget.sevenZipBytes - before;
        if ('trouble' in item) isDamaged ||= item.trouble.code === 'damaged' && item.notInside !== true;
        else if (!item.isRemainder && item.startsAt === undefined) files++;
        yield item;
        // Archives in this one had runs of their own.
        before = this.#budget.sevenZipBytes;
      }
      isThrough = true;
    } finally {
      count();
      if (isDamaged || !isThrough || files === 0)
        this.#budget.countWastedRun(ownBytes + this.#budget.sevenZipBytes - before);
    }
  }
}

import { BudgetError } from '../model/errors.ts';

export interface Limits {
  /** Containers in containers. */
  readonly maxDepth: number;
  /** Entries of one artifact, at every depth. */
  readonly maxEntries: number;
  /** Bytes of one entry, unpacked. */
  readonly maxEntryBytes: number;
  /** Bytes of one artifact, unpacked, at every depth. */
  readonly maxTotalBytes: number;
  /** Wall-clock seconds for one artifact. */
  readonly maxSeconds: number;
}

/**
 * What one artifact may cost. Never refuses by compression ratio: a core dump of a gigabyte of zeros is ordinary.
 * Every message names the limit and the option that raises it. `now` gives milliseconds on a clock that only rises.
 */
export class Budget {
  readonly limits: Limits;
  #entries = 0;
  #bytes = 0;
  #deadlineMs: number;
  readonly #now: () => number;

  /** @param spentMs time that other parts of the same artifact have taken already */
  constructor(limits: Limits, now: () => number = () => performance.now(), spentMs = 0) {
    this.limits = limits;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1000 - spentMs;
  }

  get entries(): number {
    return this.#entries;
  }

  /** Bytes that came out of containers so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True when nothing more may be taken from this artifact: a limit of the whole, not of one entry, was passed. */
  get isSpent(): boolean {
    const { maxEntries, maxTotalBytes } = this.limits;
    return this.#entries > maxEntries || this.#bytes > maxTotalBytes || this.#now() > this.#deadlineMs;
  }

  /** Call before opening a container at `depth` (1 = the artifact itself is the container). */
  enter(depth: number): void {
    if (depth > this.limits.maxDepth) throw overBudget('containers in containers', this.limits.maxDepth, 'max-depth');
  }

  /** Call once an entry. */
  takeEntry(): void {
    if (++this.#entries > this.limits.maxEntries) throw overBudget('entries', this.limits.maxEntries, 'max-entries');
    this.checkTime();
  }

  /** Counts a whole entry, if that passes no limit. @returns whether it was counted */
  takesEntryBytes(entryBytes: number): boolean {
    const { maxEntryBytes, maxTotalBytes } = this.limits;
    const fits = entryBytes <= maxEntryBytes && this.#bytes + entryBytes <= maxTotalBytes;
    if (!fits || this.#now() > this.#deadlineMs) return false;
    this.#bytes += entryBytes;
    return true;
  }

  /** Call once a chunk. @param entryBytes bytes of this entry so far, the chunk included */
  takeBytes(chunkBytes: number, entryBytes: number): void {
    this.#bytes += chunkBytes;
    if (entryBytes > this.limits.maxEntryBytes)
      throw overBudget('bytes in one entry', this.limits.maxEntryBytes, 'max-entry-bytes');
    if (this.#bytes > this.limits.maxTotalBytes)
      throw overBudget('unpacked bytes', this.limits.maxTotalBytes, 'max-total-bytes');
    this.checkTime();
  }

  checkTime(): void {
    if (this.#now() > this.#deadlineMs) {
      const { maxSeconds } = this.limits;
      throw new BudgetError(`not finished after ${maxSeconds} s; raise max-seconds to scan the rest`, 'timeout');
    }
  }
}

function overBudget(what: string, limit: number, option: string): BudgetError {
  return new BudgetError(`more than ${limit} ${what}; raise ${option} to scan the rest`);
}

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

/** What the threads that work on one artifact have taken of its budget together; shared between them. */
export type Spent = BigInt64Array<SharedArrayBuffer>;
const ENTRIES = 0;
const BYTES = 1;

/**
 * What one artifact may cost. Never refuses by compression ratio: a core dump of a gigabyte of zeros is ordinary.
 * Every message names the limit and the option that raises it. `now` gives milliseconds on a clock that only rises.
 */
export class Budget {
  readonly limits: Limits;
  #spent: Spent | undefined;
  #entries = 0;
  #bytes = 0;
  #deadlineMs: number;
  readonly #now: () => number;

  /**
   * @param spentMs time that other parts of the same artifact have taken already
   * @param spent what other threads take of the same budget too
   */
  constructor(limits: Limits, now: () => number = () => performance.now(), spentMs = 0, spent?: Spent) {
    this.limits = limits;
    this.#spent = spent;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1000 - spentMs;
  }

  /** For other threads, which take of the same budget from now on. */
  get spent(): Spent {
    if (this.#spent === undefined) {
      this.#spent = new BigInt64Array(new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT));
      this.#spent.set([BigInt(this.#entries), BigInt(this.#bytes)]);
    }
    return this.#spent;
  }

  /** Taken here. */
  get entries(): number {
    return this.#entries;
  }

  /** Bytes that came out of containers here so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** How many more may come out of containers, here or elsewhere. */
  get bytesLeft(): number {
    return this.limits.maxTotalBytes - this.#total(BYTES);
  }

  /** True when nothing more may be taken from this artifact: a limit of the whole, not of one entry, was passed. */
  get isSpent(): boolean {
    return this.#total(ENTRIES) > this.limits.maxEntries || this.bytesLeft < 0 || this.#now() > this.#deadlineMs;
  }

  /** Call before opening a container at `depth` (1 = the artifact itself is the container). */
  enter(depth: number): void {
    if (depth > this.limits.maxDepth) throw overBudget('containers in containers', this.limits.maxDepth, 'max-depth');
  }

  /** Call once an entry. */
  takeEntry(): void {
    this.#entries++;
    this.#share(ENTRIES, 1);
    if (this.#total(ENTRIES) > this.limits.maxEntries)
      throw overBudget('entries', this.limits.maxEntries, 'max-entries');
    this.checkTime();
  }

  /** Counts a whole entry, if that passes no limit. @returns whether it was counted */
  takesEntryBytes(entryBytes: number): boolean {
    const fits = entryBytes <= this.limits.maxEntryBytes && entryBytes <= this.bytesLeft;
    if (!fits || this.#now() > this.#deadlineMs) return false;
    this.#bytes += entryBytes;
    this.#share(BYTES, entryBytes);
    return true;
  }

  /** Call once a chunk. @param chunkBytes as they count @param entryBytes of this entry so far, the chunk included, as they count */
  takeBytes(chunkBytes: number, entryBytes: number): void {
    this.#bytes += chunkBytes;
    this.#share(BYTES, chunkBytes);
    if (entryBytes > this.limits.maxEntryBytes)
      throw overBudget('bytes in one entry', this.limits.maxEntryBytes, 'max-entry-bytes');
    if (this.bytesLeft < 0) throw overBudget('unpacked bytes', this.limits.maxTotalBytes, 'max-total-bytes');
    this.checkTime();
  }

  checkTime(): void {
    if (this.#now() > this.#deadlineMs) {
      const { maxSeconds } = this.limits;
      throw new BudgetError(`not finished after ${maxSeconds} s; raise max-seconds to scan the rest`, 'timeout');
    }
  }

  #total(what: typeof ENTRIES | typeof BYTES): number {
    if (this.#spent !== undefined) return Number(Atomics.load(this.#spent, what));
    return what === ENTRIES ? this.#entries : this.#bytes;
  }

  #share(what: typeof ENTRIES | typeof BYTES, count: number): void {
    if (this.#spent !== undefined) Atomics.add(this.#spent, what, BigInt(count));
  }
}

function overBudget(what: string, limit: number, option: string): BudgetError {
  return new BudgetError(`more than ${limit} ${what}; raise ${option} to scan the rest`);
}

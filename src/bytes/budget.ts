import { crc32 } from 'node:zlib';
import { BudgetError } from '../model/errors.ts';

export interface Limits {
  /** How deep containers may be nested. */
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

/** What all threads that work on one artifact have taken of its budget so far, in memory that they share. */
export type Spent = BigInt64Array<SharedArrayBuffer>;
const ENTRIES = 0;
const BYTES = 1;
const WASTED_RUNS = 2;
const WASTED_RUN_BYTES = 3;
const FAILED_RUNS = 4;
const STUCK_RUNS = 5;
const EFFORT_US = 6;
const RUNS_INSIDE = 7;
const DAMAGES = 8;
const DAMAGED_BYTES = 9;
const SEARCHED_BYTES = 10;
const SMALL_RUNS = 11;
const FAILED_FINDS = 12;
const REPEATED_BYTES = 13;
const COUNTS = 14;
/** Behind the counts, a bit for each work of `takesEffort`. Of 100,000 works, one in ten looks like another one, and is not counted. */
const WORK_BITS = 1 << 19;
const WORDS = COUNTS + WORK_BITS / 64;

/** What the proofs of an artifact may compute: ten seconds on the machine on which their costs were measured. */
const MAX_EFFORT_US = 10_000_000;

/**
 * What one artifact may cost. Never refuses by compression ratio: a core dump of a gigabyte of zeros is ordinary. Every
 * message names the limit and the option that raises it. `now` returns milliseconds on a monotonic clock.
 */
export class Budget {
  readonly limits: Limits;
  #spent: Spent | undefined;
  /** What this thread has taken, by count. */
  readonly #taken: number[] = Array(COUNTS).fill(0);
  #works: Uint32Array | undefined;
  #sevenZipBytes = 0;
  #startedRuns = 0;
  #deadlineMs: number;
  readonly #now: () => number;

  /**
   * @param spentMs time that earlier parts of the same artifact have already taken
   * @param spent the shared count, when other threads draw on the same budget
   */
  constructor(limits: Limits, now: () => number = () => performance.now(), spentMs = 0, spent?: Spent) {
    this.limits = limits;
    this.#spent = spent;
    this.#now = now;
    this.#deadlineMs = now() + limits.maxSeconds * 1000 - spentMs;
  }

  /** The shared count, for other threads that draw on the same budget from now on. */
  get spent(): Spent {
    if (this.#spent === undefined) {
      this.#spent = new BigInt64Array(new SharedArrayBuffer(WORDS * BigInt64Array.BYTES_PER_ELEMENT));
      this.#spent.set(this.#taken.map(BigInt));
      const works = worksOf(this.#spent);
      if (this.#works !== undefined) works.set(this.#works);
      this.#works = works;
    }
    return this.#spent;
  }

  /** Entries taken by this thread so far. */
  get entries(): number {
    return this.#taken[ENTRIES]!;
  }

  /** Bytes that came out of containers in this thread so far. */
  get bytes(): number {
    return this.#taken[BYTES]!;
  }

  /**
   * Bytes that 7-Zip has read and written for this thread so far; of what it reads, only in runs that came to their end. No limit looks at
   * them.
   */
  get sevenZipBytes(): number {
    return this.#sevenZipBytes;
  }

  countSevenZip(bytes: number): void {
    this.#sevenZipBytes += bytes;
  }

  /** Runs of 7-Zip that this thread has started so far. No limit looks at them. */
  get startedRuns(): number {
    return this.#startedRuns;
  }

  countStartedRun(): void {
    this.#startedRuns++;
  }

  /** Runs of 7-Zip, in this thread or others, for archives in the middle of other bytes. See `WastedRuns`. */
  get runsInside(): number {
    return this.#total(RUNS_INSIDE);
  }

  countRunInside(): void {
    this.#take(RUNS_INSIDE, 1);
  }

  /** Runs of 7-Zip that were in vain, in this thread or others, and the bytes read and written by them. See `WastedRuns`. */
  get wastedRuns(): { readonly count: number; readonly bytes: number } {
    return { count: this.#total(WASTED_RUNS), bytes: this.#total(WASTED_RUN_BYTES) };
  }

  countWastedRun(bytes: number): void {
    this.#take(WASTED_RUNS, 1);
    this.#take(WASTED_RUN_BYTES, bytes);
  }

  /**
   * Runs of 7-Zip, in this thread or others, that ended with an error, those that were ended because they were stuck, and those for archives so
   * small that the run itself is most of their cost.
   */
  get sevenZipRuns(): { readonly failed: number; readonly stuck: number; readonly small: number } {
    return { failed: this.#total(FAILED_RUNS), stuck: this.#total(STUCK_RUNS), small: this.#total(SMALL_RUNS) };
  }

  /** @param runs as how many it counts: some take far longer than others */
  countFailedRun(runs = 1): void {
    this.#take(FAILED_RUNS, runs);
  }

  /** @param runs as how many it counts */
  countSmallRun(runs: number): void {
    this.#take(SMALL_RUNS, runs);
  }

  countStuckRun(): void {
    this.#take(STUCK_RUNS, 1);
  }

  /** Gaps, in this thread or others, that say that something is damaged. See `WastedRuns`. */
  get damages(): number {
    return this.#total(DAMAGES);
  }

  countDamage(): void {
    this.#take(DAMAGES, 1);
  }

  /** Places in the middle of other bytes, in this thread or others, that began like an archive and gave nothing. See `WastedRuns`. */
  get failedFinds(): number {
    return this.#total(FAILED_FINDS);
  }

  countFailedFind(): void {
    this.#take(FAILED_FINDS, 1);
  }

  /**
   * Bytes, in this thread or others, that were unpacked from what is damaged in the middle of other bytes, and of leaves that were searched for
   * such. See `WastedRuns`.
   */
  get damagedInside(): { readonly unpackedBytes: number; readonly searchedBytes: number } {
    return { unpackedBytes: this.#total(DAMAGED_BYTES), searchedBytes: this.#total(SEARCHED_BYTES) };
  }

  countDamagedInside(unpackedBytes: number): void {
    this.#take(DAMAGED_BYTES, unpackedBytes);
  }

  /** Bytes, in this thread or others, of what has lines that stand for many others. See `WastedRuns`. */
  get repeatedBytes(): number {
    return this.#total(REPEATED_BYTES);
  }

  countRepeated(bytes: number): void {
    this.#take(REPEATED_BYTES, bytes);
  }

  countSearched(bytes: number): void {
    this.#take(SEARCHED_BYTES, bytes);
  }

  /**
   * Counts what a proof computes, for this thread and others, until it is too much. The sum does not depend on which thread computes what: a
   * work with a name is counted by the first that asks for it.
   * @returns `last` for the one after which no other may be computed, so that one gap says so
   */
  takesEffort(microseconds: number, work?: string): 'yes' | 'last' | 'no' {
    const bit = work === undefined ? undefined : crc32(work) % WORK_BITS;
    if (bit !== undefined && hasBit(Atomics.load(this.#workBits, bit >>> 5), bit)) return 'yes';
    if (this.#total(EFFORT_US) >= MAX_EFFORT_US) return 'no';
    if (bit !== undefined && hasBit(Atomics.or(this.#workBits, bit >>> 5, 1 << (bit & 31)), bit)) return 'yes';
    const cost = Math.ceil(microseconds);
    const before = this.#take(EFFORT_US, cost);
    return before < MAX_EFFORT_US && before + cost >= MAX_EFFORT_US ? 'last' : 'yes';
  }

  get #workBits(): Uint32Array {
    this.#works ??= this.#spent === undefined ? new Uint32Array(WORK_BITS / 32) : worksOf(this.#spent);
    return this.#works;
  }

  /** How many more bytes may come out of containers, in this thread or others. */
  get bytesLeft(): number {
    return this.limits.maxTotalBytes - this.#total(BYTES);
  }

  /** True once a limit of the whole artifact, not of one entry, was exceeded: nothing more may be taken from it. */
  get isSpent(): boolean {
    return this.#total(ENTRIES) > this.limits.maxEntries || this.bytesLeft < 0 || this.#now() > this.#deadlineMs;
  }

  /** Call before opening a container at `depth` (1 = the artifact itself is the container). */
  enter(depth: number): void {
    if (depth > this.limits.maxDepth)
      throw overBudget('levels of nested containers', this.limits.maxDepth, 'max-depth');
  }

  /** Call once for each entry. */
  takeEntry(): void {
    this.#take(ENTRIES, 1);
    if (this.#total(ENTRIES) > this.limits.maxEntries)
      throw overBudget('entries', this.limits.maxEntries, 'max-entries');
    this.checkTime();
  }

  /** Counts a whole entry, unless that would exceed a limit. @returns whether it was counted */
  takesEntryBytes(entryBytes: number): boolean {
    const fits = entryBytes <= this.limits.maxEntryBytes && entryBytes <= this.bytesLeft;
    if (!fits || this.#now() > this.#deadlineMs) return false;
    this.#take(BYTES, entryBytes);
    return true;
  }

  /**
   * Call once for each chunk.
   * @param chunkBytes size of the chunk, as the limits count it (a hole counts less)
   * @param entryBytes bytes of this entry so far, this chunk included, counted the same way
   */
  takeBytes(chunkBytes: number, entryBytes: number): void {
    this.#take(BYTES, chunkBytes);
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

  #total(what: number): number {
    return this.#spent === undefined ? this.#taken[what]! : Number(Atomics.load(this.#spent, what));
  }

  /** @returns the sum before */
  #take(what: number, count: number): number {
    const before = this.#taken[what]!;
    this.#taken[what] = before + count;
    return this.#spent === undefined ? before : Number(Atomics.add(this.#spent, what, BigInt(count)));
  }
}

function hasBit(word: number, bit: number): boolean {
  return ((word >>> (bit & 31)) & 1) === 1;
}

function worksOf(spent: Spent): Uint32Array {
  return new Uint32Array(spent.buffer, COUNTS * BigInt64Array.BYTES_PER_ELEMENT);
}

function overBudget(what: string, limit: number, option: string): BudgetError {
  return new BudgetError(`more than ${limit} ${what}; raise ${option} to scan the rest`);
}

/** Reads files whose blocks lie in stretches: shared by the Unix file systems, which differ in how they locate them. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero, zeros } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import { CoveredSectors } from '../container/covered-sectors.ts';
import { bufferOf } from '../container/magic.ts';
import { RepeatedReads } from '../container/repeated-reads.ts';

/** Contiguous blocks. */
export interface Stretch {
  /** Number of the first block in the file. */
  readonly start: number;
  readonly count: number;
  /** Number of the first block on the disk. */
  readonly at: number;
  /** Preallocated: the file reads as zeros there, and the blocks' content belongs to nobody. */
  readonly isUnwritten: boolean;
}

/** Called with a description of a problem. */
export type Report = (message: string) => void;

/** The stretches of a file, in order; reports what is wrong with them. */
export type StretchesOf = (report: Report) => Iterable<Stretch>;

/** Read at a time. */
const PIECE_BYTES = 256 << 10;
/** A block has at most 64 KiB, and the up to three blocks of a link have less together. */
const MAX_PART_BYTES = 64 << 10;
/** Limit for a deleted file; one with more is part of the rest. */
const MAX_DELETED_STRETCHES = 1 << 16;

export class StretchReader {
  readonly #source: ByteSource;
  readonly #blockBytes: number;
  /** End of the image, or of the file system if that is smaller. */
  readonly #endBytes: number;
  readonly #covered: CoveredSectors;
  readonly #repeatedReads: RepeatedReads;
  /** Blocks of folders that were read: each belongs to one folder, once. */
  readonly #ofFolders: CoveredSectors;
  readonly #budget: Budget;

  /** @param covered records what is read of files */
  constructor(
    source: ByteSource,
    { blockBytes, blockCount }: { readonly blockBytes: number; readonly blockCount: number },
    covered: CoveredSectors,
    budget: Budget,
  ) {
    this.#source = source;
    this.#blockBytes = blockBytes;
    this.#endBytes = Math.min(source.size, blockCount * blockBytes);
    this.#covered = covered;
    this.#repeatedReads = new RepeatedReads(source.size, covered);
    this.#ofFolders = new CoveredSectors(source.size, blockBytes);
    this.#budget = budget;
  }

  /** Yields what can be read, each byte at its offset; then throws FormatError unless that was all. */
  *content(size: number, stretchesOf: StretchesOf): Generator<Uint8Array> {
    let failure: string | undefined;
    const report = (message: string): void => {
      failure ??= message;
    };
    let at = 0;
    for (const stretch of stretchesOf(report)) {
      const start = stretch.start * this.#blockBytes;
      yield* zeros(start - at);
      at = start;
      const bytes = Math.min(stretch.count * this.#blockBytes, size - start);
      if (!stretch.isUnwritten) {
        at += yield* this.#stored(stretch.at * this.#blockBytes, bytes);
        if (at < start + bytes) report(`expected ${bytes} bytes at block ${stretch.at}, where there are not so many`);
      }
    }
    if (failure !== undefined) throw new FormatError(failure);
    yield* zeros(size - at);
  }

  /** Blocks of a folder with their number in it; unreadable ones are omitted. */
  *blocks(stretchesOf: StretchesOf, report: Report): Generator<{ readonly index: number; readonly bytes: Buffer }> {
    for (const { start, at, count, isUnwritten } of stretchesOf(report)) {
      if (isUnwritten) continue;
      for (let block = at; block < at + count; block++) {
        this.#budget.checkTime();
        const startBytes = block * this.#blockBytes;
        const endBytes = startBytes + this.#blockBytes;
        if (!this.isThere(block, 1)) {
          report(`a block of a folder should be at block ${block}, where there is none`);
          break;
        }
        if (this.#ofFolders.has(startBytes, endBytes)) {
          report(`block ${block} is in a folder twice, or in two of them`);
          break;
        }
        this.#ofFolders.add(startBytes, endBytes);
        yield { index: start + block - at, bytes: bufferOf(this.#source.read(startBytes, this.#blockBytes)) };
      }
    }
  }

  /** Whether a deleted file still has all of its blocks, and none of them was reused. */
  areOwn(stretchesOf: StretchesOf): boolean {
    let [isWhole, stretches, blocks] = [true, 0, 0];
    const report = (): void => {
      isWhole = false;
    };
    for (const stretch of stretchesOf(report)) {
      this.#budget.checkTime();
      blocks += stretch.count;
      // With more blocks than the image has, some must be listed twice.
      const canBe = stretches++ < MAX_DELETED_STRETCHES && blocks * this.#blockBytes <= this.#source.size;
      isWhole &&= canBe && this.#isFree(stretch);
      if (!isWhole) break;
    }
    return isWhole && stretches > 0;
  }

  /** Reads something other than file content at a fixed place. @returns undefined unless all of it is there */
  part(block: number, count: number, bytes: number): Uint8Array | undefined {
    const [start, end] = [block * this.#blockBytes, (block + count) * this.#blockBytes];
    this.#budget.checkTime();
    if (!this.isThere(block, count) || end - start > MAX_PART_BYTES) return undefined;
    this.#repeatedReads.take(start, end);
    this.#covered.add(start, end);
    return this.#source.read(start, bytes);
  }

  isThere(block: number, count: number): boolean {
    return block > 0 && (block + count) * this.#blockBytes <= this.#endBytes;
  }

  #isFree({ at, count }: Stretch): boolean {
    return this.isThere(at, count) && !this.#covered.hasAny(at * this.#blockBytes, (at + count) * this.#blockBytes);
  }

  /** @returns how many were yielded */
  *#stored(start: number, bytes: number): Generator<Uint8Array, number> {
    const there = Math.min(bytes, this.#endBytes - start);
    if (start === 0) return 0;
    if (there > 0) this.#repeatedReads.take(start, start + there);
    for (let done = 0; done < there; done += PIECE_BYTES) {
      this.#budget.checkTime();
      yield this.#source.read(start + done, Math.min(PIECE_BYTES, there - done));
    }
    if (there > 0) this.#cover(start, there);
    return Math.max(0, there);
  }

  /** Covers the whole last block, if nothing follows the end of the file. */
  #cover(start: number, bytes: number): void {
    const end = Math.min(start + Math.ceil(bytes / this.#blockBytes) * this.#blockBytes, this.#source.size);
    const isRestZero = isZero(this.#source.read(start + bytes, end - start - bytes));
    this.#covered.add(start, isRestZero ? end : start + bytes);
  }
}

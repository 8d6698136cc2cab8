/** Shared reader for single-file hash stores with contiguous records: a value directly follows its key. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { type PairPlace, pairLines } from '../records/pair-lines.ts';

export interface ChainRecord {
  /** Size of the record, including the space behind the value. */
  readonly bytes: number;
  /** Relative to its beginning; undefined for free space. */
  readonly pair: PairPlace | undefined;
}

export interface RecordChain {
  /** Where the records begin and end. */
  readonly start: number;
  readonly end: number;
  /** Alignment of records. */
  readonly alignmentBytes: number;
  /** @param head its first HEAD_BYTES, or all there are. Undefined: it is no record */
  recordIn(head: Uint8Array): ChainRecord | undefined;
  /**
   * For a tree, whose pages are values of the hash: the pairs in a page, relative to its beginning, then whether all is well.
   * Undefined: it has none.
   */
  pairsIn?(key: Uint8Array, page: Uint8Array): Generator<PairPlace, boolean> | undefined;
}

/** Seven numbers of 4 bytes, or a mark, two of 8 and three of variable length. */
const HEAD_BYTES = 64;
/** A page of a tree has some KiB. */
const MAX_PAGE_BYTES = 16 << 20;
const NAME = 'records';

export async function* chainEntries(
  source: ByteSource,
  chain: RecordChain,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const reader = new ChainReader(source, chain, budget);
  yield { name: NAME, open: () => reader.records() };
  if (chain.end > source.size)
    yield damaged(`the file was cut: expected ${chain.end} bytes, found ${source.size}`, NAME);
  else if (reader.brokenAt !== undefined)
    yield damaged(`expected a record at byte ${reader.brokenAt}; what follows is scanned as is`, NAME);
  if (reader.brokenPages > 0)
    yield damaged(`pages of the tree that break off: ${reader.brokenPages}; they are scanned as is`, NAME);
}

class ChainReader {
  brokenAt: number | undefined;
  brokenPages = 0;
  readonly #ahead: ByteSource;
  readonly #chain: RecordChain;
  readonly #budget: Budget;

  constructor(source: ByteSource, chain: RecordChain, budget: Budget) {
    this.#ahead = new ReadAheadSource(source);
    [this.#chain, this.#budget] = [chain, budget];
  }

  async *records(): AsyncGenerator<Uint8Array> {
    const { start, alignmentBytes } = this.#chain;
    const end = Math.min(this.#chain.end, this.#ahead.size);
    if (start > end) this.brokenAt = start;
    for (let at = start; at < end; ) {
      this.#budget.checkTime();
      const record = this.#chain.recordIn(this.#ahead.read(at, Math.min(HEAD_BYTES, end - at)));
      const isOne = record !== undefined && record.bytes > 0 && at + record.bytes <= end;
      if (!isOne || record.bytes % alignmentBytes !== 0) {
        this.brokenAt = at;
        return;
      }
      if (record.pair !== undefined) yield* this.#lines(movedBy(record.pair, at));
      at += record.bytes;
    }
  }

  *#lines(place: PairPlace): Generator<Uint8Array> {
    const { keyAt, keyBytes, valueAt, valueBytes } = place;
    const isPage = this.#chain.pairsIn !== undefined && valueBytes <= MAX_PAGE_BYTES && keyBytes <= HEAD_BYTES;
    const pairs = isPage
      ? this.#chain.pairsIn?.(this.#ahead.read(keyAt, keyBytes), this.#ahead.read(valueAt, valueBytes))
      : undefined;
    if (pairs === undefined) {
      yield* pairLines(this.#ahead, place);
      return;
    }
    for (;;) {
      const { value, done } = pairs.next();
      if (done) {
        if (!value) this.brokenPages++;
        return;
      }
      this.#budget.checkTime();
      yield* pairLines(this.#ahead, movedBy(value, valueAt));
    }
  }
}

function movedBy(place: PairPlace, bytes: number): PairPlace {
  return { ...place, keyAt: place.keyAt + bytes, valueAt: place.valueAt + bytes };
}

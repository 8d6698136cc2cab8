/**
 * Constant databases of D. J. Bernstein (cdb.cr.yp.to/cdb.txt), as written by tinycdb, Postfix, qmail and djbdns: consecutive records,
 * with a value directly behind its key, followed by hash tables. There is no magic number; the evidence is that all 256 tables are
 * contiguous.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { pairLines } from '../records/pair-lines.ts';

/*  for each table
 *  0  4  where it begins, little-endian
 *  4  4  slots, of 8 bytes each; twice as many as records
 *  record
 *  0  4  bytes of the key
 *  4  4  bytes of the value
 *  8  .  key, value                                        */
const TABLES = 256;
const POINTER_BYTES = 8;
const HEAD_BYTES = TABLES * POINTER_BYTES;
const RECORD_HEAD_BYTES = 8;
const SLOT_BYTES = 8;
const NAME = 'records';

export const cdb: SourceContainer = {
  id: 'cdb',
  title: 'constant database (.cdb; keys and values, one per line or as `name=value`)',
  limits: 'databases above 4 GiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  sniff: (head) => layoutOf(head) !== undefined,
  async *entries(source, budget) {
    const database = new Database(source, layoutOf(source.read(0, HEAD_BYTES))!, budget);
    yield { name: NAME, open: () => database.records() };
    yield* database.troubles();
  },
};

interface Layout {
  /** Ends of the records, and of the file. */
  readonly recordsEnd: number;
  readonly end: number;
  /** As many as are in the tables; there may be more, which tinycdb has overwritten with zeros. */
  readonly records: number;
}

function layoutOf(head: Uint8Array): Layout | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, HEAD_BYTES);
  const recordsEnd = view.getUint32(0, true);
  let end = recordsEnd;
  for (let at = 0; at < HEAD_BYTES; at += POINTER_BYTES) {
    const slots = view.getUint32(at + 4, true);
    if (view.getUint32(at, true) !== end || slots % 2 !== 0) return undefined;
    end += slots * SLOT_BYTES;
  }
  // An empty database is nothing but pointers, which are as weak a sign as zeros.
  return recordsEnd > HEAD_BYTES && end > recordsEnd
    ? { recordsEnd, end, records: (end - recordsEnd) / (2 * SLOT_BYTES) }
    : undefined;
}

class Database {
  #brokenAt: number | undefined;
  #read = 0;
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #layout: Layout;
  readonly #budget: Budget;

  constructor(source: ByteSource, layout: Layout, budget: Budget) {
    [this.#source, this.#layout, this.#budget] = [source, layout, budget];
    this.#ahead = new ReadAheadSource(source);
  }

  async *records(): AsyncGenerator<Uint8Array> {
    const limit = Math.min(this.#layout.recordsEnd, this.#source.size);
    for (let at = HEAD_BYTES; at < limit; ) {
      this.#budget.checkTime();
      const head = this.#ahead.read(at, Math.min(RECORD_HEAD_BYTES, limit - at));
      const view = new DataView(head.buffer, head.byteOffset, head.length);
      const keyBytes = head.length < RECORD_HEAD_BYTES ? limit : view.getUint32(0, true);
      const valueBytes = head.length < RECORD_HEAD_BYTES ? 0 : view.getUint32(4, true);
      const keyAt = at + RECORD_HEAD_BYTES;
      const valueAt = keyAt + keyBytes;
      if (valueAt + valueBytes > limit) {
        this.#brokenAt = at;
        return;
      }
      this.#read++;
      yield* pairLines(this.#ahead, { keyAt, keyBytes, valueAt, valueBytes });
      at = valueAt + valueBytes;
    }
  }

  *troubles(): Generator<Trouble> {
    const { end, records } = this.#layout;
    const { size } = this.#source;
    if (size < end) yield damaged(`the file was cut: expected ${end} bytes, found ${size}`, NAME);
    else if (this.#brokenAt !== undefined)
      yield damaged(`expected a record at byte ${this.#brokenAt}; what follows is scanned as is`, NAME);
    else if (this.#read < records)
      yield damaged(`expected ${records} records, found ${this.#read}: sizes of some are wrong`, NAME);
  }
}

/**
 * Trivial databases of Samba (.tdb; lib/tdb/common/tdb_private.h), such as secrets.tdb: a value directly follows its key. Records are read
 * in file order; free space is searched for deleted ones.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { pairLines } from '../records/pair-lines.ts';

/*  0   32  "TDB file\n" and NULs
 *  32  4   version, in the byte order of the machine
 *  36  4   lists of records
 *  44  4   where a transaction is kept
 *  60  4   features: 1 mutexes
 *  64  4   bytes of those, with which all else begins behind them
 *  168 .   a list of what is free, and the lists: 4 bytes each; records   */
const MAGIC = magic('54 44 42 20 66 69 6c 65 0a 00');
const VERSION = 0x2601196d;
const VERSION_AT = 32;
const LISTS_AT = 168;
const MUTEXES = 1;
const NAME = 'records';

export const tdb: SourceContainer = {
  id: 'tdb',
  title: 'Samba trivial database (.tdb; keys and values, one per line or as `name=value`)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: LISTS_AT,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= LISTS_AT && hasMagic(head, MAGIC) && isLittleEndian(head) !== undefined,
  async *entries(source, budget) {
    const database = new Database(source, budget);
    yield { name: NAME, open: () => database.records() };
    yield* database.troubles();
  },
};

function isLittleEndian(head: Uint8Array): boolean | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return [true, false].find((each) => view.getUint32(VERSION_AT, each) === VERSION);
}

/*  record, at a multiple of 4
 *  0   4  next one of its list
 *  4   4  bytes behind this header: key, value, room, 4 bytes how long all of it is
 *  8   4  bytes of the key
 *  12  4  bytes of the value
 *  16  4  hash
 *  20  4  magic number                                                           */
const HEADER_BYTES = 24;
const ALIGNMENT_BYTES = 4;
/** In use; deleted, and kept for the next one of the same size. */
const [USED, DEAD] = [0x26011999, 0xfee1dead];
const [FREE, TRANSACTION] = [0xd9fee666, 0xf53bc0e7];

interface Record {
  readonly at: number;
  readonly bytes: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly magic: number;
}

class Database {
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #budget: Budget;
  readonly #isLittle: boolean;
  readonly #start: number;
  /** 0 where there is none. */
  readonly #transactionAt: number;
  #brokenAt: number | undefined;

  constructor(source: ByteSource, budget: Budget) {
    const head = source.read(0, LISTS_AT);
    const view = new DataView(head.buffer, head.byteOffset, head.length);
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    this.#budget = budget;
    this.#isLittle = isLittleEndian(head) ?? true;
    const [lists, transactionAt, features, mutexBytes] = [36, 44, 60, 64].map((at) =>
      view.getUint32(at, this.#isLittle),
    );
    const shift = (features! & MUTEXES) === 0 ? 0 : mutexBytes!;
    this.#start = shift + LISTS_AT + 4 * (lists! + 1);
    this.#transactionAt = transactionAt === 0 ? 0 : shift + transactionAt!;
  }

  /** Keys and values, with a line feed after each, or both on one line. */
  async *records(): AsyncGenerator<Uint8Array> {
    let at = this.#start;
    while (at < this.#source.size) {
      this.#budget.checkTime();
      const record = this.#recordAt(at);
      if (record === undefined || !this.#isOne(record)) {
        this.#brokenAt = at;
        yield* this.#search(at, this.#source.size);
        return;
      }
      if (record.magic === USED || record.magic === DEAD) yield* this.#linesOf(record);
      // It may include records deleted earlier.
      else yield* this.#search(at, at + HEADER_BYTES + record.bytes);
      at += HEADER_BYTES + record.bytes;
    }
    if (at > this.#source.size) this.#brokenAt = this.#source.size;
  }

  *troubles(): Generator<Trouble> {
    if (this.#brokenAt === undefined) return;
    yield damaged(
      `expected a record of the database at byte ${this.#brokenAt}; what follows is searched for some`,
      NAME,
    );
  }

  #recordAt(at: number): Record | undefined {
    if (at + HEADER_BYTES > this.#source.size) return undefined;
    const header = this.#ahead.read(at, HEADER_BYTES);
    const view = new DataView(header.buffer, header.byteOffset, header.length);
    const [bytes, keyBytes, valueBytes, , found] = [4, 8, 12, 16, 20].map((offset) =>
      view.getUint32(offset, this.#isLittle),
    ) as [number, number, number, number, number];
    return { at, bytes, keyBytes, valueBytes, magic: found };
  }

  #isOne({ at, bytes, keyBytes, valueBytes, magic: found }: Record): boolean {
    if (bytes % ALIGNMENT_BYTES !== 0 || at + HEADER_BYTES + bytes > this.#source.size) return false;
    if (found === USED || found === DEAD) return keyBytes + valueBytes <= bytes;
    return found === FREE || found === TRANSACTION || at === this.#transactionAt;
  }

  /** Deleted records in free space. The only thing known is that they begin at multiples of 4. */
  *#search(start: number, end: number): Generator<Uint8Array> {
    for (let at = start; at + HEADER_BYTES <= end; ) {
      if (at % CHECK_BYTES === 0) this.#budget.checkTime();
      const record = this.#recordAt(at)!;
      const { bytes, keyBytes, valueBytes, magic: found } = record;
      const isFree = found === FREE || found === TRANSACTION;
      const isOne = (isFree || found === USED || found === DEAD) && keyBytes > 0 && keyBytes + valueBytes <= bytes;
      const contentEnd = at + HEADER_BYTES + keyBytes + valueBytes;
      if (isOne && contentEnd <= end) {
        yield* this.#linesOf(record);
        at = contentEnd + (-contentEnd & (ALIGNMENT_BYTES - 1));
      } else at += ALIGNMENT_BYTES;
    }
  }

  #linesOf({ at, keyBytes, valueBytes }: Record): Generator<Uint8Array> {
    const keyAt = at + HEADER_BYTES;
    return pairLines(this.#ahead, { keyAt, keyBytes, valueAt: keyAt + keyBytes, valueBytes });
  }
}
/** A multiple of the alignment of records. */
const CHECK_BYTES = 1 << 16;

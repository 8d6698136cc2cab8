/**
 * Write-ahead logs of LevelDB and RocksDB, and their manifests, which have the same format (doc/log_format.md of google/leveldb): the
 * latest writes of a program, and in a small store everything. A write that crosses a block boundary, every 32 KiB, is interrupted by a
 * record header. Writes are reassembled, and the keys and values of changes come as those of a table do.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import {
  BLOCK_BYTES,
  beginsWithRecords,
  HEADER_BYTES,
  LOG_MARK,
  type LogRecord,
  PACKING_TYPE,
  recordAt,
} from './leveldb-log-records.ts';
import { changesIn } from './write-batch.ts';

/** Longer writes come as is, without the headers within: LevelDB writes at most 1 MiB and a change at a time. */
const MAX_JOINED_BYTES = 4 << 20;
const NAME = 'records';
const LINE_FEED = Uint8Array.of(0x0a);

export const leveldbLog: SourceContainer = {
  id: 'leveldb-log',
  title: 'LevelDB and RocksDB write-ahead log and manifest (.log, MANIFEST)',
  limits: 'Pebble records of how far a log was synced',
  reads: 'source',
  headBytes: 2 * BLOCK_BYTES,
  mark: LOG_MARK,
  sniff: beginsWithRecords,
  async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
    const log = new Log(source, budget);
    yield { name: NAME, open: () => log.records() };
    if (log.brokenAt !== undefined)
      yield damaged(`expected another record at byte ${log.brokenAt}; the bytes there are scanned as is`, NAME);
    else if (log.cutRecords > 0)
      yield damaged(`records of which a part is not there: ${log.cutRecords}; what is there is scanned`, NAME);
  },
};

class Log {
  /** Offset of something that is no record. */
  brokenAt: number | undefined;
  cutRecords = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  /** RocksDB recycles logs: behind the end of one, records of the old log follow, with another number. */
  #logNumber: number | undefined;
  #hasRecord = false;
  /**
   * Offset of something that is no record; not damage if records of an older log follow, since it is then the end of
   * one of those.
   */
  #suspectAt: number | undefined;
  /** A write that continues in the next block. */
  #begun: Uint8Array[] | undefined;
  #begunBytes = 0;
  #begunNumber: number | undefined;
  /** RocksDB packs each record with Zstandard: concatenated, they form one stream. */
  #isPacked = false;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  /** The writes, in order. */
  async *records(): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < this.#source.size; start += BLOCK_BYTES) {
      this.#budget.checkTime();
      const block = this.#source.read(start, Math.min(BLOCK_BYTES, this.#source.size - start));
      yield* gathered(this.#recordsIn(block, start));
    }
    yield* gathered(this.#breakOff());
    this.brokenAt ??= this.#suspectAt;
  }

  *#recordsIn(block: Uint8Array, start: number): Generator<Uint8Array> {
    for (let at = 0; at < block.length; ) {
      const record = recordAt(block, at);
      if (record === undefined || !(record.hasItsSum || isFollowed(block, record))) {
        yield* this.#rest(block.subarray(at), start + at);
        return;
      }
      if (record.hasItsSum) this.#settle(record);
      else this.#suspectAt ??= start + at;
      yield* this.#take(record);
      at = record.end;
    }
  }

  /** Zeros fill space too small for a header, and space not written yet. */
  *#rest(bytes: Uint8Array, at: number): Generator<Uint8Array> {
    if (isZero(bytes)) return;
    this.#suspectAt ??= at;
    yield* this.#breakOff();
    yield* [bytes, LINE_FEED];
  }

  #settle({ logNumber }: LogRecord): void {
    if (!this.#hasRecord) this.#logNumber = logNumber;
    this.#hasRecord = true;
    if (logNumber === this.#logNumber) this.brokenAt ??= this.#suspectAt;
    this.#suspectAt = undefined;
  }

  *#take({ role, type, content, logNumber }: LogRecord): Generator<Uint8Array> {
    if (role === 'about') {
      if (type === PACKING_TYPE) this.#isPacked = content.some((byte) => byte !== 0);
      return;
    }
    const goesOn = role === 'middle' || role === 'last';
    if (!goesOn) yield* this.#breakOff();
    else if (this.#begun === undefined && logNumber === this.#logNumber) this.cutRecords++;
    this.#begun ??= [];
    this.#begunNumber = logNumber;
    this.#begun.push(content);
    this.#begunBytes += content.length;
    if (role === 'whole' || role === 'last') yield* this.#end();
    else if (this.#begunBytes > MAX_JOINED_BYTES) yield* this.#begun.splice(0);
  }

  /**
   * An unfinished write. Early versions of LevelDB began an empty one at the end of a block, and anew in the next block (db/log_reader.cc).
   */
  *#breakOff(): Generator<Uint8Array> {
    if (this.#begunBytes > 0 && this.#begunNumber === this.#logNumber) this.cutRecords++;
    yield* this.#end();
  }

  *#end(): Generator<Uint8Array> {
    const begun = this.#begun ?? [];
    const isLong = this.#begunBytes > MAX_JOINED_BYTES;
    [this.#begun, this.#begunBytes] = [undefined, 0];
    if (this.#isPacked) yield* begun;
    else if (isLong) yield* [...begun, LINE_FEED];
    else if (begun.length > 0) yield* changesIn(begun.length === 1 ? begun[0]! : Buffer.concat(begun));
  }
}

/** Whether a record with a wrong checksum is one all the same: its end is followed by another record, or the end of the block. */
function isFollowed(block: Uint8Array, { end }: LogRecord): boolean {
  return block.length - end < HEADER_BYTES || recordAt(block, end)?.hasItsSum === true;
}

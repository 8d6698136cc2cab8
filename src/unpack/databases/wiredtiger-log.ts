/** Journals of WiredTiger and MongoDB (WiredTigerLog.*; src/include/log.h): individually packed records, like the pages of tables. */
import { behindZeros } from '../../bytes/behind-zeros.ts';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic, markOf } from '../container/magic.ts';
import { encryptedTrouble, hasItsSum, Unpacker } from './wiredtiger-block.ts';

/*  record
 *  0   4  its bytes, with this header; the next begins at a multiple of 128
 *  4   4  CRC-32C of all of it, with zeros here
 *  8   2  flags: 1 packed, 2 encrypted
 *  10  2  unused = 0
 *  12  4  its bytes when it is unpacked
 *  16  .  content; of the first: magic number = 0x101064, version                 */
const HEADER_BYTES = 16;
const SUM_AT = 4;
const [PACKED, ENCRYPTED] = [1, 2];
const ALIGNMENT_BYTES = 128;
/** A transaction of MongoDB writes little more than 16 MiB. */
const MAX_RECORD_BYTES = 64 << 20;
const MAGIC = magic('00 00 00 00 64 10 10 00', 12);
const NAME = 'records';

export const wiredTigerLog: SourceContainer = {
  id: 'wiredtiger-log',
  title: 'WiredTiger journal, of MongoDB (WiredTigerLog.*)',
  limits: 'records packed with LZ4 or encrypted',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: 24,
  mark: markOf([MAGIC]),
  sniff: (head) => head.length >= 24 && hasMagic(head, MAGIC) && head[8] === 0 && head[10] === 0 && head[11] === 0,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const log = new Log(source, budget);
  yield { name: NAME, open: () => log.records() };
  if (log.brokenAt !== undefined)
    yield damaged(`expected a record of a journal at byte ${log.brokenAt}; the bytes there are scanned as is`, NAME);
  if (log.encryptedRecords > 0) yield encryptedTrouble(NAME, log.encryptedRecords);
  const { damagedRecords, wrongSums } = log;
  if (damagedRecords + wrongSums > 0)
    yield damaged(
      `records that cannot be unpacked: ${damagedRecords}, which are scanned as is; with a wrong checksum: ${wrongSums}`,
      NAME,
    );
}

class Log {
  damagedRecords = 0;
  encryptedRecords = 0;
  wrongSums = 0;
  /** Offset of something that is no record. */
  brokenAt: number | undefined;
  readonly #unpacker = new Unpacker();
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  /** The packed records, separated by line feeds. */
  async *records(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at + HEADER_BYTES <= this.#source.size; ) {
      this.#budget.checkTime();
      const header = this.#source.read(at, HEADER_BYTES);
      const fields = new DataView(header.buffer, header.byteOffset, header.length);
      const [bytes, flags, unpackedBytes] = [fields.getUint32(0, true), header[8]!, fields.getUint32(12, true)];
      if (bytes === 0) {
        // Files are preallocated with zeros.
        const next = behindZeros(this.#source, at, this.#budget);
        if (next < this.#source.size) this.brokenAt ??= at;
        at = Math.max(at + ALIGNMENT_BYTES, next - (next % ALIGNMENT_BYTES));
        continue;
      }
      const isRecord = bytes >= HEADER_BYTES && bytes <= MAX_RECORD_BYTES && (header[10]! | header[11]!) === 0;
      if (!isRecord || at + bytes > this.#source.size) {
        this.brokenAt ??= at;
        at += ALIGNMENT_BYTES;
        continue;
      }
      if (!hasItsSum(this.#source.read(at, bytes), SUM_AT)) this.wrongSums++;
      if ((flags & ENCRYPTED) !== 0) this.encryptedRecords++;
      else if ((flags & PACKED) !== 0) {
        const packed = this.#source.read(at + HEADER_BYTES, bytes - HEADER_BYTES);
        const content = await this.#unpacker.unpack(packed, unpackedBytes - HEADER_BYTES);
        if (content === undefined) this.damagedRecords++;
        else {
          yield content;
          yield LINE_FEED;
        }
      }
      at += Math.ceil(bytes / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
    }
  }
}
const LINE_FEED = Uint8Array.of(0x0a);

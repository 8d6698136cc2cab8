/**
 * Values that RocksDB stores outside of its tables (BlobDB; db/blob/blob_log_format.h of facebook/rocksdb): each packed individually;
 * tables refer to them by offset. They come unpacked as one entry, each behind its key.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { maskedCrc32c } from '../checksums/crc32c.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { MAX_BLOCK_BYTES, unpackTableBlock } from './block-table-codec.ts';

/*  file: header, records, footer; all numbers little-endian
 *  0   4   37 8f 24 00
 *  4   4   version: 1
 *  8   4   column family
 *  12  1   1: values expire
 *  13  1   how values are packed, as in blocks of tables
 *  14  16  when the first and the last of them expire       */
const MAGIC = magic('37 8f 24 00');
const WITH_VERSION = magic('37 8f 24 00 01 00 00 00');
const HEADER_BYTES = 30;
const VERSION = 1;
/*  record
 *  0   8  bytes of the key
 *  8   8  bytes of the value
 *  16  8  when it expires
 *  24  4  checksum of what stands before
 *  28  4  checksum of key and value
 *  32  .  key, value
 *  footer
 *  0   4  37 8f 24 00
 *  4   8  number of records
 *  12  16 when the first and the last of them expire
 *  28  4  checksum of what stands before             */
const RECORD_BYTES = 32;
const FOOTER_BYTES = 32;
/** Snappy, deflate, bzip2, LZ4, Zstandard. The header has no checksum, so a codec of 0 may be damage. */
const CODECS = [1, 2, 3, 4, 7];
/** Table version with the same placement of sizes before packed data (db/blob/blob_file_builder.cc). */
const CODEC_VERSION = 2;
const NAME = 'values';
const LINE_FEED = Uint8Array.of(0x0a);

export const rocksdbBlob: SourceContainer = {
  id: 'rocksdb-blob',
  title: 'RocksDB values (.blob)',
  limits: 'values packed with XPRESS or above 64 MiB',
  reads: 'source',
  headBytes: HEADER_BYTES,
  embeddedBy: [WITH_VERSION],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= HEADER_BYTES && hasMagic(head, MAGIC) && littleEndian(head, 4, 4) < 0x100,
  // RocksDB itself may contain the magic number, too.
  sniffEmbedded: (bytes) => hasMagic(bytes, WITH_VERSION) && isRecordHead(bytes.subarray(HEADER_BYTES)),
  entries,
};

/** Judged by its checksum. */
function isRecordHead(bytes: Uint8Array): boolean {
  return bytes.length >= RECORD_BYTES && littleEndian(bytes, 24, 4) === maskedCrc32c(bytes.subarray(0, 24));
}

function isFooter(bytes: Uint8Array): boolean {
  const isLong = bytes.length >= FOOTER_BYTES && hasMagic(bytes, MAGIC);
  return isLong && littleEndian(bytes, 28, 4) === maskedCrc32c(bytes.subarray(0, 28));
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = source.read(0, HEADER_BYTES);
  const version = littleEndian(header, 4, 4);
  if (version !== VERSION)
    throw new FormatError(`values of RocksDB of version ${version}, which is not known`, 'unsupported');
  const file = new BlobFile(source, header[13]!, budget);
  yield { name: NAME, open: () => file.values() };
  const { damagedValues, wrongSums, unsupportedValues, end } = file;
  if (damagedValues + wrongSums > 0) {
    const counts = `${damagedValues}, which are scanned as is; with a wrong checksum: ${wrongSums}`;
    yield damaged(`values that cannot be unpacked: ${counts}`, NAME);
  }
  if (unsupportedValues > 0) {
    const message = `values of more than ${MAX_BLOCK_BYTES} bytes or packed with XPRESS or a codec of others, which are scanned as is: ${unsupportedValues}`;
    yield { trouble: { code: 'unsupported', message }, name: NAME };
  }
  if (end !== undefined && end !== 'footer') yield damaged(`${end}; what follows is scanned as is`);
  const { at } = file;
  if (at < source.size && !isPadding(source, at, source.size))
    yield remainder('behind', () => streamOf(source, at, source.size), at);
}

interface BlobRecord {
  readonly keyAt: number;
  readonly valueAt: number;
  readonly end: number;
  /** Checksum of key and value. */
  readonly sum: number;
}

class BlobFile {
  damagedValues = 0;
  unsupportedValues = 0;
  wrongSums = 0;
  /** Read position. */
  at = HEADER_BYTES;
  /** How it ended, once that is known. */
  end: 'footer' | 'expected another record or a footer' | 'expected a record that is as long as it says' | undefined;
  readonly #source: ByteSource;
  readonly #kind: number;
  /** The codec that the first value turned out to have although the header states none; undefined until it was checked. */
  #hiddenKind: number | 'none' | undefined;
  readonly #budget: Budget;

  constructor(source: ByteSource, kind: number, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#kind = kind;
    this.#budget = budget;
  }

  /** Keys and values, with a line feed after each. */
  async *values(): AsyncGenerator<Uint8Array> {
    for (let record = this.#next(); record !== undefined; record = this.#next()) {
      this.#budget.checkTime();
      this.at = record.end;
      if (record.end - record.keyAt > MAX_BLOCK_BYTES) yield* this.#large(record);
      else {
        const bytes = this.#source.read(record.keyAt, record.end - record.keyAt);
        if (maskedCrc32c(bytes) !== record.sum) this.wrongSums++;
        const keyBytes = record.valueAt - record.keyAt;
        yield bytes.subarray(0, keyBytes);
        yield LINE_FEED;
        yield* this.#kind === 0
          ? this.#plain(bytes.subarray(keyBytes))
          : [await this.#unpack(bytes.subarray(keyBytes))];
      }
      yield LINE_FEED;
    }
  }

  async *#large({ keyAt, valueAt, end }: BlobRecord): AsyncGenerator<Uint8Array> {
    if (this.#kind !== 0) this.unsupportedValues++;
    yield* streamOf(this.#source, keyAt, valueAt);
    yield LINE_FEED;
    yield* streamOf(this.#source, valueAt, end);
  }

  /**
   * The value as is, followed by its content if it is packed all the same: because of a damaged header, or by the program itself.
   */
  async *#plain(value: Uint8Array): AsyncGenerator<Uint8Array> {
    yield value;
    if (value.length === 0) return;
    this.#hiddenKind ??= await this.#kindOf(value);
    if (this.#hiddenKind === 'none') return;
    const content = await this.#opened(value, this.#hiddenKind);
    if (typeof content !== 'string') yield* [LINE_FEED, content];
  }

  async #kindOf(value: Uint8Array): Promise<number | 'none'> {
    for (const kind of CODECS) {
      const content = await this.#opened(value, kind);
      if (typeof content !== 'string' && content.length > 0) return kind;
    }
    return 'none';
  }

  #opened(packed: Uint8Array, kind: number): ReturnType<typeof unpackTableBlock> {
    return unpackTableBlock({ kind, packed, version: CODEC_VERSION, dictionary: NONE }, this.#budget);
  }

  async #unpack(packed: Uint8Array): Promise<Uint8Array> {
    const value = await this.#opened(packed, this.#kind);
    if (value === 'damaged') this.damagedValues++;
    else if (value === 'unsupported') this.unsupportedValues++;
    else return value;
    return packed;
  }

  #next(): BlobRecord | undefined {
    const { at } = this;
    const { size } = this.#source;
    const head = this.#source.read(at, Math.min(RECORD_BYTES, size - at));
    if (isFooter(head)) {
      this.at += FOOTER_BYTES;
      this.end = 'footer';
    } else if (!isRecordHead(head)) this.end = 'expected another record or a footer';
    else {
      const valueAt = at + RECORD_BYTES + littleEndian(head, 0, 8);
      const end = valueAt + littleEndian(head, 8, 8);
      if (end <= size) return { keyAt: at + RECORD_BYTES, valueAt, end, sum: littleEndian(head, 28, 4) };
      this.end = 'expected a record that is as long as it says';
    }
    return undefined;
  }
}
const NONE = new Uint8Array(0);

/**
 * A segment of a log of Apache Kafka (`00000000000000000000.log`, snapshots of KRaft): batches of records, each packed or not, as the
 * producer sent it. What is packed with gzip, LZ4, Zstandard or Snappy in the frame of snappy-java is a file by itself, and an entry;
 * librdkafka and others (Python, Go, .NET, Node) send bare Snappy, which has no magic number, and that is unpacked here. Whether what
 * is packed can be had at all is told here, too: its checksum, its first bytes.
 */
import { crc32 } from 'node:zlib';
import { behindZeros } from '../../bytes/behind-zeros.ts';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { crc32cFrom } from '../checksums/crc32c.ts';
import { snappyContent, snappyLength } from '../codecs/snappy-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';
import { beginsRecord, KAFKA_HEAD_BYTES, type KafkaBatch, type KafkaCodec, kafkaBatch } from './kafka-batch.ts';

const NAME = 'records';
/** Brokers accept a batch of 1 MiB by default. Snappy must be held whole. */
const MAX_CONTENT_BYTES = 64 << 20;
/** How far the next batch is searched for after something that is none. */
const MAX_LOST_BYTES = 64 << 20;
const SNAPPY_JAVA = magic('82 53 4e 41 50 50 59 00');
/** Codecs whose data is a file by itself. */
const BEGINS: Partial<Record<KafkaCodec, Magic>> = {
  gzip: magic('1f 8b 08'),
  lz4: magic('04 22 4d 18'),
  zstd: magic('28 b5 2f fd'),
  snappy: SNAPPY_JAVA,
};
const BEGIN_BYTES = SNAPPY_JAVA.bytes.length;
const LINE_FEED = Uint8Array.of(0x0a);

export const kafkaLog: SourceContainer = {
  id: 'kafka-log',
  title: 'Apache Kafka log (record batches, and the older messages)',
  limits: 'batches of raw Snappy above 64 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: KAFKA_HEAD_BYTES,
  firstBytes: [0],
  sniff: (head) => kafkaBatch(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (isTableOfNumbers(source)) return;
  const log = new Log(source, budget);
  const first = log.nextSnappy();
  if (first !== undefined) yield { name: NAME, open: () => log.records(first) };
  // Whether or not anybody read the entry.
  while (log.nextSnappy() !== undefined);
  yield* log.troubles();
  for (const { start, end } of new Log(source, budget).files())
    yield { name: `batch at ${start}`, open: () => streamOf(source, start, end), taken: () => [{ start, end }] };
}

/**
 * Whether neither the records nor the end of the first batch are there, which are scanned as is at any rate. The corners of the triangles
 * of a 3D model (a `.bin` of glTF: 0, 1, 2, 0, 2, 3 in four bytes each) look like the head of a batch of 32 MiB.
 */
function isTableOfNumbers(source: ByteSource): boolean {
  const head = source.read(0, Math.min(KAFKA_HEAD_BYTES, source.size));
  const first = kafkaBatch(head);
  if (first === undefined || first.version !== 2 || first.codec !== 'none' || first.bytes <= source.size) return false;
  const content = head.subarray(first.contentAt);
  return content.length >= BEGIN_BYTES && !beginsRecord(content, first.bytes - first.contentAt);
}

interface PlacedBatch extends KafkaBatch {
  readonly start: number;
  /** Expected end; the log may be cut off before that. */
  readonly end: number;
}

class Log {
  #wrongSums = 0;
  #notAsTold = 0;
  #unknownCodecs = 0;
  #tooLarge = 0;
  /** Offset of something that is no batch. */
  #brokenAt: number | undefined;
  #cutAt: number | undefined;
  #at = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  /** The content of `first` and of all later batches of bare Snappy, with a line feed after each. */
  async *records(first: PlacedBatch): AsyncGenerator<Uint8Array> {
    for (let batch: PlacedBatch | undefined = first; batch !== undefined; batch = this.nextSnappy()) {
      const content = this.#unpack(batch);
      if (content === undefined || content.length === 0) continue;
      yield content;
      // Messages inside a message are a log again.
      if (batch.version === 2) yield LINE_FEED;
    }
  }

  /** The next batch of bare Snappy; checks all batches before it. */
  nextSnappy(): PlacedBatch | undefined {
    for (let batch = this.#next(); batch !== undefined; batch = this.#next())
      if (this.#isBareSnappy(batch)) return batch;
    return undefined;
  }

  /**
   * Of each other batch that is whole and packed: what is a file by itself. Where it lies in the middle of others its damage would be no
   * news. LZ4 in messages of version 0 has a checksum that is none (KAFKA-3160): those are found in place.
   */
  *files(): Generator<Range> {
    for (let batch = this.#next(); batch !== undefined; batch = this.#next()) {
      const { version, codec, end } = batch;
      const start = batch.start + batch.contentAt;
      const own = version === 2 && codec ? BEGINS[codec] : undefined;
      if (own === undefined || end > this.#source.size || end - start < BEGIN_BYTES) continue;
      if (hasMagic(this.#source.read(start, BEGIN_BYTES), own)) yield { start, end };
    }
  }

  *troubles(): Generator<Trouble> {
    if (this.#unknownCodecs > 0)
      yield unsupported(`batches packed in a way that keysieve does not know: ${this.#unknownCodecs}`);
    if (this.#tooLarge > 0) yield unsupported(`batches of Snappy above 64 MiB: ${this.#tooLarge}`);
    if (this.#wrongSums + this.#notAsTold > 0)
      yield damaged(
        `packed batches with a wrong checksum: ${this.#wrongSums}; that cannot be unpacked to their end, or are not packed as they say: ${this.#notAsTold}; the readable part is scanned`,
      );
    if (this.#brokenAt !== undefined)
      yield damaged(
        `expected a batch of Kafka at byte ${this.#brokenAt}, found something else; the bytes there are scanned as is`,
      );
    if (this.#cutAt !== undefined)
      yield damaged(`the batch of Kafka at byte ${this.#cutAt} is cut off; the readable part is scanned`);
  }

  #next(): PlacedBatch | undefined {
    this.#budget.checkTime();
    if (this.#at >= this.#source.size) return undefined;
    const batch = this.#batchAt(this.#at) ?? this.#behindOthers();
    this.#at = batch?.end ?? this.#source.size;
    return batch;
  }

  #batchAt(start: number): PlacedBatch | undefined {
    const head = this.#source.read(start, Math.min(KAFKA_HEAD_BYTES, this.#source.size - start));
    const batch = kafkaBatch(head);
    return batch && { ...batch, start, end: start + batch.bytes };
  }

  /**
   * The next batch that is followed by another one, zeros or the end. Segments are preallocated with zeros, which is no
   * damage.
   */
  #behindOthers(): PlacedBatch | undefined {
    const from = behindZeros(this.#source, this.#at, this.#budget);
    if (from === this.#source.size) return undefined;
    const last = Math.min(this.#source.size, from + MAX_LOST_BYTES);
    for (let at = Math.max(this.#at, from - MAX_ZEROS); at < last; at++) {
      if (at % CLOCK_BYTES === 0) this.#budget.checkTime();
      const batch = this.#source.read(at, 1)[0] === 0 ? this.#batchAt(at) : undefined;
      if (batch === undefined || !this.#isFollowed(batch)) continue;
      if (at > from) this.#brokenAt ??= this.#at;
      return batch;
    }
    this.#brokenAt ??= this.#at;
    return undefined;
  }

  #isFollowed({ end }: PlacedBatch): boolean {
    if (end >= this.#source.size) return end === this.#source.size;
    return this.#source.read(end, 1)[0] === 0 && this.#batchAt(end) !== undefined;
  }

  /** Reports problems of packed batches; unpacked ones are scanned as is. */
  #isBareSnappy(batch: PlacedBatch): boolean {
    const { start, end, codec, contentAt } = batch;
    if (end > this.#source.size) this.#cutAt = start;
    if (codec === 'none') {
      if (!this.#holdsRecords(batch)) this.#notAsTold++;
      return false;
    }
    if (end <= this.#source.size && !this.#hasItsSum(batch)) this.#wrongSums++;
    const at = start + contentAt;
    const begin = this.#source.read(at, Math.max(0, Math.min(BEGIN_BYTES, end - at, this.#source.size - at)));
    if (codec === 'snappy') return !hasMagic(begin, SNAPPY_JAVA);
    const expected = codec && BEGINS[codec];
    if (expected === undefined) this.#unknownCodecs++;
    else if (!hasMagic(begin, expected)) this.#notAsTold++;
    return false;
  }

  /** Of a batch that says that it is not packed; one that lies about that would be scanned as is only. */
  #holdsRecords({ start, end, contentAt, version }: PlacedBatch): boolean {
    const at = start + contentAt;
    if (version !== 2 || end === at || end > this.#source.size) return true;
    return beginsRecord(this.#source.read(at, Math.min(BEGIN_BYTES, end - at)), end - at);
  }

  #hasItsSum({ start, end, summedAt, sum, version }: PlacedBatch): boolean {
    const isCastagnoli = version === 2;
    let state = isCastagnoli ? 0xffffffff : 0;
    for (let at = start + summedAt; at < end; at += PIECE_BYTES) {
      this.#budget.checkTime();
      const piece = this.#source.read(at, Math.min(PIECE_BYTES, end - at));
      state = isCastagnoli ? crc32cFrom(state, piece) : crc32(piece, state);
    }
    return (isCastagnoli ? ~state >>> 0 : state) === sum;
  }

  #unpack({ start, end, contentAt }: PlacedBatch): Uint8Array | undefined {
    const at = start + contentAt;
    const last = Math.min(end, this.#source.size);
    const head = this.#source.read(at, Math.max(0, Math.min(BEGIN_BYTES, last - at)));
    if (last - at > MAX_CONTENT_BYTES || snappyLength(head).length > MAX_CONTENT_BYTES) {
      this.#tooLarge++;
      return undefined;
    }
    const { content, isWhole } = snappyContent(this.#source.read(at, Math.max(0, last - at)), MAX_CONTENT_BYTES);
    if (!isWhole && end <= this.#source.size) this.#notAsTold++;
    return content;
  }
}
/** Leading zeros of a batch: its offset, and the high bytes of its size. */
const MAX_ZEROS = 11;
const CLOCK_BYTES = 1 << 16;
const PIECE_BYTES = 1 << 18;

function unsupported(what: string): Trouble {
  return {
    trouble: { code: 'unsupported', message: `${what}; they are scanned as is; unpack them before the scan` },
  };
}

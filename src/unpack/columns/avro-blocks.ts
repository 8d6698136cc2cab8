import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { snappyContent, snappyLength } from '../codecs/snappy-block.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';
import { AVRO_MAGIC, type AvroCodec, type AvroHeader, avroNumberAt, MARKER_BYTES } from './avro-header.ts';

/*  block
 *  0  .   number of records, then of the bytes that they are packed in
 *  .  n   those, packed; of Snappy the last 4 are the CRC-32 of what they unpack to, big-endian
 *  .  16  sync marker                                                                           */
const SUM_BYTES = 4;
/** Python's avro leaves three bytes of zlib's Adler-32 behind the deflate data. */
const MAX_LEFT_BYTES = 4;
/** Snappy must be held whole. Writers use 16 KiB to some MiB for a block. */
const MAX_BLOCK_BYTES = 64 << 20;
/** Bytes searched at a time for a marker, which are read ahead. */
const SEARCH_BYTES = 64 << 10;
/** How far to search: many files may be concatenated, and each would have all later ones searched. */
const MAX_LOST_BYTES = 64 << 20;
const LINE_FEED = Uint8Array.of(0x0a);

interface Block {
  /** Start of the packed data. */
  readonly start: number;
  readonly end: number;
  /** Where the next block begins. */
  readonly next: number;
  /** No valid record count and size precede it. */
  readonly isLost?: true;
}

/** The blocks of an Avro file. A block that cannot be fully unpacked comes as far as possible, and then as is. */
export class AvroBlocks {
  damagedBlocks = 0;
  wrongSums = 0;
  /** Blocks without a marker at their stated end. */
  wrongEnds = 0;
  tooLarge = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #header: AvroHeader;
  readonly #marker: Buffer;
  /** Offset of the first block not checked yet. */
  #at: number;
  #isOver = false;

  constructor(source: ByteSource, header: AvroHeader, budget: Budget) {
    this.#source = source;
    this.#header = header;
    this.#marker = Buffer.from(header.marker);
    this.#at = header.end;
    this.#budget = budget;
  }

  /**
   * The content of the blocks, with a line feed between them; blocks of bzip2, xz and Zstandard in packed form, which together are one
   * file.
   */
  async *content(): AsyncGenerator<Uint8Array> {
    const { codec } = this.#header;
    const isFile = codec === 'bzip2' || codec === 'xz' || codec === 'zstandard';
    let isFirst = true;
    for (let block = this.#next(); block !== undefined; block = this.#next()) {
      if (!isFirst && !isFile) yield LINE_FEED;
      isFirst = false;
      yield* this.#unpack(block);
    }
    yield* this.#cutOff();
  }

  /** The end of the last block, whether or not all were read. */
  end(): number {
    while (this.#next() !== undefined);
    return this.#at;
  }

  #next(): Block | undefined {
    if (this.#isOver) return undefined;
    this.#budget.checkTime();
    const block = this.#blockAt(this.#at);
    if (block === undefined) this.#isOver = true;
    else this.#at = block.next;
    return block;
  }

  #blockAt(at: number): Block | undefined {
    if (at >= this.#source.size) return undefined;
    const block = this.#headAt(at);
    if (block !== undefined && this.#isMarked(block)) return block;
    const found = block !== undefined && this.#isFollowed(block) ? block : this.#upToMarker(at, block);
    if (found !== undefined) this.wrongEnds++;
    return found;
  }

  /** The bytes before the next marker, if one is near, and no other file begins before it. */
  #upToMarker(at: number, block: Block | undefined): Block | undefined {
    const last = Math.min(this.#source.size, at + MAX_LOST_BYTES);
    for (let from = at; from + MARKER_BYTES <= last; from += SEARCH_BYTES - MARKER_BYTES + 1) {
      this.#budget.checkTime();
      const piece = this.#source.read(from, Math.min(SEARCH_BYTES, last - from));
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      const [marker, file] = [bytes.indexOf(this.#marker), bytes.indexOf(AVRO_MAGIC)];
      if (file !== -1 && (marker === -1 || file < marker)) return undefined;
      if (marker !== -1) return endingAt(from + marker, at, block);
    }
    return undefined;
  }

  /** The block that the numbers at `at` describe. */
  #headAt(at: number): Block | undefined {
    const records = avroNumberAt(this.#source, at);
    const size = records && avroNumberAt(this.#source, records.next);
    if (records === undefined || size === undefined || records.value < 0 || size.value < 0) return undefined;
    const end = size.next + size.value;
    return { start: size.next, end, next: end + MARKER_BYTES };
  }

  #isMarked({ end, next }: Block): boolean {
    return next <= this.#source.size && this.#marker.equals(this.#source.read(end, MARKER_BYTES));
  }

  /** Whether only the marker behind it is wrong. */
  #isFollowed({ next }: Block): boolean {
    if (next >= this.#source.size) return next === this.#source.size;
    const following = this.#headAt(next);
    return following !== undefined && this.#isMarked(following);
  }

  async *#unpack({ start, end, isLost }: Block): AsyncGenerator<Uint8Array> {
    const { codec } = this.#header;
    const isPacked = codec === 'deflate' || codec === 'snappy';
    if (isPacked && !isLost) {
      const isWhole = yield* codec === 'deflate' ? this.#inflate(start, end) : this.#unpackSnappy(start, end);
      if (isWhole === true) return;
      if (isWhole === 'too large') this.tooLarge++;
      else this.damagedBlocks++;
      yield LINE_FEED;
    }
    const begin = FILE_BEGINS[codec ?? 'null'];
    if (begin !== undefined && !isLost && !hasMagic(this.#source.read(start, Math.min(6, end - start)), begin))
      this.damagedBlocks++;
    yield* streamOf(this.#source, start, end);
  }

  /** As much as can be read of a block without an end; others hand it on as is. */
  async *#cutOff(): AsyncGenerator<Uint8Array> {
    const { codec } = this.#header;
    const block = this.#headAt(this.#at);
    if (block === undefined || block.start >= this.#source.size) return;
    const end = Math.min(block.end, this.#source.size);
    if (codec === 'deflate') yield* this.#inflate(block.start, end);
    if (codec === 'snappy' && end - block.start <= MAX_BLOCK_BYTES)
      yield snappyContent(this.#source.read(block.start, end - block.start), MAX_BLOCK_BYTES).content;
  }

  async *#inflate(start: number, end: number): AsyncGenerator<Uint8Array, boolean> {
    const reader = new ChunkReader(streamOf(this.#source, start, end));
    try {
      yield* inflateNext(reader);
      return end - start - reader.position <= MAX_LEFT_BYTES;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return false;
    } finally {
      await reader.close();
    }
  }

  *#unpackSnappy(start: number, end: number): Generator<Uint8Array, boolean | 'too large'> {
    const sumAt = Math.max(start, end - SUM_BYTES);
    const head = this.#source.read(start, Math.min(MAX_LENGTH_BYTES, sumAt - start));
    if (sumAt - start > MAX_BLOCK_BYTES || snappyLength(head).length > MAX_BLOCK_BYTES) return 'too large';
    const { content, isWhole } = snappyContent(this.#source.read(start, sumAt - start), MAX_BLOCK_BYTES);
    yield content;
    if (isWhole && crc32(content) !== Buffer.from(this.#source.read(sumAt, SUM_BYTES)).readUInt32BE(0))
      this.wrongSums++;
    return isWhole;
  }
}
const MAX_LENGTH_BYTES = 5;
/** A codec whose data is a file by itself is opened by its magic number. */
const FILE_BEGINS: Partial<Record<AvroCodec, Magic>> = {
  bzip2: magic('42 5a 68'),
  xz: magic('fd 37 7a 58 5a 00'),
  zstandard: magic('28 b5 2f fd'),
};

/** The block before the marker at `end`; its numbers, at `start`, are wrong or missing. */
function endingAt(end: number, start: number, block: Block | undefined): Block {
  const next = end + MARKER_BYTES;
  return block === undefined || block.start > end
    ? { start, end, next, isLost: true }
    : { start: block.start, end, next };
}

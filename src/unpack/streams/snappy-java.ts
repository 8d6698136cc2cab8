/**
 * The output of `SnappyOutputStream` of xerial's snappy-java 1.1 (its source; there is no specification): a header, then length-prefixed
 * Snappy blocks, without a checksum or an end mark. Kafka packs its batches this way, and Spark its shuffle data; Kafka clients in other
 * languages write the same. Consecutive streams are one file. A damaged chunk yields what precedes the damage.
 */
import type { Budget } from '../../bytes/budget.ts';
import {
  isLikelySnappyBlock,
  SNAPPY_HEAD_BYTES,
  snappyContent,
  snappyElements,
  snappyLength,
} from '../codecs/snappy-block.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { entriesOfBlocks, NAME } from './block-stream.ts';

/*  header, big-endian
 *  0   8  magic number: 82, "SNAPPY", 00
 *  8   4  version, 1
 *  12  4  the least version whose readers understand it, 1
 *  then chunks:
 *  0   4  bytes behind this; the magic number is none, and begins another stream
 *  4   n  block of Snappy                                                                  */
const MAGIC = magic('82 53 4e 41 50 50 59 00');
const VERSION_1 = magic('00 00 00 01 00 00 00 01', MAGIC.bytes.length);
const HEADER_BYTES = 16;
const LENGTH_BYTES = 4;
/** Characters that identify a text which begins with the magic number, where a header has its versions. */
const MIN_TEXT_BYTES = 8;
/**
 * Limit on what is held in memory, packed and unpacked, for each nested stream. The writer's default is 32 KiB, also in Kafka clients; a
 * copy may reach back the length of a chunk.
 */
const MAX_CONTENT_BYTES = 4 << 20;
/** MAX_BLOCK_SIZE of snappy-java. */
const MAX_WRITTEN_BYTES = 512 << 20;
/** Bytes to inspect for a next chunk, to decide whether the one before is damaged. */
const MAX_LOOK_BYTES = 64 << 10;
/** Elements to check of a chunk that extends beyond them. */
const MIN_ELEMENTS = 16;
/** Cost charged for a chunk too large to unpack: each is reported, so in the middle of other bytes there must not be many. */
const TOO_LARGE_COST_BYTES = 1 << 20;

export const snappyJava: StreamContainer = {
  id: 'snappy-java',
  title: 'Snappy by snappy-java (Kafka, Spark)',
  limits: 'chunks above 4 MiB',
  reads: 'stream',
  headBytes: MAGIC.bytes.length + MIN_TEXT_BYTES,
  embeddedBy: [MAGIC],
  isCodec: true,
  firstBytes: firstBytesOf([MAGIC]),
  // Header and first chunk may both be damaged; but if text follows, it is a text about the magic number.
  sniff: (head) => hasMagic(head, MAGIC) && (hasMagic(head, VERSION_1) || !isText(head.subarray(MAGIC.bytes.length))),
  sniffEmbedded: (bytes) =>
    hasMagic(bytes, MAGIC) && hasMagic(bytes, VERSION_1) && isChunk(bytes.subarray(HEADER_BYTES)),
  entries,
};

/** Printable, or white space. */
function isText(bytes: Uint8Array): boolean {
  const some = bytes.subarray(0, MIN_TEXT_BYTES);
  return some.length > 0 && some.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d));
}

/** Whether `head` begins with a chunk, as far as it is in view. */
function isChunk(head: Uint8Array): boolean {
  const blockBytes = blockBytesIn(head);
  return blockBytes !== undefined && snappyElements(head.subarray(LENGTH_BYTES, LENGTH_BYTES + blockBytes)) > 0;
}

/** @returns the size of the block in the chunk that begins here; undefined when there is none */
function blockBytesIn(head: Uint8Array): number | undefined {
  if (head.length < LENGTH_BYTES + 1) return undefined;
  const blockBytes = bufferOf(head).readUInt32BE(0);
  const block = head.subarray(LENGTH_BYTES, LENGTH_BYTES + Math.min(blockBytes, SNAPPY_HEAD_BYTES));
  const isOne = isLikelySnappyBlock(block, blockBytes) && snappyLength(block).length <= MAX_WRITTEN_BYTES;
  return isOne ? blockBytes : undefined;
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const packed = new SnappyJavaChunks(reader);
  const known = { soundUntil: () => packed.soundEnd, wastedBytes: () => packed.wastedBytes };
  yield* entriesOfBlocks(reader, packed, budget, { what: 'snappy-java', magic: MAGIC, known });
}

/** Reads the chunks of all streams of a file. */
class SnappyJavaChunks {
  /** Chunks that cannot be fully unpacked but are followed by others, in packed form. */
  readonly refused = new SpooledPieces('between');
  isOver = false;
  /** End of the last chunk that unpacked to its stated length. */
  soundEnd = 0;
  /** Bytes of all others, packed and unpacked. */
  wastedBytes = 0;
  readonly #reader: ChunkReader;
  /** A stream's header was read, but none of its chunks yet. */
  #isFirst = false;
  #chunks = 0;
  #wrongChunks = 0;
  #otherVersions = 0;
  /** Why the chunks ended before the input did. */
  #failure: Trouble | undefined;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  *troubles(): Generator<Trouble> {
    if (this.#otherVersions > 0)
      yield damaged(`headers of another version than 1: ${this.#otherVersions}; they are read as one of it`, NAME);
    if (this.#wrongChunks > 0)
      yield damaged(
        `chunks that cannot be unpacked to their end: ${this.#wrongChunks} of ${this.#chunks}; the readable part is scanned`,
        NAME,
      );
    if (this.#failure !== undefined && !this.#reader.failed) yield { ...this.#failure, name: NAME };
  }

  async next(): Promise<Uint8Array | undefined> {
    const { position } = this.#reader;
    const head = await this.#reader.peek(HEADER_BYTES);
    if (head.length === 0) return this.#end();
    if (hasMagic(head, MAGIC)) return this.#passHeader(head);
    const blockBytes = blockBytesIn(head);
    if (blockBytes !== undefined) return this.#read(blockBytes);
    // Streams have no end mark: in the middle of other bytes, this is the end.
    return this.#end({
      ...damaged(`expected a chunk of snappy-java at byte ${position}, found something else; it is scanned as is`),
      notInside: true,
    });
  }

  async #passHeader(head: Uint8Array): Promise<undefined> {
    if (head.length < HEADER_BYTES) this.#end(damaged('the header of snappy-java is cut off'));
    else if (!hasMagic(head, VERSION_1)) this.#otherVersions++;
    await this.#reader.take(head.length);
    this.#isFirst = true;
  }

  async #read(blockBytes: number): Promise<Uint8Array | undefined> {
    const start = await this.#reader.peek(LENGTH_BYTES + SNAPPY_HEAD_BYTES);
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (snappyLength(start.subarray(LENGTH_BYTES)).length > MAX_CONTENT_BYTES) return this.#endAtLarge(isFirst);
    const chunkBytes = LENGTH_BYTES + blockBytes;
    const block = (await this.#reader.peek(chunkBytes)).subarray(LENGTH_BYTES);
    const { content, isWhole } = snappyContent(block, MAX_CONTENT_BYTES);
    const missingBytes = blockBytes - block.length;
    this.#chunks++;
    if (missingBytes > 0 || !isWhole) this.wastedBytes += block.length + content.length;
    if (missingBytes > 0) this.#end(damaged(`the chunk is cut off ${missingBytes} bytes before its end`));
    else if (isWhole) {
      await this.#reader.take(chunkBytes);
      this.soundEnd = this.#reader.position;
    } else if (await this.#goesOnBehind(chunkBytes)) {
      await this.#reader.take(chunkBytes);
      this.#wrongChunks++;
      this.refused.begin();
      this.refused.add(block);
    } else {
      const message = `expected a chunk of snappy-java at byte ${this.#reader.position}, found one that is damaged, or something else`;
      this.#end({ ...damaged(message), notInside: true });
    }
    return content;
  }

  #endAtLarge(isFirst: boolean): undefined {
    const { position } = this.#reader;
    const message = `the chunk of snappy-java at byte ${position} has more than ${MAX_CONTENT_BYTES} bytes; from there on it is scanned as is; unpack it before the scan`;
    this.wastedBytes += TOO_LARGE_COST_BYTES;
    // After the last chunk of a stream anything may follow; directly after the header, it must be a chunk.
    return this.#end({ trouble: { code: 'unsupported', message }, ...(!isFirst && { notInside: true }) });
  }

  /**
   * Whether, after this many bytes, the input ends or something follows that is no accident: a stream, or a chunk that can be
   * unpacked.
   */
  async #goesOnBehind(bytes: number): Promise<boolean> {
    const seen = (await this.#reader.peek(bytes + MAX_LOOK_BYTES)).subarray(bytes);
    if (seen.length === 0 || hasMagic(seen, MAGIC)) return true;
    const blockBytes = blockBytesIn(seen);
    if (blockBytes === undefined) return false;
    const block = seen.subarray(LENGTH_BYTES, LENGTH_BYTES + blockBytes);
    if (block.length < blockBytes) return seen.length === MAX_LOOK_BYTES && snappyElements(block) >= MIN_ELEMENTS;
    return snappyContent(block, MAX_CONTENT_BYTES).isWhole;
  }

  #end(failure?: Trouble): undefined {
    this.isOver = true;
    this.#failure = failure;
    return undefined;
  }
}

/**
 * The output of `LZ4BlockOutputStream` of lz4-java 1.8 (its source; there is no specification): blocks, each with a magic number, and an
 * empty one at the end. Spark's event logs and shuffle files are concatenated streams that make one file. A damaged block yields what
 * precedes the damage; where no block follows, the rest is searched for the next magic number.
 */
import type { Budget } from '../../bytes/budget.ts';
import { Xxh32, xxh32 } from '../checksums/xxh32.ts';
import { isLikelyLz4Block, MAX_RATIO, maxLz4Bytes, unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { Lz4LongBlock } from '../codecs/lz4-long-block.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { lostHeadAt } from '../container/lost-head.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { entriesOfBlocks, NAME } from './block-stream.ts';

/** "LZ4Block" */
const MAGIC = magic('4c 5a 34 42 6c 6f 63 6b');
const MAGIC_BYTES = MAGIC.bytes.length;

/*  block, little-endian
 *  0   8  magic number
 *  8   1  bits 4 to 7: method, 1: as it is, 2: LZ4; bits 0 to 3: level: a block holds at most 1 << (10 + level) bytes
 *  9   4  bytes behind this header
 *  13  4  bytes of its content; 0, as the other, ends the stream
 *  17  4  XXH32 of the content with a seed, without its upper 4 bits
 *  21  n  bytes                                                                                                    */
const [TOKEN_AT, PACKED_AT, CONTENT_AT, SUM_AT] = [8, 9, 13, 17];
const HEADER_BYTES = 21;
const STORED = 1;
const LZ4 = 2;
const MIN_SIZE_BITS = 10;
const SEED = 0x9747b28c;
/** `asChecksum` of lz4-java masks it, for no reason stated in its source. */
const SUM_MASK = 0x0fffffff;
/** Limit on holding a block, packed or unpacked: nested streams hold one each. Spark makes 32 KiB, others 64 KiB. */
const MAX_HELD_BYTES = 1 << 20;
/** Larger blocks are read in pieces of this size. */
const PIECE_BYTES = 64 << 10;

interface Header {
  readonly method: number;
  readonly packedBytes: number;
  readonly contentBytes: number;
  /** Most bytes that it may contain: 1 KiB to 32 MiB. */
  readonly maxBytes: number;
  readonly sum: number;
}

export const lz4Java: StreamContainer = {
  id: 'lz4-java',
  title: 'lz4-java LZ4Block (Spark)',
  reads: 'stream',
  headBytes: HEADER_BYTES,
  embeddedBy: [MAGIC],
  isCodec: true,
  firstBytes: firstBytesOf([MAGIC]),
  // One of its sizes may be damaged. In a text that begins with the name of the format, both are too large.
  sniff: (head) =>
    head.length >= HEADER_BYTES &&
    hasMagic(head, MAGIC) &&
    isMethod(head[TOKEN_AT]! >> 4) &&
    (head[PACKED_AT + 3]! <= MAX_TOP_BYTE || head[CONTENT_AT + 3]! <= MAX_TOP_BYTE),
  sniffEmbedded(bytes) {
    const header = headerIn(bytes);
    if (header === undefined || header.contentBytes === 0) return false;
    const block = bytes.subarray(HEADER_BYTES, HEADER_BYTES + header.packedBytes);
    if (header.method === LZ4) return isLikelyLz4Block(block);
    // Nothing in a truncated block proves it; for a larger one, `wastedBytes` reports what was read in vain.
    return block.length < header.packedBytes || hasSum(header, xxh32(block, SEED));
  },
  entries,
};
/** Highest byte of a size of 32 MiB, packed or not. */
const MAX_TOP_BYTE = 2;

function hasSum(header: Header, sum: number): boolean {
  return header.sum === (sum & SUM_MASK);
}

function isMethod(method: number): boolean {
  return method === STORED || method === LZ4;
}

/** @returns undefined when the sizes or the method are invalid */
function headerIn(bytes: Uint8Array): Header | undefined {
  if (bytes.length < HEADER_BYTES || !hasMagic(bytes, MAGIC)) return undefined;
  const fields = bufferOf(bytes);
  const token = bytes[TOKEN_AT]!;
  const method = token >> 4;
  const [packedBytes, contentBytes] = [fields.readUInt32LE(PACKED_AT), fields.readUInt32LE(CONTENT_AT)];
  const maxBytes = 1 << (MIN_SIZE_BITS + (token & 15));
  const isOne =
    isMethod(method) &&
    contentBytes <= maxBytes &&
    (contentBytes === 0 || method === STORED
      ? packedBytes === contentBytes
      : packedBytes > 0 && packedBytes <= maxLz4Bytes(contentBytes));
  return isOne ? { method, packedBytes, contentBytes, maxBytes, sum: fields.readUInt32LE(SUM_AT) } : undefined;
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const blocks = new Lz4JavaBlocks(reader, budget);
  yield* entriesOfBlocks(reader, blocks, budget, {
    ...{ what: 'a block of LZ4Block', magic: MAGIC },
    known: { soundUntil: () => blocks.soundEnd, wastedBytes: () => blocks.wastedBytes },
    atEnd: async function* () {
      if (blocks.isSound) yield* lostHeadAt(reader, 'LZ4Block');
    },
  });
}

/** Reads the blocks of all streams of a file. */
class Lz4JavaBlocks {
  /** Blocks that cannot be fully unpacked, in packed form. */
  readonly refused = new SpooledPieces('between');
  isOver = false;
  /** End of the last block with a matching checksum. */
  soundEnd = 0;
  /** Bytes of all other blocks, packed and unpacked. */
  wastedBytes = 0;
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  /** The latest block ended a stream. */
  #hasEnd = false;
  /** The rest of a block that is not held whole. The consumer may stop in the middle of it. */
  #long: AsyncGenerator<Uint8Array> | undefined;
  #blocks = 0;
  #wrongBlocks = 0;
  #wrongSums = 0;
  /** What ended the blocks too early. */
  #failure: string | undefined;

  constructor(reader: ChunkReader, budget: Budget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** All streams are complete, and no other follows. */
  get isSound(): boolean {
    return this.isOver && this.#failure === undefined;
  }

  *troubles(): Generator<Trouble> {
    if (this.#wrongBlocks + this.#wrongSums > 0)
      yield damaged(
        `blocks that cannot be unpacked to their end: ${this.#wrongBlocks} of ${this.#blocks}; with a wrong checksum: ${this.#wrongSums}; the readable part is scanned`,
        NAME,
      );
    if (this.#failure !== undefined && !this.#reader.failed) yield damaged(this.#failure, NAME);
  }

  async next(): Promise<Uint8Array | undefined> {
    const step = await this.#long?.next();
    if (step?.done === false) return step.value;
    this.#long = undefined;
    if (this.isOver) return undefined;
    const { position } = this.#reader;
    const head = await this.#reader.peek(HEADER_BYTES);
    const header = headerIn(head);
    if (header !== undefined && isLong(header)) this.#long = this.#readLong(header);
    if (header !== undefined) return this.#long === undefined ? this.#read(header) : undefined;
    if (head.length === 0)
      // A program that is still writing, or was killed, leaves no end block; nor does a cut between two blocks.
      return this.#end(this.#hasEnd ? undefined : `LZ4Block ends at byte ${position} without the block that ends it`);
    if (head.length < HEADER_BYTES && head.every((byte, index) => index >= MAGIC_BYTES || byte === MAGIC.bytes[index]))
      return this.#end(`LZ4Block is cut off in the header of a block, at byte ${position}`);
    // After an end block anything may follow, except the magic number of an invalid block.
    if (this.#hasEnd && !hasMagic(head, MAGIC)) return this.#end();
    return this.#end(`expected a block of LZ4Block at byte ${position}, found something else; it is scanned as is`);
  }

  async #read(header: Header): Promise<Uint8Array | undefined> {
    const { packedBytes } = header;
    this.#hasEnd = header.contentBytes === 0;
    if (!this.#hasEnd) this.#blocks++;
    const seen = await this.#reader.peek(HEADER_BYTES + packedBytes + MAGIC_BYTES);
    const bytes = seen.subarray(HEADER_BYTES, HEADER_BYTES + packedBytes);
    const missingBytes = packedBytes - bytes.length;
    const { content, isWhole } = unpack(bytes, header);
    if (missingBytes === 0 && isWhole && hasSum(header, this.#hasEnd ? 0 : xxh32(content, SEED))) {
      await this.#reader.take(HEADER_BYTES + packedBytes);
      this.soundEnd = this.#reader.position;
      return content;
    }
    this.wastedBytes += bytes.length + content.length;
    if (missingBytes > 0) this.#endAtCut(missingBytes);
    else if (isWhole) this.#wrongSums++;
    else this.#wrongBlocks++;
    const behind = seen.subarray(HEADER_BYTES + packedBytes);
    const goesOn = missingBytes === 0 && (behind.length === 0 || hasMagic(behind, MAGIC));
    await this.#reader.take(goesOn ? HEADER_BYTES + packedBytes : HEADER_BYTES);
    if (goesOn && !isWhole) {
      this.refused.begin();
      this.refused.add(bytes);
    }
    // If a size is wrong, the supposed block may contain others: they are found in the rest.
    if (!goesOn && missingBytes === 0)
      this.#end(`expected another block of LZ4Block after one that is damaged, at byte ${this.#reader.position}`);
    return content;
  }

  /** Pieces that were read are consumed, since they are in the content, except for one in which damage is met. */
  async *#readLong(header: Header): AsyncGenerator<Uint8Array> {
    const block = header.method === LZ4 ? new Lz4LongBlock(header.maxBytes) : undefined;
    const sum = new Xxh32(SEED);
    let [missingBytes, contentBytes] = [header.packedBytes, 0];
    const counted = (content: Uint8Array): Uint8Array => {
      sum.update(content);
      contentBytes += content.length;
      return content;
    };
    this.#hasEnd = false;
    this.#blocks++;
    await this.#reader.take(HEADER_BYTES);
    let isDamaged = false;
    while (missingBytes > 0 && !isDamaged) {
      this.#budget.checkTime();
      const piece = await this.#reader.some(Math.min(missingBytes, PIECE_BYTES));
      if (piece === undefined) break;
      missingBytes -= piece.length;
      for (const content of block?.write(piece) ?? [piece]) yield counted(content);
      isDamaged = block?.isDamaged === true;
      if (isDamaged) this.#reader.unread(piece.length);
    }
    for (const content of block?.end() ?? []) yield counted(content);
    const isWhole = block?.isWhole !== false && contentBytes === header.contentBytes;
    if (isWhole && missingBytes === 0 && hasSum(header, sum.digest())) {
      this.soundEnd = this.#reader.position;
      return;
    }
    this.wastedBytes += header.packedBytes - missingBytes + contentBytes;
    if (isDamaged) {
      this.#wrongBlocks++;
      this.#end(`a block of LZ4Block is damaged; from byte ${this.#reader.position} on it is scanned as is`);
    } else if (missingBytes > 0) this.#endAtCut(missingBytes);
    else if (isWhole) this.#wrongSums++;
    else this.#wrongBlocks++;
  }

  #endAtCut(missingBytes: number): void {
    this.#end(`LZ4Block is cut off ${missingBytes} bytes before the end of a block`);
  }

  #end(failure?: string): undefined {
    this.isOver = true;
    this.#failure = failure;
    return undefined;
  }
}

/** Whether it may exceed what is held, packed or unpacked: at a level that no writer uses by default. */
function isLong({ method, packedBytes, maxBytes }: Header): boolean {
  const maxContentBytes = method === STORED ? packedBytes : Math.min(maxBytes, packedBytes * MAX_RATIO);
  return packedBytes > MAX_HELD_BYTES || maxContentBytes > MAX_HELD_BYTES;
}

/** A block with more content than it states may fill the maximum of its stream's level. */
function unpack(bytes: Uint8Array, header: Header): { content: Uint8Array; isWhole: boolean } {
  const { method, contentBytes, maxBytes } = header;
  if (method === STORED || contentBytes === 0) return { content: bytes, isWhole: bytes.length === contentBytes };
  const unpacked = unpackLoneLz4Block(bytes, contentBytes);
  if (!unpacked.isDamaged) return { content: unpacked.bytes, isWhole: unpacked.bytes.length === contentBytes };
  const all = unpacked.bytes.length === contentBytes ? unpackLoneLz4Block(bytes, maxBytes).bytes : unpacked.bytes;
  return { content: all, isWhole: false };
}

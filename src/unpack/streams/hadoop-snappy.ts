/**
 * The output of Hadoop's Snappy codec (`.snappy`; BlockCompressorStream of Hadoop, `SnappyHadoopCompatibleOutputStream` of snappy-java):
 * size-prefixed Snappy blocks without a magic number. It is recognised by its first block, which states its size twice, in two encodings.
 * Hadoop's LZ4 streams state it once, so nothing tells them from other files that begin with two lengths.
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
import { bufferOf } from '../container/magic.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { entriesOfBlocks, NAME } from './block-stream.ts';

/*  block, big-endian
 *  0   4  bytes of its content; 0 ends the file
 *  then, until these are had:
 *  .   4  bytes behind this
 *  .   n  block of Snappy                               */
const SIZE_BYTES = 4;
const HEAD_BYTES = 4096;
/** Limit on what is held in memory, packed and unpacked, for each nested file. Hadoop makes blocks of 256 KiB. */
const MAX_HELD_BYTES = 4 << 20;
/** A larger block is invalid. */
const MAX_CONTENT_BYTES = 64 << 20;
/** A shorter one hides nothing: Snappy has hardly anything to copy. */
const MIN_FIRST_BYTES = 64;
/** Elements to check in a first block that is not wholly in view. */
const MIN_ELEMENTS = 16;

export const hadoopSnappy: StreamContainer = {
  id: 'hadoop-snappy',
  title: 'Hadoop Snappy (.snappy)',
  limits:
    'in the middle of other bytes; a first block below 64 bytes or above 16 MiB; chunks above 4 MiB; Hadoop LZ4, which cannot be recognised',
  reads: 'stream',
  headBytes: HEAD_BYTES,
  isCodec: true,
  firstBytes: [0],
  sniff,
  entries,
};

function sniff(head: Uint8Array): boolean {
  if (head.length < 2 * SIZE_BYTES + SNAPPY_HEAD_BYTES || head[0] !== 0) return false;
  const contentBytes = bufferOf(head).readUInt32BE(0);
  const found = chunkIn(head.subarray(SIZE_BYTES), contentBytes);
  if (contentBytes < MIN_FIRST_BYTES || found === undefined) return false;
  const block = head.subarray(2 * SIZE_BYTES, 2 * SIZE_BYTES + found.blockBytes);
  const minElements = found.contentBytes === contentBytes ? 1 : MIN_ELEMENTS;
  // A block wholly in view can be tried.
  const isWhole = block.length < found.blockBytes || snappyContent(block, found.contentBytes).isWhole;
  return isWhole && snappyElements(block) >= minElements;
}

interface Chunk {
  /** Size of the Snappy block, without its prefix. */
  readonly blockBytes: number;
  readonly contentBytes: number;
}

/** The chunk that begins with `head`, if there is one that makes at most `maxBytes`. */
function chunkIn(head: Uint8Array, maxBytes: number): Chunk | undefined {
  if (head.length < SIZE_BYTES + 1) return undefined;
  const blockBytes = bufferOf(head).readUInt32BE(0);
  const block = head.subarray(SIZE_BYTES, SIZE_BYTES + Math.min(blockBytes, SNAPPY_HEAD_BYTES));
  const contentBytes = snappyLength(block).length;
  const isOne = contentBytes <= Math.min(maxBytes, MAX_CONTENT_BYTES) && isLikelySnappyBlock(block, blockBytes);
  return isOne ? { blockBytes, contentBytes } : undefined;
}

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  const packed = new HadoopBlocks(reader);
  yield* entriesOfBlocks(reader, packed, budget, { what: 'a block of Hadoop' });
}

class HadoopBlocks {
  /** Snappy blocks that cannot be fully unpacked, in packed form. */
  readonly refused = new SpooledPieces('between');
  isOver = false;
  readonly #reader: ChunkReader;
  /** Bytes left of the open block's content. */
  #leftBytes = 0;
  #wrongBlocks = 0;
  #failure: Trouble | undefined;

  constructor(reader: ChunkReader) {
    this.#reader = reader;
  }

  *troubles(): Generator<Trouble> {
    if (this.#wrongBlocks > 0)
      yield damaged(
        `blocks that cannot be unpacked to their end: ${this.#wrongBlocks}; the readable part is scanned`,
        NAME,
      );
    if (this.#failure !== undefined && !this.#reader.failed) yield this.#failure;
  }

  next(): Promise<Uint8Array | undefined> {
    return this.#leftBytes > 0 ? this.#chunk() : this.#open();
  }

  /** Reads the size of the next block, if one begins here. */
  async #open(): Promise<undefined> {
    const head = await this.#reader.peek(2 * SIZE_BYTES + SNAPPY_HEAD_BYTES);
    if (head.length === 0) return this.#end();
    const contentBytes = head.length < SIZE_BYTES ? -1 : bufferOf(head).readUInt32BE(0);
    if (contentBytes !== 0 && chunkIn(head.subarray(SIZE_BYTES), contentBytes) === undefined) return this.#endAtOther();
    await this.#reader.take(SIZE_BYTES);
    this.#leftBytes = contentBytes;
    if (contentBytes === 0)
      this.#end(
        (await this.#reader.peek(1)).length === 0 ? undefined : 'there are other bytes after the end of the blocks',
      );
  }

  async #chunk(): Promise<Uint8Array | undefined> {
    const head = await this.#reader.peek(SIZE_BYTES + SNAPPY_HEAD_BYTES);
    if (head.length === 0)
      return this.#end(`the file of Hadoop ends ${this.#leftBytes} bytes before the end of a block`);
    const found = chunkIn(head, this.#leftBytes);
    if (found === undefined) return this.#endAtOther();
    if (found.contentBytes > MAX_HELD_BYTES) return this.#endAtLarge();
    const chunk = await this.#reader.peek(SIZE_BYTES + found.blockBytes);
    const block = chunk.subarray(SIZE_BYTES);
    const { content, isWhole } = snappyContent(block, found.contentBytes);
    const missingBytes = found.blockBytes - block.length;
    this.#leftBytes -= found.contentBytes;
    // A truncated block is left for the rest.
    if (missingBytes > 0) this.#end(`the file of Hadoop is cut off ${missingBytes} bytes before the end of a block`);
    else await this.#reader.take(chunk.length);
    if (!isWhole && missingBytes === 0) {
      this.#wrongBlocks++;
      this.refused.begin();
      this.refused.add(block);
    }
    return content;
  }

  #endAtOther(): undefined {
    const { position } = this.#reader;
    return this.#end(`expected a block of Hadoop at byte ${position}, found something else; it is scanned as is`);
  }

  #endAtLarge(): undefined {
    const message = `the chunk of Hadoop at byte ${this.#reader.position} has more than ${MAX_HELD_BYTES} bytes; from there on it is scanned as is; unpack it before the scan`;
    this.isOver = true;
    this.#failure = { name: NAME, trouble: { code: 'unsupported', message } };
  }

  #end(failure?: string): undefined {
    this.isOver = true;
    this.#failure = failure === undefined ? undefined : damaged(failure, NAME);
    return undefined;
  }
}

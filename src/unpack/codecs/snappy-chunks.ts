import type { Budget } from '../../bytes/budget.ts';
import { maskedCrc32c } from '../checksums/crc32c.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { snappyContent } from './snappy-block.ts';

/*  chunk, google/snappy, framing_format.txt
 *  0  1  type
 *  1  3  bytes after this, little-endian
 *  then, of chunks with content:
 *  4  4  masked CRC-32C of the content, little-endian
 *  8  n  content, or a block of Snappy                  */
const HEADER_BYTES = 4;
const SUM_BYTES = 4;
const PACKED = 0x00;
const STORED = 0x01;
/** Chunk types from here on may be skipped: padding, and that of the magic number. */
const MIN_SKIPPABLE = 0x80;
const IDENTIFIER = 0xff;
const IDENTITY = Buffer.from('sNaPpY');
const MAX_CONTENT_BYTES = 64 << 10;

/** Reads the chunks of framed Snappy, each packed on its own. Call `close` when done. */
export class SnappyChunks {
  /** Chunks without content, and those that cannot be unpacked to their end. */
  readonly passed = new SpooledPieces('between');
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  #wrongChunks = 0;
  #wrongSums = 0;
  #wrongTypes = 0;
  /** Why the chunks ended at something that is no chunk. */
  #end: string | undefined;

  constructor(reader: ChunkReader, budget: Budget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  /** The content of the next chunk that has some; undefined at the end. Invalid data makes it end rather than throw. */
  async next(): Promise<Uint8Array | undefined> {
    while (this.#end === undefined) {
      this.#budget.checkTime();
      const header = await this.#reader.peek(HEADER_BYTES);
      if (header.length === 0) return undefined;
      const [type, length] = [header[0]!, header[1]! | (header[2]! << 8) | (header[3]! << 16)];
      const isContent = type === PACKED || type === STORED;
      if (header.length < HEADER_BYTES || (isContent ? length < SUM_BYTES : type < MIN_SKIPPABLE)) {
        this.#end = `expected a chunk of framed Snappy at byte ${this.#reader.position}, found something else`;
        return undefined;
      }
      const chunk = (await this.#reader.take(HEADER_BYTES + length)).subarray(HEADER_BYTES);
      if (chunk.length < length)
        this.#end = `the chunk of framed Snappy is cut off ${length - chunk.length} bytes before its end`;
      if (isContent && chunk.length >= SUM_BYTES) return this.#unpack(chunk, type === PACKED);
      const hidden = this.#hidden(chunk);
      if (hidden !== undefined) return hidden;
      if (type !== IDENTIFIER || Buffer.compare(chunk, IDENTITY) !== 0) this.pass(chunk);
    }
    return undefined;
  }

  /** @param name of the entry with the content */
  *troubles(name: string): Generator<Trouble> {
    if (this.#wrongChunks + this.#wrongSums > 0)
      yield damaged(
        `chunks that cannot be unpacked to their end: ${this.#wrongChunks}; with a wrong checksum: ${this.#wrongSums}; the readable part is scanned`,
        name,
      );
    if (this.#wrongTypes > 0)
      yield damaged(
        `chunks with content that say they have none: ${this.#wrongTypes}; what they hold is scanned`,
        name,
      );
    if (this.#end !== undefined && !this.#reader.failed) yield damaged(this.#end, name);
  }

  /** Keeps bytes that belong to no content. */
  pass(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.passed.begin();
    this.passed.add(bytes);
  }

  close(): void {
    this.passed.close();
  }

  /** The content of a skippable chunk that bears a valid data checksum: one flipped bit turned its type into a skippable one. */
  #hidden(chunk: Uint8Array): Uint8Array | undefined {
    if (chunk.length <= SUM_BYTES) return undefined;
    const bytes = chunk.subarray(SUM_BYTES);
    const content = [bytes.subarray(0, MAX_CONTENT_BYTES), snappyContent(bytes, MAX_CONTENT_BYTES).content].find(
      (one) => maskedCrc32c(one) === sumOf(chunk),
    );
    if (content !== undefined) this.#wrongTypes++;
    return content;
  }

  #unpack(chunk: Uint8Array, isPacked: boolean): Uint8Array {
    const bytes = chunk.subarray(SUM_BYTES);
    const isCut = this.#end !== undefined;
    const content = isPacked ? this.#unpackBlock(bytes, isCut) : bytes;
    if (!isCut && maskedCrc32c(content) !== sumOf(chunk)) this.#wrongSums++;
    return content;
  }

  #unpackBlock(block: Uint8Array, isCut: boolean): Uint8Array {
    const { content, isWhole } = snappyContent(block, MAX_CONTENT_BYTES);
    if (isWhole) return content;
    if (!isCut) this.#wrongChunks++;
    this.pass(block);
    return content;
  }
}

function sumOf(chunk: Uint8Array): number {
  return new DataView(chunk.buffer, chunk.byteOffset, SUM_BYTES).getUint32(0, true);
}

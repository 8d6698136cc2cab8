/**
 * lzop (lzop 1.04, conf.h and lzop.c; there is no specification): consecutive files, in blocks of LZO1X. A damaged block yields
 * what precedes the damage, and reading continues with the next one.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import { unpackLzoBlock } from '../codecs/lzo-block.ts';
import { skipZeros } from '../codecs/zero-padding.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

const MAGIC = magic('89 4c 5a 4f 00 0d 0a 1a 0a');
const MAGIC_BYTES = MAGIC.bytes.length;

export const lzop: StreamContainer = {
  id: 'lzop',
  title: 'lzop',
  limits: 'filters; methods other than LZO1X',
  reads: 'stream',
  headBytes: MAGIC_BYTES,
  embeddedBy: [MAGIC],
  isCodec: true,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  // Programs that know lzop contain its magic number: zeros follow it in libmagic's table, text in BusyBox, tables in the kernel.
  sniffEmbedded: (bytes) => hasMagic(bytes, MAGIC) && headerIn(bufferOf(bytes.subarray(MAGIC_BYTES)))?.isSound === true,
  entries,
};

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  try {
    while (hasMagic(await reader.peek(MAGIC_BYTES), MAGIC)) yield* new LzopFile(reader, budget).entries();
    await skipZeros(reader);
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) {
      // Only the end mark tells where a file ends: where it is damaged, all the rest follows.
      yield damaged(`expected the end of lzop at byte ${position}, found more; it is scanned as is`);
      yield remainder('behind', () => reader.rest(), position);
    }
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

/*  header, big-endian, behind the magic number
 *  0   2  version; below 0x0940 the fields at 4 and 7, and the second half of the time, are not there
 *  2   2  version of the library
 *  4   2  version that is needed
 *  6   1  method: 1 to 3 are LZO1X
 *  7   1  level
 *  8   4  flags
 *  12  4  filter, where a flag says so
 *  .   4  mode, 8  time
 *  .   1  length of the name, then the name, and 4 bytes of checksum
 *  .   4  length of an extra field, where a flag says so, then the field, and 4 bytes of checksum              */
const VERSION_0940 = 0x0940;
const MAX_HEADER_BYTES = 34 + 255 + 4;
const LZO1X_METHODS = [1, 2, 3];
const FLAG = {
  ...{ adlerOfContent: 0x1, adlerOfPacked: 0x2, extraField: 0x40 },
  ...{ crcOfContent: 0x100, crcOfPacked: 0x200, filter: 0x800, crcOfHeader: 0x1000 },
} as const;
const MAX_EXTRA_BYTES = 1 << 20;

interface Header {
  readonly bytes: number;
  readonly method: number;
  readonly flags: number;
  readonly name: string;
  /** By its own checksum. */
  readonly isSound: boolean;
}

/** @returns undefined if it is cut off */
function headerIn(bytes: Buffer): Header | undefined {
  const isNew = bytes.length >= 2 && bytes.readUInt16BE(0) >= VERSION_0940;
  const methodAt = isNew ? 6 : 4;
  const flagsAt = methodAt + (isNew ? 2 : 1);
  if (bytes.length < flagsAt + 4) return undefined;
  const flags = bytes.readUInt32BE(flagsAt);
  const nameAt = flagsAt + 4 + ((flags & FLAG.filter) !== 0 ? 4 : 0) + (isNew ? 12 : 8);
  const nameEnd = nameAt + 1 + (bytes[nameAt] ?? 0);
  if (bytes.length < nameEnd + 4) return undefined;
  const summed = bytes.subarray(0, nameEnd);
  return {
    bytes: nameEnd + 4,
    method: bytes[methodAt]!,
    flags,
    name: decodeUtf8OrLatin1(bytes.subarray(nameAt + 1, nameEnd)),
    isSound: bytes.readUInt32BE(nameEnd) === ((flags & FLAG.crcOfHeader) !== 0 ? crc32(summed) : adler32(summed)),
  };
}

/*  block, big-endian
 *  0  4  bytes of its content; 0 ends the file
 *  4  4  bytes here; as many as of its content when it is not packed
 *  8  4  of each checksum of the content that the flags name, then of the packed bytes, if it is packed
 *  .  n  bytes                                                                                             */
const MAX_BLOCK_BYTES = 64 << 20;
/** A byte of a block cannot expand to more, except for the first few. */
const MAX_RATIO = 255;
const MIN_ROOM_BYTES = 4096;

class LzopFile {
  readonly #reader: ChunkReader;
  readonly #budget: Budget;
  readonly #refused = new SpooledPieces('between');
  #flags = 0;
  #ended = false;
  #hasWrongHeader = false;
  #wrongBlocks = 0;
  #wrongSums = 0;
  /** What ended the file too early, and whether the consumer has seen it. */
  #failure: Error | undefined;
  #isReported = false;

  constructor(reader: ChunkReader, budget: Budget) {
    this.#reader = reader;
    this.#budget = budget;
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    try {
      const name = (await this.#readHeader()) || 'data';
      if (this.#hasWrongHeader) yield damaged('the header of lzop has a wrong checksum; it is read anyway', name);
      yield { name, open: () => this.#content() };
      await drain(this.#blocks(), this.#budget);
      if (this.#wrongBlocks + this.#wrongSums > 0)
        yield damaged(
          `blocks that cannot be unpacked to their end: ${this.#wrongBlocks}; with a wrong checksum: ${this.#wrongSums}; the readable part is scanned`,
          name,
        );
      yield* this.#refused.entries();
      if (this.#failure !== undefined && !this.#isReported && !this.#reader.failed)
        yield damaged(this.#failure.message, name);
    } finally {
      this.#refused.close();
    }
  }

  /** @returns the file's name */
  async #readHeader(): Promise<string> {
    await this.#reader.take(MAGIC_BYTES);
    const header = headerIn(bufferOf(await this.#reader.peek(MAX_HEADER_BYTES)));
    if (header === undefined) throw this.#reader.endError('the header of lzop is cut off');
    await this.#reader.take(header.bytes);
    this.#flags = header.flags;
    this.#hasWrongHeader = !header.isSound;
    if (this.#has(FLAG.extraField)) await this.#passExtraField();
    const hasFilter = this.#has(FLAG.filter);
    if (hasFilter || !LZO1X_METHODS.includes(header.method))
      throw new FormatError(
        `lzop: expected one of the methods LZO1X and no filter, found method ${header.method}${hasFilter ? ' and a filter' : ''}; unpack it before the scan`,
        'unsupported',
      );
    return header.name;
  }

  async #passExtraField(): Promise<void> {
    const length = Buffer.from(await this.#reader.take(4));
    if (length.length === 4 && length.readUInt32BE(0) <= MAX_EXTRA_BYTES)
      await this.#reader.take(length.readUInt32BE(0) + 4);
    else throw this.#reader.endError('the extra field of lzop is cut off, or too long');
  }

  async *#content(): AsyncGenerator<Uint8Array> {
    yield* this.#blocks();
    this.#isReported = true;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** The content of the blocks from the next one on. */
  async *#blocks(): AsyncGenerator<Uint8Array> {
    while (!this.#ended) {
      const content = await this.#readBlock();
      if (content !== undefined && content.length > 0) yield content;
    }
  }

  async #readBlock(): Promise<Uint8Array | undefined> {
    const length = Buffer.from(await this.#reader.take(4));
    const contentBytes = length.length === 4 ? length.readUInt32BE(0) : -1;
    if (contentBytes === 0) return this.#end();
    const packed = Buffer.from(await this.#reader.take(4));
    const packedBytes = packed.length === 4 ? packed.readUInt32BE(0) : -1;
    if (packedBytes < 0) return this.#end(`the lzop file is cut off at byte ${this.#reader.position}`);
    if (packedBytes === 0 || packedBytes > contentBytes || contentBytes > MAX_BLOCK_BYTES) {
      this.#reader.unread(packed.length);
      return this.#end(`expected the sizes of a block of lzop before byte ${this.#reader.position + 4}, found others`);
    }
    const isPacked = packedBytes < contentBytes;
    const ofContent = await this.#readSums(FLAG.adlerOfContent, FLAG.crcOfContent);
    const ofPacked = isPacked ? await this.#readSums(FLAG.adlerOfPacked, FLAG.crcOfPacked) : {};
    const bytes = await this.#reader.take(packedBytes);
    const isCut = bytes.length < packedBytes;
    if (isCut) this.#end(`the lzop file is cut off ${packedBytes - bytes.length} bytes before the end of a block`);
    const content = isPacked ? this.#unpack(bytes, contentBytes, isCut) : bytes;
    if (!isCut && !(fits(ofContent, content) && fits(ofPacked, bytes))) this.#wrongSums++;
    return content;
  }

  #unpack(bytes: Uint8Array, contentBytes: number, isCut: boolean): Uint8Array {
    const target = new Uint8Array(Math.min(contentBytes, MIN_ROOM_BYTES + MAX_RATIO * bytes.length));
    const end = unpackLzoBlock(bytes, target);
    if (end === contentBytes) return target;
    if (!isCut) this.#wrongBlocks++;
    this.#refused.begin();
    this.#refused.add(bytes);
    return target.subarray(0, end < 0 ? ~end : end);
  }

  async #readSums(adlerFlag: number, crcFlag: number): Promise<Sums> {
    const adler = this.#has(adlerFlag) ? await this.#readSum() : undefined;
    return { adler, crc: this.#has(crcFlag) ? await this.#readSum() : undefined };
  }

  async #readSum(): Promise<number | undefined> {
    const sum = Buffer.from(await this.#reader.take(4));
    return sum.length === 4 ? sum.readUInt32BE(0) : undefined;
  }

  #has(flag: number): boolean {
    return (this.#flags & flag) !== 0;
  }

  #end(failure?: string): undefined {
    this.#ended = true;
    if (failure !== undefined) this.#failure = this.#reader.endError(failure);
    return undefined;
  }
}

/** The checksums that the file has. */
interface Sums {
  readonly adler?: number | undefined;
  readonly crc?: number | undefined;
}

function fits({ adler, crc }: Sums, bytes: Uint8Array): boolean {
  return (adler === undefined || adler === adler32(bytes)) && (crc === undefined || crc === crc32(bytes));
}

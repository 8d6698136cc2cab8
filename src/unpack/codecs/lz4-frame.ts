/** LZ4 frames (lz4_Frame_format.md, version 1.6.4) and the legacy frame, block by block. */
import { FormatError } from '../../model/errors.ts';
import { xxh32 } from '../checksums/xxh32.ts';
import type { ChunkReader } from '../container/chunk-reader.ts';
import { isLikelyLz4Block, maxLz4Bytes } from './lz4-block.ts';

export interface Lz4Block {
  /** As stored in the frame. */
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
  /** The input ends within it; the next call reports that. */
  readonly isCut: boolean;
  /** The block states a different checksum for `bytes`. */
  readonly hasWrongSum: boolean;
}

export interface Lz4Frame {
  /** The most that a block may unpack to. */
  readonly maxBlockBytes: number;
  /** Matches may refer to earlier blocks. */
  readonly isLinked: boolean;
  readonly hasDictionary: boolean;
  readonly hasWrongHeader: boolean;
  readonly contentBytes: number | undefined;
  /** Checksum of the content; known when the frame has ended. */
  readonly contentSum: number | undefined;
  /** The header's raw bytes. */
  readonly header: Uint8Array;
  /** @throws the reader's `endError` when the frame is cut off, FormatError when nothing tells where it goes on */
  next(): Promise<Lz4Block | undefined>;
}

export const MAGIC = '04 22 4d 18';
export const LEGACY_MAGIC = '02 21 4c 18';
const MAGIC_BYTES = 4;
const CONTENT_SIZE_AT = MAGIC_BYTES + 2;
const MAX_HEADER_BYTES = MAGIC_BYTES + 2 + 8 + 4 + 1;
const FLAG = { dictionary: 1, contentSum: 4, contentSize: 8, blockSum: 16, independent: 32 } as const;

/** Opens the frame at the reader's position. @throws FormatError, or the reader's `endError`, when its header is invalid */
export async function openLz4Frame(reader: ChunkReader): Promise<Lz4Frame> {
  const head = await reader.peek(MAX_HEADER_BYTES);
  if (head[0] === 0x02) return new LegacyFrame(reader, await reader.take(MAGIC_BYTES));
  const { flags, blockSizeId, sumAt } = layoutOf(head);
  if (head.length <= sumAt) throw reader.endError('the LZ4 frame is cut off in its header');
  if (flags >> 6 !== 1 || blockSizeId < 4 || blockSizeId > 7)
    throw new FormatError('expected the header of an LZ4 frame of version 1, found another one');
  const hasWrongHeader = headerSum(head, sumAt) !== head[sumAt];
  const contentBytes = flags & FLAG.contentSize ? Number(view(head).getBigUint64(CONTENT_SIZE_AT, true)) : undefined;
  const header = await reader.take(sumAt + 1);
  return new ModernFrame(reader, header, { flags, blockSizeId, hasWrongHeader, contentBytes });
}

/** A legacy frame with a block of one byte. */
const MIN_BYTES = MAGIC_BYTES + 4 + 1;

/**
 * Whether bytes in the middle of others are a frame, rather than the magic number in a program that reads LZ4: the checksum of
 * the header matches, or, for a legacy frame, what follows the magic number looks like a block as far as it can be seen.
 */
export function isLikelyLz4(head: Uint8Array): boolean {
  if (head.length < MIN_BYTES) return false;
  if (head[0] === 0x02) {
    const size = view(head).getUint32(MAGIC_BYTES, true);
    const start = MAGIC_BYTES + 4;
    return size > 0 && size <= MAX_LEGACY_BYTES && isLikelyLz4Block(head.subarray(start, start + size));
  }
  const { flags, blockSizeId, sumAt } = layoutOf(head);
  if (flags >> 6 !== 1 || blockSizeId < 4 || blockSizeId > 7 || flags & FLAG.dictionary) return false;
  return headerSum(head, sumAt) === head[sumAt];
}

/** Fields of a header, and the offset of its checksum. */
function layoutOf(head: Uint8Array): { flags: number; blockSizeId: number; sumAt: number } {
  const flags = head[MAGIC_BYTES] ?? 0;
  const sumAt = CONTENT_SIZE_AT + (flags & FLAG.contentSize ? 8 : 0) + (flags & FLAG.dictionary ? 4 : 0);
  return { flags, blockSizeId: (head[MAGIC_BYTES + 1] ?? 0) >> 4, sumAt };
}

function headerSum(head: Uint8Array, sumAt: number): number {
  return (xxh32(head.subarray(MAGIC_BYTES, sumAt)) >> 8) & 0xff;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/*  0  4  magic number = 04 22 4d 18
 *  4  1  FLG: bit 0: dictionary id; 1: reserved; 2: content checksum; 3: content size; 4: block checksums;
 *        5: independent blocks; 6 and 7: version, 1
 *  5  1  BD: bits 4 to 6: most bytes in a block: 4: 64 KiB, 5: 256 KiB, 6: 1 MiB, 7: 4 MiB
 *  6  8  content size, if it has one
 *  .  4  dictionary id, if it has one
 *  .  1  second byte of the XXH32 of what stands between the magic number and here
 *  .  n  blocks, up to one of size 0
 *  .  4  XXH32 of the content, if it has one                                              */
class ModernFrame implements Lz4Frame {
  readonly maxBlockBytes: number;
  readonly isLinked: boolean;
  readonly hasDictionary: boolean;
  readonly hasWrongHeader: boolean;
  readonly contentBytes: number | undefined;
  contentSum: number | undefined;
  readonly header: Uint8Array;
  readonly #reader: ChunkReader;
  readonly #flags: number;
  #hasEnded = false;

  constructor(
    reader: ChunkReader,
    header: Uint8Array,
    told: { flags: number; blockSizeId: number; hasWrongHeader: boolean; contentBytes: number | undefined },
  ) {
    this.#reader = reader;
    this.header = header;
    this.#flags = told.flags;
    this.maxBlockBytes = 1 << (8 + 2 * told.blockSizeId);
    this.isLinked = (told.flags & FLAG.independent) === 0;
    this.hasDictionary = (told.flags & FLAG.dictionary) !== 0;
    this.hasWrongHeader = told.hasWrongHeader;
    this.contentBytes = told.contentBytes;
  }

  /*  0  4  size; bit 31: stored as it is
   *  4  n  content
   *  .  4  XXH32 of these n bytes, if the frame has such   */
  async next(): Promise<Lz4Block | undefined> {
    if (this.#hasEnded) return undefined;
    const word = await this.#word('before its end');
    if (word === 0) {
      this.#hasEnded = true;
      if (this.#flags & FLAG.contentSum) this.contentSum = await this.#word('in its checksum');
      return undefined;
    }
    const size = word & 0x7fffffff;
    if (size > this.maxBlockBytes) {
      this.#reader.unread(4);
      throw new FormatError(`expected an LZ4 block of at most ${this.maxBlockBytes} bytes, found one of ${size}`);
    }
    const bytes = await this.#reader.take(size);
    const isPacked = word <= 0x7fffffff;
    const isCut = bytes.length < size;
    let hasWrongSum = false;
    if (!isCut && this.#flags & FLAG.blockSum) {
      const sum = await this.#reader.take(4);
      hasWrongSum = sum.length === 4 && view(sum).getUint32(0, true) !== xxh32(bytes);
    }
    return { bytes, isPacked, isCut, hasWrongSum };
  }

  async #word(where: string): Promise<number> {
    const bytes = await this.#reader.take(4);
    if (bytes.length < 4) throw this.#reader.endError(`the LZ4 frame is cut off ${where}`);
    return view(bytes).getUint32(0, true);
  }
}

/** The largest packed size of a block of 8 MiB (LZ4_compressBound); anything more is the magic number of another frame. */
const MAX_LEGACY_BYTES = maxLz4Bytes(8 << 20);

/*  0  4  magic number = 02 21 4c 18
 *  4  n  blocks, up to the end of the input or what cannot be one: 4 bytes of size, content, always packed, of 8 MiB each   */
class LegacyFrame implements Lz4Frame {
  readonly maxBlockBytes = 8 << 20;
  readonly isLinked = false;
  readonly hasDictionary = false;
  readonly hasWrongHeader = false;
  readonly contentBytes = undefined;
  readonly contentSum = undefined;
  readonly header: Uint8Array;
  readonly #reader: ChunkReader;
  #isCut = false;
  #isEmpty = true;

  constructor(reader: ChunkReader, header: Uint8Array) {
    this.#reader = reader;
    this.header = header;
  }

  async next(): Promise<Lz4Block | undefined> {
    if (this.#isCut) throw this.#reader.endError('the LZ4 frame is cut off in a block');
    // Linux images append four bytes, the size of the kernel.
    const head = await this.#reader.peek(5);
    if (head.length < 5) {
      this.#reader.throwIfFailed();
      if (this.#isEmpty && head.length > 0)
        throw this.#reader.endError('the LZ4 frame is cut off before its first block');
      return undefined;
    }
    this.#isEmpty = false;
    const size = view(head).getUint32(0, true);
    if (size === 0 || size > MAX_LEGACY_BYTES) return undefined;
    await this.#reader.take(4);
    const bytes = await this.#reader.take(size);
    this.#isCut = bytes.length < size;
    return { bytes, isPacked: true, isCut: this.#isCut, hasWrongSum: false };
  }
}

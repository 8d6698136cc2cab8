/**
 * Headers of Zstandard frames and blocks, RFC 8878 section 3.1.1. Headers state the packed sizes of all parts of a frame,
 * so its end is found without unpacking anything.
 */

import { littleEndian } from './small-numbers.ts';

/** Longest frame header: magic number, descriptor, window, dictionary, content size. */
export const MAX_HEADER_BYTES = 4 + 1 + 1 + 4 + 8;
/** Section 3.1.1.2.4: the most that a block may hold, packed or not. */
export const MAX_BLOCK_BYTES = 128 << 10;
export const CHECKSUM_BYTES = 4;

export interface FrameHeader {
  readonly headerBytes: number;
  /** Memory that a decoder needs for the window; up to 2^64. */
  readonly windowBytes: number;
  /** Unpacked size, if the header states it. */
  readonly contentBytes: number | undefined;
  /** 0: none is needed. */
  readonly dictionaryId: number;
  readonly hasChecksum: boolean;
}

/** Whether it begins with the magic number. */
export function isFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

const BLOCK_HEADER_BYTES = 3;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;

/*  0  4  magic number = 28 b5 2f fd
 *  4  1  bits 0 and 1: size of the dictionary id, 0 1 2 4; 2: checksum; 3: reserved, zero; 4: unused; 5: single segment;
 *        6 and 7: size of the content size, 0 (1 in a single segment) 2 4 8
 *  5  1  window, unless single segment: bits 0 to 2: mantissa; 3 to 7: exponent
 *  .  n  dictionary id
 *  .  n  content size; with 256 to be added when it has two bytes   */
/** @param head begins with the magic number. @returns undefined when it is too short, or sets the reserved bit */
export function parseFrameHeader(head: Uint8Array): FrameHeader | undefined {
  const descriptor = head[4];
  if (descriptor === undefined || (descriptor & 8) !== 0) return undefined;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionaryBytes = DICTIONARY_BYTES[(descriptor & 3) as 0 | 1 | 2 | 3];
  const sizeFlag = descriptor >> 6;
  const contentSizeBytes = sizeFlag === 0 ? Number(isSingleSegment) : 1 << sizeFlag;
  const dictionaryAt = isSingleSegment ? 5 : 6;
  const contentSizeAt = dictionaryAt + dictionaryBytes;
  const headerBytes = contentSizeAt + contentSizeBytes;
  if (head.length < headerBytes) return undefined;
  const size = littleEndian(head, contentSizeAt, contentSizeBytes) + (contentSizeBytes === 2 ? 256 : 0);
  const contentBytes = contentSizeBytes === 0 ? undefined : size;
  return {
    headerBytes,
    windowBytes: isSingleSegment ? size : windowOf(head[5]!),
    contentBytes,
    dictionaryId: littleEndian(head, dictionaryAt, dictionaryBytes),
    hasChecksum: (descriptor & 4) !== 0,
  };
}

function windowOf(descriptor: number): number {
  return 2 ** (10 + (descriptor >> 3)) * (1 + (descriptor & 7) / 8);
}

/** Limits that real frames stay within. */
const LIKELY = { windowBytes: 2 ** 31, contentBytes: 2 ** 40 } as const;

/**
 * Whether bytes in the middle of others are a frame, rather than the magic number in a program that reads Zstandard:
 * nothing unusual in the header, and a plausible first block. @param head up to 4 KiB
 */
export function isLikelyFrame(head: Uint8Array): boolean {
  const header = isFrame(head) && (head[4]! & 0x18) === 0 ? parseFrameHeader(head) : undefined;
  if (header === undefined || header.dictionaryId !== 0 || header.windowBytes > LIKELY.windowBytes) return false;
  const { headerBytes, contentBytes = LIKELY.contentBytes } = header;
  const blockAt = headerBytes + BLOCK_HEADER_BYTES;
  if (contentBytes > LIKELY.contentBytes || head.length < blockAt) return false;
  const type = (head[headerBytes]! >> 1) & 3;
  const size = littleEndian(head, headerBytes, BLOCK_HEADER_BYTES) >> 3;
  if (type === 3 || size > Math.min(MAX_BLOCK_BYTES, Math.max(contentBytes, 64))) return false;
  if (type === 2 && !isLikelyBlock(head.subarray(blockAt, blockAt + size), size)) return false;
  const walk = new FrameWalk(header, Number.POSITIVE_INFINITY);
  for (let at = headerBytes; at < head.length && !walk.hasEnded && !walk.isDamaged; )
    at += walk.advance(head.subarray(at));
  return !walk.isDamaged;
}

/*  section 3.1.1.3.1.1: literals section header, from the lowest bit on:
 *  2 bits type: raw, one byte repeated, compressed, compressed with the table of a block before
 *  2 bits sizes: 0 and 2 (of the first two types): 5 bits, the upper bit of the two being the lowest of these; 1: 12; 3: 20
 *         of the others two sizes: 0 and 1: 10 bits; 2: 14; 3: 18                     */
/** Whether the literals of a first block fit in it. @param block as much of it as is at hand */
function isLikelyBlock(block: Uint8Array, blockBytes: number): boolean {
  const type = block[0]! & 3;
  const format = (block[0]! >> 2) & 3;
  if (type === 3 || blockBytes < 2) return false;
  if (block.length < 5) return true;
  if (type < 2) {
    const [headerBytes, shift] = format === 1 ? [2, 4] : format === 3 ? [3, 4] : [1, 3];
    const size = littleEndian(block, 0, headerBytes) >> shift;
    return size <= MAX_BLOCK_BYTES && headerBytes + (type === 0 ? size : 1) < blockBytes;
  }
  const [headerBytes, bits] = format === 3 ? [5, 18] : format === 2 ? [4, 14] : [3, 10];
  const sizes = Math.floor(littleEndian(block, 0, headerBytes) / 16);
  const content = sizes % 2 ** bits;
  const packed = Math.floor(sizes / 2 ** bits);
  return content <= MAX_BLOCK_BYTES && packed <= content && headerBytes + packed < blockBytes;
}

/**
 * A header for the same blocks that asks for a window of at least `windowBytes`, rounded up to a power of two, and does
 * not state the content size: with a false size, a decoder would hold back what it has unpacked.
 */
export function plainHeader({ hasChecksum }: Pick<FrameHeader, 'hasChecksum'>, windowBytes: number): Uint8Array {
  const exponent = Math.max(0, Math.ceil(Math.log2(windowBytes)) - 10);
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, hasChecksum ? 4 : 0, exponent << 3);
}

/** Follows the block headers of one frame through its bytes as they arrive, from right after its header. */
export class FrameWalk {
  /** The whole frame has passed. */
  hasEnded = false;
  /** An invalid block header has passed: the end of the frame is unknown. */
  isDamaged = false;
  /** All blocks have passed; only the checksum of the frame is left. */
  isBehindBlocks = false;
  /** The most that the blocks passed so far can unpack to. */
  maxBytes = 0;
  /** Blocks whose headers have passed. */
  blocks = 0;
  readonly #hasChecksum: boolean;
  /** Bytes announced by a header that are still to come. */
  #bodyBytes = 0;
  #isLast = false;
  #header = 0;
  #headerBytes = 0;
  #outputBytes = 0;

  readonly #batchBytes: number;

  /** @param batchBytes `advance` stops at the end of a block once the blocks that it passed may unpack to this much */
  constructor({ hasChecksum }: FrameHeader, batchBytes: number) {
    this.#hasChecksum = hasChecksum;
    this.#batchBytes = batchBytes;
  }

  /**
   * Advances through `bytes`, at most to the end of a batch of blocks, or up to the checksum.
   * @returns how many of `bytes` were passed
   */
  advance(bytes: Uint8Array): number {
    this.#outputBytes = 0;
    for (let at = 0; !this.hasEnded && !this.isDamaged; ) {
      if (this.#bodyBytes > 0) {
        const passed = Math.min(this.#bodyBytes, bytes.length - at);
        at += passed;
        this.#bodyBytes -= passed;
        if (this.#bodyBytes > 0) return at;
        if (this.#endBody()) return at;
      } else {
        if (at === bytes.length) return at;
        this.#header |= bytes[at++]! << (8 * this.#headerBytes++);
        if (this.#headerBytes === BLOCK_HEADER_BYTES && this.#readHeader()) return at;
      }
    }
    return 0;
  }

  /*  0  3  bit 0: last block; 1 and 2: type; 3 to 23: size. 0 raw, 1 one byte repeated, 2 compressed, 3 reserved   */
  /** @returns whether `advance` should stop here */
  #readHeader(): boolean {
    const type = (this.#header >> 1) & 3;
    const size = this.#header >> 3;
    this.#isLast = (this.#header & 1) !== 0;
    this.#header = 0;
    this.#headerBytes = 0;
    this.isDamaged = type === 3 || size > MAX_BLOCK_BYTES;
    if (this.isDamaged) return true;
    this.blocks++;
    this.#bodyBytes = type === 1 ? 1 : size;
    const maxBytes = type === 2 ? MAX_BLOCK_BYTES : size;
    this.#outputBytes += maxBytes;
    this.maxBytes += maxBytes;
    return this.#bodyBytes === 0 && this.#endBody();
  }

  /** @returns whether `advance` should stop here */
  #endBody(): boolean {
    if (this.isBehindBlocks) {
      this.hasEnded = true;
      return true;
    }
    if (!this.#isLast) return this.#outputBytes >= this.#batchBytes;
    this.isBehindBlocks = true;
    this.hasEnded = !this.#hasChecksum;
    this.#bodyBytes = this.#hasChecksum ? CHECKSUM_BYTES : 0;
    return true;
  }
}

/** The size of the frame at the beginning of `packed`; undefined where it does not end within it. */
export function frameBytes(packed: Uint8Array): number | undefined {
  const header = isFrame(packed) ? parseFrameHeader(packed) : undefined;
  if (header === undefined) return undefined;
  const walk = new FrameWalk(header, Number.POSITIVE_INFINITY);
  let at = header.headerBytes;
  while (at < packed.length && !walk.hasEnded && !walk.isDamaged) at += walk.advance(packed.subarray(at));
  return walk.hasEnded ? at : undefined;
}

/** Whether `packed` is one whole frame with nothing after it; a decoder would ignore trailing bytes silently. */
export function isOneFrame(packed: Uint8Array): boolean {
  return frameBytes(packed) === packed.length;
}

/**
 * Headers of Zstandard frames and blocks, RFC 8878 section 3.1.1. All sizes of a frame's parts stand in its headers, so its
 * end is found without unpacking anything.
 */

/** Longest frame header: magic number, descriptor, window, dictionary, content size. */
export const MAX_HEADER_BYTES = 4 + 1 + 1 + 4 + 8;
/** Section 3.1.1.2.4: the most that a block may hold, packed or not. */
export const MAX_BLOCK_BYTES = 128 << 10;

export interface FrameHeader {
  readonly headerBytes: number;
  /** What a decoder must keep to unpack the frame; up to 2^64. */
  readonly windowBytes: number;
  /** Size of what is packed, where the header tells. */
  readonly contentBytes: number | undefined;
  /** 0: none is needed. */
  readonly dictionaryId: number;
  readonly hasChecksum: boolean;
}

/** Begins with the magic number. */
export function isFrame(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

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

function littleEndian(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let at = length; at-- > 0; ) value = value * 256 + bytes[offset + at]!;
  return value;
}

/**
 * A header for the same blocks that asks for a window of at least `windowBytes`, rounded up to a power of two, and says
 * nothing of the size of the content: where that is a lie, a decoder would keep back what it has unpacked.
 */
export function plainHeader({ hasChecksum }: FrameHeader, windowBytes: number): Uint8Array {
  const exponent = Math.max(0, Math.ceil(Math.log2(windowBytes)) - 10);
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, hasChecksum ? 4 : 0, exponent << 3);
}

/** Follows the block headers of one frame through its bytes as they come, from right behind its header. */
export class FrameWalk {
  /** All bytes of the frame have gone by. */
  hasEnded = false;
  /** A block header that cannot be one has gone by: where the frame ends is not known. */
  isDamaged = false;
  /** The blocks have gone by; of the frame nothing but its checksum is left. */
  isBehindBlocks = false;
  readonly #hasChecksum: boolean;
  /** Of what a header announced, still to come. */
  #bodyBytes = 0;
  #isLast = false;
  #header = 0;
  #headerBytes = 0;
  #outputBytes = 0;

  readonly #batchBytes: number;

  /** @param batchBytes `advance` stops at the end of a block when the blocks that it went through may hold as much, unpacked */
  constructor({ hasChecksum }: FrameHeader, batchBytes: number) {
    this.#hasChecksum = hasChecksum;
    this.#batchBytes = batchBytes;
  }

  /**
   * Goes on into `bytes`, at most up to the end of a batch of blocks, or up to the checksum.
   * @returns how many of `bytes` were gone through
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
        if (this.#headerBytes === 3 && this.#readHeader()) return at;
      }
    }
    return 0;
  }

  /*  0  3  bit 0: last block; 1 and 2: type; 3 to 23: size. 0 raw, 1 one byte repeated, 2 compressed, 3 reserved   */
  /** @returns whether `advance` ends here */
  #readHeader(): boolean {
    const type = (this.#header >> 1) & 3;
    const size = this.#header >> 3;
    this.#isLast = (this.#header & 1) !== 0;
    this.#header = 0;
    this.#headerBytes = 0;
    this.isDamaged = type === 3 || size > MAX_BLOCK_BYTES;
    if (this.isDamaged) return true;
    this.#bodyBytes = type === 1 ? 1 : size;
    this.#outputBytes += type === 2 ? MAX_BLOCK_BYTES : size;
    return this.#bodyBytes === 0 && this.#endBody();
  }

  /** @returns whether `advance` ends here */
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
const CHECKSUM_BYTES = 4;

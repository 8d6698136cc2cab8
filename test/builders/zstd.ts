/** Writes Zstandard frames block by block, true ones and every kind of lie. RFC 8878, section 3.1. */

export type ZstdBlock =
  | { readonly raw: Uint8Array | string }
  | { readonly repeat: number; readonly count: number }
  /** Type (2: compressed, 3: reserved), the size that is told, and what follows. */
  | { readonly type: number; readonly size: number; readonly body?: Uint8Array };

export interface ZstdFrame {
  readonly blocks: readonly ZstdBlock[];
  /** Content size that is told, in 8 bytes. */
  readonly contentSize?: bigint;
  /** Window descriptor; absent: a window of 1 MiB. */
  readonly window?: number;
  /** No window: it is the content size that counts. */
  readonly isSingleSegment?: true;
  readonly dictionaryId?: number;
  /** Four bytes; nothing here computes the true ones. */
  readonly checksum?: Uint8Array;
  readonly reservedBit?: true;
}

/** 2^(10 + exponent) bytes. */
export const windowDescriptor = (exponent: number): number => exponent << 3;

export function zstdFrame(frame: ZstdFrame): Buffer {
  const { blocks, contentSize, dictionaryId, checksum } = frame;
  const descriptor =
    (dictionaryId === undefined ? 0 : 3) |
    (checksum === undefined ? 0 : 4) |
    (frame.reservedBit ? 8 : 0) |
    (frame.isSingleSegment ? 0x20 : 0) |
    (contentSize === undefined ? 0 : 0xc0);
  return Buffer.concat([
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor]),
    frame.isSingleSegment ? Buffer.alloc(0) : Buffer.from([frame.window ?? windowDescriptor(10)]),
    dictionaryId === undefined ? Buffer.alloc(0) : littleEndian(BigInt(dictionaryId), 4),
    contentSize === undefined ? Buffer.alloc(0) : littleEndian(contentSize, 8),
    ...blocks.map((block, index) => blockBytes(block, index === blocks.length - 1)),
    Buffer.from(checksum ?? []),
  ]);
}

/** Raw blocks of at most `blockBytes`. */
export function rawBlocks(data: Uint8Array | string, blockBytes = 128 << 10): ZstdBlock[] {
  const bytes = Buffer.from(data);
  const count = Math.max(1, Math.ceil(bytes.length / blockBytes));
  return Array.from({ length: count }, (_, index) => ({
    raw: bytes.subarray(index * blockBytes, (index + 1) * blockBytes),
  }));
}

/** Of Zstandard and of LZ4 alike. @param kind 0 to 15 */
export function skippableFrame(content: Uint8Array | string, kind = 0, size?: number): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([
    Buffer.from([0x50 | kind, 0x2a, 0x4d, 0x18]),
    littleEndian(BigInt(size ?? bytes.length), 4),
    bytes,
  ]);
}

function blockBytes(block: ZstdBlock, isLast: boolean): Buffer {
  if ('raw' in block) {
    const raw = Buffer.from(block.raw);
    return Buffer.concat([blockHeader(0, raw.length, isLast), raw]);
  }
  if ('repeat' in block) return Buffer.concat([blockHeader(1, block.count, isLast), Buffer.from([block.repeat])]);
  return Buffer.concat([blockHeader(block.type, block.size, isLast), Buffer.from(block.body ?? [])]);
}

function blockHeader(type: number, size: number, isLast: boolean): Buffer {
  return littleEndian(BigInt((size << 3) | (type << 1) | (isLast ? 1 : 0)), 3);
}

function littleEndian(value: bigint, length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn)));
}

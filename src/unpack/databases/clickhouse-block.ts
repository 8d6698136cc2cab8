/** A packed block of ClickHouse (src/Compression/CompressedReadBufferBase.cpp, CompressionInfo.h), without a magic number. */
import { isLikelyLz4Block, MAX_RATIO, maxLz4Bytes, unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { isFrame, parseFrameHeader } from '../codecs/zstd-frame.ts';
import { bufferOf } from '../container/magic.ts';

/*  0   16  CityHash128 (version 1.0.2) of all that follows, not compared
 *  16  1   method
 *  17  4   bytes from the method on, little-endian
 *  21  4   bytes when it is unpacked
 *  25  n   content; of several methods: 1 how many, 1 each, and the content packed with all of them           */
const [METHOD_AT, SIZE_AT, UNPACKED_AT] = [16, 17, 21];
export const BLOCK_HEAD_BYTES = 25;
const HEADER_BYTES = BLOCK_HEAD_BYTES - METHOD_AT;
/** DBMS_MAX_COMPRESSED_SIZE. */
const MAX_WRITTEN_BYTES = 1 << 30;
/** Limit on what is held in memory, packed and unpacked. Writers use 64 KiB to 1 MiB (max_compress_block_size). */
export const MAX_HELD_BYTES = 64 << 20;
/** Bytes that confirm LZ4 sequences: what is wrong behind them is damage. */
const LIKELY_BYTES = 256;
/** Bytes of a block by which it is recognised. */
export const BLOCK_SEEN_BYTES = BLOCK_HEAD_BYTES + LIKELY_BYTES;
/** The methods that may be combined: all there are, from that of LZ4 on. */
const [MIN_METHOD, MAX_METHOD, MAX_METHODS] = [0x82, 0x9f, 8];
/** CompressionMethodByte of AES, in two strengths. */
const AES: readonly number[] = [0x96, 0x97];
/** Methods that encode differences of numbers, and do nothing for text: Delta, T64, DoubleDelta, Gorilla, FPC, GCD. */
const OF_NUMBERS: readonly number[] = [0x93, 0x92, 0x94, 0x95, 0x98, 0x9a];

export type BlockKind = 'stored' | 'lz4' | 'zstd' | 'encrypted' | 'numbers' | 'unknown';

export interface ClickhouseBlock {
  readonly kind: BlockKind;
  /** Size of the block including its checksum, from which all offsets count. */
  readonly bytes: number;
  readonly contentBytes: number;
}

/** The block that begins here, as far as it is in view; undefined when there is none. */
export function clickhouseBlock(head: Uint8Array): ClickhouseBlock | undefined {
  if (head.length < BLOCK_HEAD_BYTES) return undefined;
  const fields = bufferOf(head);
  const [size, contentBytes] = [fields.readUInt32LE(SIZE_AT), fields.readUInt32LE(UNPACKED_AT)];
  if (size <= HEADER_BYTES || contentBytes === 0 || Math.max(size, contentBytes) > MAX_WRITTEN_BYTES) return undefined;
  const packed = head.subarray(BLOCK_HEAD_BYTES, METHOD_AT + size);
  const kind = kindOf(packed, { method: head[METHOD_AT]!, packedBytes: size - HEADER_BYTES, contentBytes });
  return kind && { kind, bytes: METHOD_AT + size, contentBytes };
}

interface Told {
  readonly method: number;
  readonly packedBytes: number;
  readonly contentBytes: number;
}

/** The methods that `kindOf` knows. */
export const BLOCK_MARK = { at: METHOD_AT, bytes: [0x02, 0x82, 0x90, 0x91] };

function kindOf(packed: Uint8Array, { method, packedBytes, contentBytes }: Told): BlockKind | undefined {
  switch (method) {
    case 0x02:
      return packedBytes === contentBytes ? 'stored' : undefined;
    case 0x82: {
      const canBe = packedBytes <= maxLz4Bytes(contentBytes) && contentBytes <= packedBytes * MAX_RATIO;
      return canBe && isLikelyLz4Block(packed.subarray(0, LIKELY_BYTES), contentBytes) ? 'lz4' : undefined;
    }
    case 0x90:
      return isFrame(packed) && (parseFrameHeader(packed)?.contentBytes ?? contentBytes) === contentBytes
        ? 'zstd'
        : undefined;
    case 0x91:
      return kindOfSeveral(packed);
    default:
      return undefined;
  }
}

function kindOfSeveral(packed: Uint8Array): BlockKind | undefined {
  const count = packed[0] ?? 0;
  const methods = packed.subarray(1, 1 + count);
  const areMethods = methods.every((method) => method >= MIN_METHOD && method <= MAX_METHOD);
  if (count < 2 || count > MAX_METHODS || methods.length < count || !areMethods) return undefined;
  if (methods.some((method) => AES.includes(method))) return 'encrypted';
  return methods.some((method) => OF_NUMBERS.includes(method)) ? 'numbers' : 'unknown';
}

/**
 * The content of a block of up to MAX_HELD_BYTES, or as much of it as there is.
 * @param bytes of the block, up to its end
 */
export async function unpackClickhouse(
  { kind, contentBytes }: ClickhouseBlock,
  bytes: Uint8Array,
): Promise<{ content: Uint8Array; isWhole: boolean }> {
  const packed = bytes.subarray(BLOCK_HEAD_BYTES);
  if (kind === 'zstd') {
    const content = await unpackBlock('zstd', packed, contentBytes);
    return { content: content ?? new Uint8Array(0), isWhole: content !== undefined };
  }
  if (kind === 'stored') return { content: packed, isWhole: packed.length === contentBytes };
  const { bytes: content, isDamaged } = unpackLoneLz4Block(packed, contentBytes);
  return { content, isWhole: !isDamaged && content.length === contentBytes };
}

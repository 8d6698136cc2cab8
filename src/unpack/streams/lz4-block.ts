/**
 * An LZ4 block preceded by its content size: the output of `lz4.block.compress` of Python, `compress_prepend_size` of lz4_flex in Rust,
 * and numcodecs in Zarr; and sequences of them, each followed by the CRC-32 of both: tables of Cassandra (Data.db; LZ4Compressor and
 * CompressedSequentialWriter of Cassandra). They have no magic number, so one is opened only if more matches stay within the output
 * before them than chance allows, and if the last block ends where the bytes end, or a checksum matches.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import {
  isBrokenLz4Block,
  isLikelyLz4Block,
  lz4BlockBytes,
  maxLz4Bytes,
  unpackLoneLz4Block,
} from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { NAME } from './block-stream.ts';
import { MAX_LONE_BLOCK_BYTES } from './lone-lz4-block.ts';

/*  0  4  bytes of content, little-endian
 *  4  n  block
 *  .  4  CRC-32 of both, big-endian: of Cassandra                    */
const SIZE_BYTES = 4;
const SUM_BYTES = 4;
/** A smaller block hides hardly anything: LZ4 copies only from literals. */
const MIN_BYTES = 64;
/**
 * A truncated block has no end to check, so its matches alone must prove it: more than 4 KiB, at odds of 2 to the power of 64. Of 8 million
 * places in programs none passes; with 300 bytes, fourteen do.
 */
const [CUT_PROOF_BITS, MIN_CUT_BYTES] = [64, 4096];

export const lz4Block: SourceContainer = {
  id: 'lz4-block',
  title: 'LZ4 block after its size (Python lz4.block, lz4_flex, numcodecs; Cassandra tables)',
  limits:
    'blocks followed by other bytes, above 128 MiB, or truncated below 4 KiB; Cassandra tables with unpacked blocks',
  reads: 'source',
  keepsLeaf: 'searched',
  isCodec: true,
  headBytes: 4096,
  mark: { at: 3, bytes: Array.from({ length: (MAX_LONE_BLOCK_BYTES >> 24) + 1 }, (_, byte) => byte) },
  sniff: (head) => {
    const contentBytes = contentBytesIn(head);
    if (contentBytes === undefined) return false;
    const block = head.subarray(SIZE_BYTES);
    return isLikelyLz4Block(block, contentBytes) && isBrokenLz4Block(block);
  },
  entries,
};

function contentBytesIn(head: Uint8Array): number | undefined {
  const bytes = head.length < SIZE_BYTES ? 0 : bufferOf(head).readUInt32LE(0);
  return bytes >= MIN_BYTES && bytes <= MAX_LONE_BLOCK_BYTES ? bytes : undefined;
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly contentBytes: number;
  readonly packed: Uint8Array;
  /** Where its checksum ends, if it matches. */
  readonly sumEnd: number | undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { end, isProved, lone } = soundPart(source, budget);
  if (end === 0) return yield* cutBlock(source);
  if (end !== source.size && !isProved) return;
  const open = async function* (): AsyncGenerator<Uint8Array> {
    if (lone !== undefined) return yield lone;
    for (const block of blocksIn(source, budget)) {
      if (block.start > end) return;
      yield contentOf(block).bytes;
    }
  };
  yield { name: NAME, open, taken: () => [{ start: 0, end }] };
  if (end < source.size)
    yield damaged(`expected a block of LZ4 with its sum at byte ${end}; from there on it is scanned as is`, NAME);
}

/**
 * Up to the last block that can be unpacked. If a checksum proved it, what is wrong behind it is damage. A block that exceeds the limit for
 * an entry counts as sound; the walk reports the limit.
 */
function soundPart(source: ByteSource, budget: Budget): SoundPart {
  let [last, isProved, contentBytes] = [0, false, 0];
  let lone: Uint8Array | undefined;
  for (const block of blocksIn(source, budget)) {
    const { bytes, isDamaged } = contentOf(block);
    if (isDamaged || bytes.length !== block.contentBytes) break;
    // In a sequence, each block has a checksum.
    if (block.sumEnd === undefined && isProved) break;
    lone = last === 0 ? bytes : undefined;
    isProved ||= block.sumEnd !== undefined;
    last = block.sumEnd ?? block.end;
    contentBytes += block.contentBytes;
    if (contentBytes > budget.limits.maxEntryBytes) return { end: source.size, isProved };
  }
  return { end: last, isProved, ...(lone !== undefined && { lone }) };
}

interface SoundPart {
  readonly end: number;
  readonly isProved: boolean;
  /** The content of a single block: it may be large, and need not be unpacked again. */
  readonly lone?: Uint8Array;
}

/** A single block that breaks off at the end of the bytes, before it has its stated size. */
function* cutBlock(source: ByteSource): Generator<Entry | Trouble> {
  const contentBytes = contentBytesIn(source.read(0, Math.min(SIZE_BYTES, source.size)));
  if (contentBytes === undefined || source.size < MIN_CUT_BYTES) return;
  if (source.size - SIZE_BYTES > maxLz4Bytes(contentBytes)) return;
  const block = source.read(SIZE_BYTES, source.size - SIZE_BYTES);
  if (!isLikelyLz4Block(block) || !isBrokenLz4Block(block, CUT_PROOF_BITS)) return;
  const { bytes } = unpackLoneLz4Block(block, contentBytes);
  if (bytes.length >= contentBytes) return;
  yield wholeEntry(NAME, bytes);
  yield damaged(
    `expected a block of LZ4 that holds ${contentBytes} bytes, found ${bytes.length}: it was cut off`,
    NAME,
  );
}

function contentOf({ packed, contentBytes }: Block) {
  return unpackLoneLz4Block(packed, contentBytes);
}

/** One block, or as many as are followed by a checksum. */
function* blocksIn(source: ByteSource, budget: Budget): Generator<Block> {
  for (let at: number | undefined = 0; at !== undefined && at < source.size; ) {
    budget.checkTime();
    const contentBytes = contentBytesOfNext(source, at);
    if (contentBytes === undefined) return;
    const start = at + SIZE_BYTES;
    const seen = source.read(start, Math.min(maxLz4Bytes(contentBytes), source.size - start));
    const blockBytes = lz4BlockBytes(seen, contentBytes);
    if (blockBytes === undefined) return;
    const end = start + blockBytes;
    const packed = seen.subarray(0, blockBytes);
    const sumEnd = sumBehind(source, packed, start);
    yield { start, end, contentBytes, packed, sumEnd };
    at = sumEnd;
  }
}

/** The last block of a table may be of any size. */
function contentBytesOfNext(source: ByteSource, at: number): number | undefined {
  const head = source.read(at, Math.min(SIZE_BYTES, source.size - at));
  if (at === 0 || head.length < SIZE_BYTES) return contentBytesIn(head);
  const bytes = bufferOf(head).readUInt32LE(0);
  return bytes <= MAX_LONE_BLOCK_BYTES ? bytes : undefined;
}

/** Where the checksum of the packed bytes from `start` on ends, if it matches. */
function sumBehind(source: ByteSource, packed: Uint8Array, start: number): number | undefined {
  const end = start + packed.length;
  if (end + SUM_BYTES > source.size) return undefined;
  const sum = bufferOf(source.read(end, SUM_BYTES)).readUInt32BE(0);
  return sum === crc32(packed, crc32(source.read(start - SIZE_BYTES, SIZE_BYTES))) ? end + SUM_BYTES : undefined;
}

/** Unpacks blocks of LevelDB and RocksDB tables (util/compression.h of facebook/rocksdb). */
import type { Budget } from '../../bytes/budget.ts';
import { collect } from '../../bytes/chunks.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { FormatError } from '../../model/errors.ts';
import { BZIP2_MAGICS } from '../codecs/bzip2-end.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import { SLACK_BYTES, unpackLz4Block } from '../codecs/lz4-block.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { unpackSmallBzip2 } from '../codecs/small-bzip2.ts';
import { littleEndian, varintAt } from '../codecs/small-numbers.ts';
import { snappyLength } from '../codecs/snappy-block.ts';
import { zstdBehindDictionary } from '../codecs/zstd-dictionary.ts';
import { isFrame, parseFrameHeader } from '../codecs/zstd-frame.ts';
import { hasMagic } from '../container/magic.ts';
import { sevenZipEntries } from '../seven-zip/seven-zip.ts';

/** Blocks of LevelDB usually have 4 KiB plus one value; those of RocksDB up to some MiB. */
export const MAX_BLOCK_BYTES = 64 << 20;
/** Largest expansion of a byte: three bytes of Snappy make 64. */
const MAX_RATIOS = { snappy: 22, deflate: 1032, lz4: 255 } as const;

export interface PackedTableBlock {
  /** The byte behind the block. */
  readonly kind: number;
  readonly packed: Uint8Array;
  /** Version of the table: see TableFooter. */
  readonly version: number;
  /** History that the block may refer to. */
  readonly dictionary: Uint8Array;
}

/** @returns the content in a buffer of its own, or why it cannot be unpacked */
export async function unpackTableBlock(
  block: PackedTableBlock,
  budget: Budget,
): Promise<Uint8Array | 'damaged' | 'unsupported'> {
  const { kind, packed, dictionary } = block;
  switch (kind) {
    case 0:
      return packed.slice();
    case 1:
      return (await unpackSnappy(packed)) ?? 'damaged';
    case 2:
      return (
        (isOfLeveldb(block) ? await unpackZstd(packed, undefined, dictionary) : await unpackDeflate(block)) ?? 'damaged'
      );
    case 3:
      return (await unpackBzip2(block, budget)) ?? 'damaged';
    case 4:
    case 5:
      return unpackLz4(block) ?? 'damaged';
    case 7:
    case 0x40: {
      const size = varintAt(packed, 0);
      return (size && (await unpackZstd(packed.subarray(size.next), size.value, dictionary))) ?? 'damaged';
    }
    default:
      return 'unsupported';
  }
}

/** Kind 2 is Zstandard in LevelDB, but deflate in RocksDB before its version 1, which cannot begin like a frame. */
function isOfLeveldb({ packed, version }: PackedTableBlock): boolean {
  return version === 0 && isFrame(packed);
}

async function unpackSnappy(packed: Uint8Array): Promise<Uint8Array | undefined> {
  const { length } = snappyLength(packed);
  if (length < 0 || length > packed.length * MAX_RATIOS.snappy) return undefined;
  return await unpackBlock('snappy', packed, length);
}

/** For LevelDB no size precedes the data, since the frame states it. */
async function unpackZstd(
  frame: Uint8Array,
  size: number | undefined,
  dictionary: Uint8Array,
): Promise<Uint8Array | 'unsupported' | undefined> {
  const bytes = size ?? parseFrameHeader(frame)?.contentBytes ?? Number.POSITIVE_INFINITY;
  if (!isFrame(frame) || bytes > MAX_BLOCK_BYTES) return undefined;
  return dictionary.length === 0 ? unpackBlock('zstd', frame, bytes) : zstdBehindDictionary(frame, bytes, dictionary);
}

/** From version 2 on, a size precedes the data; before that, LZ4 has 8 bytes, whose low half is one. */
function sizeBefore({ packed, version }: PackedTableBlock): { readonly value?: number; readonly next: number } {
  return version < 2 ? { next: 0 } : (varintAt(packed, 0) ?? { value: -1, next: 0 });
}

async function unpackDeflate(block: PackedTableBlock): Promise<Uint8Array | undefined> {
  const { value: size, next } = sizeBefore(block);
  const data = block.packed.subarray(next);
  const most = Math.min(size ?? MAX_BLOCK_BYTES, MAX_BLOCK_BYTES, data.length * MAX_RATIOS.deflate);
  if (most <= 0) return undefined;
  const found = inflateWhole(
    data,
    most,
    size ?? data.length * 4,
    block.dictionary.length > 0 ? block.dictionary : undefined,
  );
  if (typeof found !== 'string')
    return found.output.length === (size ?? found.output.length) ? found.output : undefined;
  await turnAfterDamage();
  return undefined;
}

function unpackLz4(block: PackedTableBlock): Uint8Array | undefined {
  const isOld = block.version < 2;
  const { value: size, next } = isOld ? { value: littleEndian(block.packed, 0, 4), next: 8 } : sizeBefore(block);
  const data = block.packed.subarray(next);
  if (size === undefined || size < 0 || size > Math.min(MAX_BLOCK_BYTES, data.length * MAX_RATIOS.lz4))
    return undefined;
  const history = block.dictionary.subarray(-LZ4_REACH_BYTES);
  const start = history.length;
  const target = new Uint8Array(start + size + SLACK_BYTES);
  target.set(history);
  const end = unpackLz4Block(data, target, { start, limit: start + size, base: 0 });
  return end === start + size ? target.subarray(start, end) : undefined;
}
const LZ4_REACH_BYTES = 64 << 10;

async function unpackBzip2(block: PackedTableBlock, budget: Budget): Promise<Uint8Array | undefined> {
  const { value: size, next } = sizeBefore(block);
  const data = block.packed.subarray(next);
  // Checked first, since each call of 7-Zip is costly.
  if (!BZIP2_MAGICS.some((magic) => hasMagic(data, magic))) return undefined;
  const source = new MemorySource(data);
  const small = unpackSmallBzip2(source);
  if (small !== undefined) return small.length === (size ?? small.length) ? small : undefined;
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const item of sevenZipEntries(source, { type: 'bzip2', oneFile: 'block' }, budget)) {
      if ('trouble' in item || item.isRemainder || item.startsAt !== undefined) return undefined;
      const part = await collect(item.open(), MAX_BLOCK_BYTES - bytes);
      if (part === undefined) return undefined;
      bytes += part.length;
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
  return bytes === (size ?? bytes) ? Buffer.concat(parts) : undefined;
}

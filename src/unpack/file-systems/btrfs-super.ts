/** Superblocks and checksums of btrfs (struct btrfs_super_block of include/uapi/linux/btrfs_tree.h). All numbers are little-endian. */
import { createHash } from 'node:crypto';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { crc32c } from '../checksums/crc32c.ts';
import { lowerXxh64 } from '../checksums/xxh64.ts';
import type { Range } from '../container/coverage.ts';

/*   0  32  checksum of the rest
 *  48   8  where it lies itself
 *  64   8  "_BHRfS_M"
 *  80   8  root of the tree of roots   88  8  root of the tree of chunks   96  8  root of the logs, or 0
 * 136   8  number of devices
 * 144   4  bytes of a sector          148  4  bytes of a node             160  4  bytes of the first chunks
 * 188   8  features that a reader must know
 * 196   2  kind of checksum
 * 198   1  level of the tree of roots 199  1  of that of chunks           200  1  of the logs
 * 201   .  this device: 8 its number, 8 its bytes, and others up to 299
 * 811   .  the first chunks: those in which the tree of chunks lies                                   */
export const SUPERBLOCK_START = 64 << 10;
export const SUPERBLOCK_BYTES = 4096;
/** Offsets of the superblock's copies, on a device that is long enough. */
const MIRRORS = [64 * 2 ** 20, 256 * 2 ** 30];
const MAGIC = Buffer.from('_BHRfS_M');
const MAGIC_START = 64;
export const BTRFS_MARK = { at: SUPERBLOCK_START + MAGIC_START, bytes: [...MAGIC.subarray(0, 1)] };
const DEVICE_END = 299;
const FIRST_CHUNKS_START = 811;
const MAX_FIRST_CHUNKS_BYTES = 2048;
/** Up to simple quotas; excludes zones (0x1000), the second tree of extents (0x2000) and the tree of stripes (0x4000). */
const KNOWN_FEATURES = 0x1_0fff;

/** Logical address of a tree's root, which chunks map to offsets on the device. */
export interface TreePlace {
  readonly at: number;
  readonly level: number;
  /** Of the node, where it is known. */
  readonly generation?: number;
}

export interface Superblock {
  readonly sectorBytes: number;
  readonly nodeBytes: number;
  readonly roots: TreePlace;
  readonly chunks: TreePlace;
  /** Recent writes that are in no other tree yet. */
  readonly logs: TreePlace | undefined;
  readonly devices: number;
  readonly deviceId: number;
  readonly deviceBytes: number;
  readonly firstChunks: Buffer;
  readonly sumKind: number;
  /** Feature bits that are not supported; 0: none. */
  readonly unknownFeatures: number;
  /** A description of the damage. */
  readonly damage: string | undefined;
  /** Offsets of it and its copies, if they are valid. */
  readonly sound: readonly number[];
  /** Uninterpreted parts of it: the label, backup roots, and reserved space. */
  readonly unread: readonly Range[];
}

export function isBtrfs(head: Uint8Array): boolean {
  if (head.length < SUPERBLOCK_START + MAGIC_START + MAGIC.length) return false;
  return MAGIC.equals(head.subarray(SUPERBLOCK_START + MAGIC_START, SUPERBLOCK_START + MAGIC_START + MAGIC.length));
}

/** The offsets of the superblock and its copies on a device of this size. */
function superblockPlaces(deviceBytes: number): readonly number[] {
  return [SUPERBLOCK_START, ...MIRRORS].filter((at) => at + SUPERBLOCK_BYTES <= deviceBytes);
}

/** @throws FormatError when there is no plausible one */
export function readSuperblock(source: ByteSource): Superblock {
  const places = superblockPlaces(source.size);
  const blocks = places.map((at) => ({ at, block: Buffer.from(source.read(at, SUPERBLOCK_BYTES)) }));
  const sound = blocks.filter((one) => isSound(one.block, one.at));
  if (blocks.length === 0) throw new FormatError(`expected a superblock of btrfs, but the data ends at ${source.size}`);
  const { at, block } = sound[0] ?? blocks[0]!;
  const instead = sound.length === 0 ? 'and there is no other' : `its copy at ${at} was read in its place`;
  const sumDamage = sound[0]?.at === SUPERBLOCK_START ? [] : [`the superblock has a wrong checksum, ${instead}`];
  const parsed = parse(block);
  const { deviceBytes } = parsed;
  const isNone = deviceBytes < SUPERBLOCK_START + SUPERBLOCK_BYTES;
  const damage = [...sumDamage, ...(isNone ? [`the superblock tells of a device of ${deviceBytes} bytes`] : [])];
  return {
    ...parsed,
    deviceBytes: isNone ? source.size : deviceBytes,
    damage: damage.length === 0 ? undefined : damage.join('; '),
    // A copy with other fields, even a valid one, comes out as is.
    sound: sound.filter((one) => isCopy(one.block, block)).map((one) => one.at),
  };
}

/** Equal except for their checksums and offsets. */
function isCopy(one: Buffer, other: Buffer): boolean {
  return one.subarray(32, 48).equals(other.subarray(32, 48)) && one.subarray(56).equals(other.subarray(56));
}

function isSound(block: Buffer, at: number): boolean {
  if (!MAGIC.equals(block.subarray(MAGIC_START, MAGIC_START + MAGIC.length))) return false;
  const sumKind = block.readUInt16LE(196);
  return number64(block, 48) === at && sumKind < SUM_BYTES.length && isSumRight(sumKind, block.subarray(32), block);
}

function parse(block: Buffer): Omit<Superblock, 'damage' | 'sound'> {
  const [sectorBytes, nodeBytes] = [block.readUInt32LE(144), block.readUInt32LE(148)];
  const sumKind = block.readUInt16LE(196);
  if (!isUnit(sectorBytes) || !isUnit(nodeBytes))
    throw new FormatError(
      `expected a btrfs with nodes of 4 to 64 KiB, found sectors of ${sectorBytes} and ${nodeBytes} bytes`,
    );
  if (sumKind >= SUM_BYTES.length)
    throw new FormatError(`a btrfs with checksums of kind ${sumKind} cannot be opened yet`, 'unsupported');
  const logs = number64(block, 96);
  const features = number64(block, 188);
  const firstChunksEnd = FIRST_CHUNKS_START + Math.min(block.readUInt32LE(160), MAX_FIRST_CHUNKS_BYTES);
  return {
    ...{ sectorBytes, nodeBytes, sumKind },
    roots: { at: number64(block, 80), level: block[198]! },
    chunks: { at: number64(block, 88), level: block[199]! },
    logs: logs === 0 ? undefined : { at: logs, level: block[200]! },
    devices: number64(block, 136),
    deviceId: number64(block, 201),
    deviceBytes: number64(block, 209),
    firstChunks: block.subarray(FIRST_CHUNKS_START, firstChunksEnd),
    unread: [
      { start: DEVICE_END, end: FIRST_CHUNKS_START },
      { start: firstChunksEnd, end: SUPERBLOCK_BYTES },
    ],
    unknownFeatures: features > 0xffff_ffff ? features : (features & ~KNOWN_FEATURES) >>> 0,
  };
}

function isUnit(bytes: number): boolean {
  return bytes >= 4096 && bytes <= 64 << 10 && (bytes & (bytes - 1)) === 0;
}

const BEYOND = 2 ** 53;

/**
 * A 64-bit number as one from 0 to 2^53 - 1. The largest ones, which denote special trees and files (-9 and so on), keep their order and
 * stay distinct: -9 becomes 2^53 - 9. All numbers between those and 2^53 cannot be sizes or offsets on any device, and become one value,
 * `UNSIZED`.
 */
export function number64(bytes: Buffer, at: number): number {
  const [low, high] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
  if (high < 0x8000_0000) return Math.min(high * 2 ** 32 + low, UNSIZED);
  return Math.max(BEYOND + (high - 2 ** 32) * 2 ** 32 + low, UNSIZED);
}
export const UNSIZED = BEYOND - 2 ** 20;

/** The result of `number64` for a negative number. */
export function special(number: number): number {
  return BEYOND + number;
}

/** For CRC-32C, XXH64, SHA-256 and BLAKE2b. */
const SUM_BYTES = [4, 8, 32, 32] as const;

export function sumBytesOf(kind: number): number {
  return SUM_BYTES[kind] ?? 0;
}

/** Whether `sum` begins with the checksum of `bytes`; always true for BLAKE2b, which is not implemented here. */
export function isSumRight(kind: number, bytes: Uint8Array, sum: Buffer): boolean {
  if (kind === 0) return crc32c(bytes) === sum.readUInt32LE(0);
  // The lower half suffices to detect damage.
  if (kind === 1) return lowerXxh64(bytes) === sum.readUInt32LE(0);
  if (kind === 2) return createHash('sha256').update(bytes).digest().equals(sum.subarray(0, SUM_BYTES[2]));
  return true;
}

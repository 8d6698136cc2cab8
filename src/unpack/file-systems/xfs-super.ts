/**
 * Superblocks of XFS ("XFS Algorithms & Data Structures", chapter 13; xfs_format.h of xfsprogs). All numbers are big-endian, except
 * checksums.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { bufferOf, occurrencesIn } from '../container/magic.ts';
import { isSumRight } from './xfs-sum.ts';

/*    0  4  XFSB                            4  4  bytes of a block               8  8  blocks
 *   48  8  first block of the log: 0 where it is on another device             56  8  inode of the root
 *   64  8  and 72 8, 160 8, 168 8, 232 8: inodes of the realtime device and of quotas
 *   84  4  blocks of a group              88  4  groups                       100  2  version, in the lower 4 bits, and features
 *  102  2  bytes of a sector             104  2  bytes of an inode            120  1  log2(bytes of a block)
 *  122  1  log2(bytes of an inode)       123  1  log2(inodes of a block)      124  1  log2(blocks of a group), rounded up
 *  192  1  log2(blocks of a folder's block)     200  4  features of version 4, at 204 where old kernels wrote them
 *  216  4  features that must be known   224  4  sum of all the sector                                                     */
export const SUPERBLOCK_BYTES = 272;
const MAGIC = 'XFSB';
const SUM_AT = 224;
const SYSTEM_INODES_AT = [64, 72, 160, 168, 232];

/** Bits of the word at 100. */
const VERSION = { mask: 0xf, isFolderV2: 0x2000, hasMore: 0x8000 } as const;
/** Bit of the word at 200. */
const HAS_KINDS_V4 = 0x200;
const NEEDED = { kinds: 0x1, sparseInodes: 0x2 } as const;
/** In addition: another UUID in metadata, times until 2486, repair needed, 2⁴⁸ extents, exchanged ranges, parents, metadata folders. */
const KNOWN = 0x1ff;

/** Limits of xfs_format.h and xfs_fs.h. */
const BLOCK_LOG = { least: 9, most: 16 } as const;
const INODE_LOG = { least: 8, most: 11 } as const;
const SECTOR_BYTES = { least: 512, most: 32 << 10 } as const;

export interface Superblock {
  readonly blockBytes: number;
  readonly blockCount: number;
  /** Block size of folders. */
  readonly folderBlockBytes: number;
  readonly sectorBytes: number;
  readonly inodeBytes: number;
  readonly inodesPerBlock: number;
  readonly groupBlocks: number;
  readonly groupCount: number;
  /** Factor of a group in block numbers, which are that times the group's number plus the block's number in the group. */
  readonly groupStep: number;
  readonly rootInode: number;
  /** Inodes without a name, and without user content. */
  readonly systemInodes: readonly number[];
  /** Since version 5, metadata has checksums and longer headers. */
  readonly hasSums: boolean;
  /** Names state the kind of their inode. */
  readonly hasKinds: boolean;
  readonly hasSparseInodes: boolean;
  readonly hasLogInside: boolean;
}

/** @param head from the beginning of the image on */
export function isXfs(head: Buffer): boolean {
  if (head.length < SUPERBLOCK_BYTES || head.toString('latin1', 0, 4) !== MAGIC) return false;
  const version = head.readUInt16BE(100) & VERSION.mask;
  return version >= 1 && version <= 5;
}

/**
 * The first one, or where that is damaged one of those at the beginning of a group.
 * @returns `damage`: what is wrong with the first one
 * @throws FormatError when none is plausible, or it has unsupported features, which may move everything
 */
export function readSuperblock(
  source: ByteSource,
  budget: Budget,
): { readonly superblock: Superblock; readonly damage: string | undefined } {
  const first = sectorAt(source, 0);
  const superblock = first && parse(first);
  if (superblock !== undefined && isSound(first!, superblock))
    return { superblock: checked(first!), damage: undefined };
  const backup = backupOf(source, budget);
  if (backup !== undefined)
    return {
      superblock: checked(backup),
      damage: 'the first superblock is damaged; the file system was read by that of another group',
    };
  if (superblock === undefined)
    throw new FormatError('expected a superblock of XFS whose sizes fit; no other one was found');
  return { superblock: checked(first!), damage: 'the superblock has a wrong checksum, and no other one was found' };
}

function checked(sector: Buffer): Superblock {
  const [word, superblock] = [sector.readUInt16BE(100), parse(sector)!];
  const version = word & VERSION.mask;
  if (version < 4 || (version === 4 && (word & VERSION.isFolderV2) === 0)) throw unsupported('an XFS from before 2001');
  const unknown = version === 5 ? (sector.readUInt32BE(216) & ~KNOWN) >>> 0 : 0;
  if (unknown !== 0) throw unsupported(`an XFS with features 0x${unknown.toString(16)}`);
  return superblock;
}

function unsupported(what: string): FormatError {
  return new FormatError(`${what} cannot be opened yet; its bytes are scanned as is`, 'unsupported');
}

function sectorAt(source: ByteSource, at: number): Buffer | undefined {
  if (at + SECTOR_BYTES.least > source.size) return undefined;
  const bytes = Math.min(SECTOR_BYTES.most, source.size - at);
  return bufferOf(source.read(at, bytes));
}

/** Does not use the first one. Of mkfs.xfs's copies, the last and the middle one know the root inode, and are preferred. */
function backupOf(source: ByteSource, budget: Budget): Buffer | undefined {
  let second: Buffer | undefined;
  for (const at of occurrencesIn(source, Buffer.from(MAGIC), budget, SECTOR_BYTES.least)) {
    const sector = at % SECTOR_BYTES.least === 0 ? sectorAt(source, at) : undefined;
    const superblock = sector && parse(sector);
    if (superblock === undefined) continue;
    const { groupBlocks, blockBytes, groupCount, rootInode } = superblock;
    const group = at / (groupBlocks * blockBytes);
    if (!Number.isInteger(group) || group >= groupCount || !isSound(sector!, superblock)) continue;
    if (rootInode > 0 && rootInode < Number.MAX_SAFE_INTEGER) return sector;
    second ??= sector;
  }
  return second;
}

function isSound(sector: Buffer, { hasSums, sectorBytes }: Superblock): boolean {
  return !hasSums || (sector.length >= sectorBytes && isSumRight(sector.subarray(0, sectorBytes), SUM_AT));
}

/** @returns undefined when it is invalid, or its sizes are impossible */
function parse(sector: Buffer): Superblock | undefined {
  if (!isXfs(sector)) return undefined;
  const [blockLog, inodeLog, groupLog, folderLog] = [120, 122, 124, 192].map((at) => sector[at]!) as Logs;
  const isIn = (log: number, { least, most }: { readonly least: number; readonly most: number }): boolean =>
    log >= least && log <= most;
  const [blockBytes, blockCount] = [sector.readUInt32BE(4), numberAt(sector, 8)];
  const [groupBlocks, groupCount] = [sector.readUInt32BE(84), sector.readUInt32BE(88)];
  const [sectorBytes, inodeBytes] = [sector.readUInt16BE(102), sector.readUInt16BE(104)];
  const areSizesRight =
    isIn(blockLog, BLOCK_LOG) &&
    blockBytes === 2 ** blockLog &&
    isIn(inodeLog, INODE_LOG) &&
    inodeBytes === 2 ** inodeLog &&
    inodeBytes <= blockBytes &&
    isIn(sectorBytes, SECTOR_BYTES) &&
    (sectorBytes & (sectorBytes - 1)) === 0 &&
    blockLog + folderLog <= BLOCK_LOG.most;
  const isRoomRight =
    groupLog < 32 && groupBlocks > 0 && groupBlocks <= 2 ** groupLog && blockCount > (groupCount - 1) * groupBlocks;
  if (!areSizesRight || !isRoomRight || blockCount > groupCount * groupBlocks) return undefined;
  const word = sector.readUInt16BE(100);
  const hasSums = (word & VERSION.mask) === 5;
  const needed = hasSums ? sector.readUInt32BE(216) : 0;
  const more = (word & VERSION.hasMore) === 0 ? 0 : sector.readUInt32BE(200) | sector.readUInt32BE(204);
  return {
    ...{ blockBytes, blockCount, sectorBytes, inodeBytes, groupBlocks, groupCount, hasSums },
    folderBlockBytes: 2 ** (blockLog + folderLog),
    inodesPerBlock: blockBytes / inodeBytes,
    groupStep: 2 ** groupLog,
    rootInode: numberAt(sector, 56),
    systemInodes: SYSTEM_INODES_AT.map((at) => numberAt(sector, at)),
    hasKinds: hasSums ? (needed & NEEDED.kinds) !== 0 : (more & HAS_KINDS_V4) !== 0,
    hasSparseInodes: (needed & NEEDED.sparseInodes) !== 0,
    hasLogInside: numberAt(sector, 48) !== 0,
  };
}
type Logs = [number, number, number, number];

/** 8 bytes; inexact above 2⁵³, which is beyond any image. */
export function numberAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

/** Converts a block number, whose upper bits are its group, to a block offset from the beginning of the image. */
export function blockOf(number: number, { groupStep, groupBlocks, groupCount }: Superblock): number | undefined {
  const [group, block] = [Math.floor(number / groupStep), number % groupStep];
  return group < groupCount && block < groupBlocks ? group * groupBlocks + block : undefined;
}

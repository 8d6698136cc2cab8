/** Superblocks of ext2, ext3 and ext4 (Documentation/filesystems/ext4/super.rst of Linux). All numbers are little-endian. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { crc32cFrom } from '../checksums/crc32c.ts';

/*  0x00  4  inodes               0x04  4  blocks, 0x150 4 above     0x14  4  first block of groups
 *  0x18  4  log2(block size) - 10                                   0x20  4  blocks in a group
 *  0x28  4  inodes in a group    0x38  2  ef53                      0x4c  4  revision: 0 has no features
 *  0x54  4  first inode that is not reserved                        0x58  2  bytes of an inode
 *  0x5a  2  group of this copy   0x5c  4  features                  0x60  4  features that must be known
 *  0x64  4  of those for writers 0x68 16  UUID                      0xe0  4  inode of the journal
 *  0xfe  2  bytes of a group's descriptor, with 64bit               0x104 4  first block of descriptors of meta_bg
 *  0x240 4  and 0x244 4, 0x26c 4: inodes of quotas                  0x24c 8  groups with backups, of sparse_super2
 *  0x270 4  seed of sums, with csum_seed                            0x280 4  inode of orphans
 *  0x3fc 4  sum of all before it                                                                               */
export const SUPERBLOCK_START = 1024;
export const SUPERBLOCK_BYTES = 1024;

/** Features, each group in a word of its own. */
export const COMPATIBLE = { journal: 0x4, sparseSuper2: 0x200 } as const;
export const NEEDED = {
  ...{ compression: 0x1, types: 0x2, recover: 0x4, journalDevice: 0x8, metaGroups: 0x10, is64Bit: 0x80 },
  ...{ sumSeed: 0x2000, largeFolders: 0x4000 },
} as const;
export const FOR_WRITERS = { sparseSuper: 0x1, groupSums: 0x10, sums: 0x400 } as const;
/**
 * In addition: extents, mmp, flex_bg, ea_inode, dirdata (whose data follows names), inline_data, encrypt, casefold. An unreplayed journal
 * needs no gap.
 */
const KNOWN = 0x3f7df & ~NEEDED.journalDevice;

export interface Superblock {
  readonly inodeCount: number;
  readonly blockCount: number;
  readonly blockBytes: number;
  readonly firstBlock: number;
  readonly blocksPerGroup: number;
  readonly inodesPerGroup: number;
  readonly groupCount: number;
  readonly inodeBytes: number;
  readonly descriptorBytes: number;
  readonly firstMetaBlock: number;
  readonly compatible: number;
  readonly needed: number;
  readonly forWriters: number;
  readonly backupGroups: readonly number[];
  readonly uuid: Uint8Array;
  /** Initial value for checksums of metadata. */
  readonly sumSeed: number;
  readonly firstInode: number;
  /** 0: there is none. */
  readonly journalInode: number;
  /** Inodes in use without a name, and without user content. */
  readonly systemInodes: readonly number[];
}

/** @param head from the beginning of the image on */
export function isExt(head: Buffer): boolean {
  if (head.length < SUPERBLOCK_START + SUPERBLOCK_BYTES) return false;
  const block = head.subarray(SUPERBLOCK_START);
  return isSuperblock(block) || isJournalDevice(block);
}

function isSuperblock(block: Buffer): boolean {
  if (block.readUInt16LE(0x38) !== 0xef53) return false;
  const [inodes, blocks, blockLog, revision] = [0, 4, 0x18, 0x4c].map((at) => block.readUInt32LE(at));
  return inodes! > 0 && blocks! > 0 && blockLog! <= MAX_BLOCK_LOG && revision! <= 1;
}
const MAX_BLOCK_LOG = 6;

/** A device that is only a journal, without inodes. */
function isJournalDevice(block: Buffer): boolean {
  const [blocks, blockLog, revision, needed] = [4, 0x18, 0x4c, 0x60].map((at) => block.readUInt32LE(at));
  const isOne = revision === 1 && (needed! & NEEDED.journalDevice) !== 0 && (needed! & ~KNOWN) === NEEDED.journalDevice;
  return block.readUInt16LE(0x38) === 0xef53 && isOne && blocks! > 0 && blockLog! <= MAX_BLOCK_LOG;
}

/**
 * The first one, or a backup where that is damaged.
 * @returns `damage`: what is wrong with the first one
 * @throws FormatError when none is plausible, or it has unsupported features, which may move everything
 */
export function readSuperblock(source: ByteSource): { superblock: Superblock; damage: string | undefined } {
  const first = blockAt(source, SUPERBLOCK_START);
  if (first !== undefined && isJournalDevice(first)) throw unsupported('a journal of an ext on another device');
  const superblock = first && isSuperblock(first) ? parse(first) : undefined;
  if (superblock !== undefined && isSumRight(first!)) return { superblock: checked(superblock), damage: undefined };
  const backup = backupOf(source);
  if (backup !== undefined)
    return {
      superblock: checked(backup),
      damage: 'the first superblock is damaged; the file system was read by a backup',
    };
  if (superblock === undefined)
    throw new FormatError('expected a superblock of ext whose sizes fit; no backup was found');
  return { superblock: checked(superblock), damage: 'the superblock has a wrong checksum, and no backup was found' };
}

function checked(superblock: Superblock): Superblock {
  const unknown = (superblock.needed & ~KNOWN) >>> 0;
  if (unknown !== 0) throw unsupported(`an ext with features 0x${unknown.toString(16)}`);
  return superblock;
}

function unsupported(what: string): FormatError {
  return new FormatError(`${what} cannot be opened yet; its bytes are scanned as is`, 'unsupported');
}

function blockAt(source: ByteSource, at: number): Buffer | undefined {
  if (at + SUPERBLOCK_BYTES > source.size) return undefined;
  const bytes = source.read(at, SUPERBLOCK_BYTES);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Groups that usually have one: with sparse_super, powers of 3, 5 and 7. */
const BACKUP_GROUPS = [1, 3, 5, 7, 9, 25, 27, 49];

/** Does not use the first one: mke2fs makes groups of as many blocks as a block has bits. */
function backupOf(source: ByteSource): Superblock | undefined {
  for (let log = 0; log <= MAX_BLOCK_LOG; log++) {
    const blockBytes = 1024 << log;
    for (const group of BACKUP_GROUPS) {
      const block = blockAt(source, ((log === 0 ? 1 : 0) + group * 8 * blockBytes) * blockBytes);
      if (block === undefined || !isSuperblock(block) || block.readUInt16LE(0x5a) !== group) continue;
      const superblock = parse(block);
      if (superblock?.blockBytes === blockBytes && isSumRight(block)) return superblock;
    }
  }
  return undefined;
}

function isSumRight(block: Buffer): boolean {
  const hasSum = block.readUInt32LE(0x4c) > 0 && (block.readUInt32LE(0x64) & FOR_WRITERS.sums) !== 0;
  return !hasSum || crc32cFrom(ALL_ONES, block.subarray(0, 0x3fc)) === block.readUInt32LE(0x3fc);
}
const ALL_ONES = 0xffff_ffff;

/** @returns undefined when its sizes are impossible */
function parse(block: Buffer): Superblock | undefined {
  const word = (at: number): number => block.readUInt32LE(at);
  const isOld = word(0x4c) === 0;
  const feature = (at: number): number => (isOld ? 0 : word(at));
  const needed = feature(0x60);
  const is64Bit = (needed & NEEDED.is64Bit) !== 0;
  const blockCount = word(0x04) + (is64Bit ? word(0x150) * 2 ** 32 : 0);
  const [firstBlock, blocksPerGroup] = [word(0x14), word(0x20)];
  const uuid = Uint8Array.from(block.subarray(0x68, 0x78));
  const superblock = {
    ...{ inodeCount: word(0), blockCount, blockBytes: 1024 << word(0x18), firstBlock, blocksPerGroup },
    inodesPerGroup: word(0x28),
    groupCount: Math.ceil((blockCount - firstBlock) / blocksPerGroup),
    inodeBytes: isOld ? MIN_INODE_BYTES : block.readUInt16LE(0x58),
    descriptorBytes: is64Bit ? block.readUInt16LE(0xfe) : MIN_DESCRIPTOR_BYTES,
    firstMetaBlock: word(0x104),
    ...{ compatible: feature(0x5c), needed, forWriters: feature(0x64), uuid },
    backupGroups: [word(0x24c), word(0x250)],
    sumSeed: (needed & NEEDED.sumSeed) !== 0 ? word(0x270) : crc32cFrom(ALL_ONES, uuid),
    firstInode: isOld ? FIRST_INODE : word(0x54),
    journalInode: (feature(0x5c) & COMPATIBLE.journal) !== 0 ? word(0xe0) : 0,
    systemInodes: isOld ? [] : [word(0x240), word(0x244), word(0x26c), word(0x280)],
  };
  return areSizesSane(superblock) ? superblock : undefined;
}
const MIN_INODE_BYTES = 128;
const MIN_DESCRIPTOR_BYTES = 32;
const FIRST_INODE = 11;

function areSizesSane(one: Superblock): boolean {
  const { blockBytes, inodeBytes, descriptorBytes } = one;
  const isIn = (bytes: number, least: number): boolean =>
    bytes >= least && bytes <= blockBytes && (bytes & (bytes - 1)) === 0;
  return (
    isIn(inodeBytes, MIN_INODE_BYTES) &&
    isIn(descriptorBytes, MIN_DESCRIPTOR_BYTES) &&
    one.blocksPerGroup > 0 &&
    one.inodesPerGroup > 0 &&
    one.firstBlock < one.blockCount
  );
}

/** Superblock, inodes and directories of EROFS (fs/erofs/erofs_fs.h of Linux). All numbers are little-endian. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';

/*   0  4  e2 e1 f5 e0
 *  12  1  log2 of the size of a block
 *  14  2  number of the root inode
 *  16  8  inodes that are in use
 *  36  4  blocks of the file system
 *  40  4  block from which inodes are counted
 *  80  4  features that a reader must know
 *  86  2  other devices
 *  90  1  log2 of the blocks in a block of a directory
 *  96  8  number of the inode that holds the ends of other files                */
export const SUPERBLOCK_START = 1024;
export const SUPERBLOCK_BYTES = 128;
const KNOWN_FEATURES = 0x7f;

export interface Superblock {
  readonly blockBits: number;
  readonly blockBytes: number;
  readonly directoryBlockBytes: number;
  /** Size of the file system. */
  readonly bytes: number;
  readonly inodes: number;
  readonly rootInode: number;
  readonly inodeCount: number;
  readonly packedInode: number;
  readonly features: number;
  readonly otherDevices: number;
}

export function isErofs(head: Buffer): boolean {
  if (head.length < SUPERBLOCK_START + SUPERBLOCK_BYTES || head.readUInt32LE(SUPERBLOCK_START) !== MAGIC) return false;
  const blockBits = head[SUPERBLOCK_START + 12]!;
  return blockBits >= 9 && blockBits <= 16;
}
const MAGIC = 0xe0f5_e1e2;

/** For the middle of other bytes: programs contain the magic number too. */
export function isSurelyErofs(head: Buffer): boolean {
  if (!isErofs(head)) return false;
  const block = head.subarray(SUPERBLOCK_START);
  const [inodes, features] = [block.readBigUInt64LE(16), block.readUInt32LE(80)];
  return inodes > 0n && block.readUInt32LE(36) > 0 && block.readUInt16LE(14) > 0 && (features & ~KNOWN_FEATURES) === 0;
}

/** @throws FormatError when it is invalid, or has unsupported features, which may move inodes */
export function readSuperblock(head: Buffer): Superblock {
  if (!isErofs(head)) throw new FormatError('expected a superblock of EROFS');
  const block = head.subarray(SUPERBLOCK_START);
  const blockBits = block[12]!;
  const features = block.readUInt32LE(80);
  if ((features & ~KNOWN_FEATURES) !== 0)
    throw new FormatError(
      `an EROFS with features 0x${(features >>> 0).toString(16)} cannot be opened yet; its bytes are scanned as is`,
      'unsupported',
    );
  const blockBytes = 2 ** blockBits;
  return {
    ...{ blockBits, blockBytes, features },
    directoryBlockBytes: blockBytes * 2 ** Math.min(block[90]!, MAX_DIRECTORY_BLOCK_BITS),
    bytes: block.readUInt32LE(36) * blockBytes,
    inodes: block.readUInt32LE(40) * blockBytes,
    rootInode: block.readUInt16LE(14),
    inodeCount: size64LE(block, 16),
    packedInode: size64LE(block, 96),
    otherDevices: block.readUInt16LE(86),
  };
}
const MAX_DIRECTORY_BLOCK_BITS = 4;

/*  0  2  bit 0: 64 bytes long, bits 1 to 3: layout of the data
 *  2  2  n: 12 + 4 * (n - 1) bytes of extended attributes follow, none for 0
 *  4  2  type and permissions
 *  8  4  size; 8 bytes of 64
 * 16  4  first block, or the format of chunks                              */
const SHORT_BYTES = 32;
const LONG_BYTES = 64;
/** Alignment of inodes. */
const SLOT_BYTES = 32;

export const LAYOUT = { plain: 0, packedFull: 1, inline: 2, packedCompact: 3, chunks: 4 } as const;

export interface Inode {
  readonly kind: 'file' | 'directory' | 'other';
  readonly layout: number;
  readonly size: number;
  /** The four bytes whose meaning depends on the layout. */
  readonly word: number;
  /** Behind the inode and its extended attributes. */
  readonly bodyStart: number;
}

export function readInode(source: ByteSource, { inodes }: Superblock, number: number): Inode {
  const start = inodes + number * SLOT_BYTES;
  const head = Buffer.from(source.read(start, SHORT_BYTES));
  const format = head.readUInt16LE(0);
  const isLong = (format & 1) !== 0;
  const attributes = head.readUInt16LE(2);
  return {
    kind: KINDS.get(head.readUInt16LE(4) & TYPE_MASK) ?? 'other',
    layout: (format >>> 1) & 7,
    size: isLong ? size64LE(head, 8) : head.readUInt32LE(8),
    word: head.readUInt32LE(16),
    bodyStart: start + (isLong ? LONG_BYTES : SHORT_BYTES) + (attributes === 0 ? 0 : 8 + 4 * attributes),
  };
}
const TYPE_MASK = 0o170000;
const KINDS: ReadonlyMap<number, Inode['kind']> = new Map([
  [0o040000, 'directory'],
  [0o100000, 'file'],
]);

export interface DirectoryEntry {
  readonly name: string;
  readonly inode: number;
  /** Expected kind of the inode; undefined if the directory does not state it. */
  readonly kind: Inode['kind'] | undefined;
}

/*  0  8  number of the inode
 *  8  2  offset of the name in this block; the first one tells how many entries there are
 * 10  1  type: 0 unknown, 1 file, 2 directory, 3 to 7 devices, pipes, sockets and symbolic links              */
const ENTRY_BYTES = 12;
const ENTRY_KINDS = [undefined, 'file', 'directory'] as const;

/** Including `.` and `..`, whose inodes were met. @param block of a directory, cut at the end of the directory */
export function* readDirectoryBlock(block: Buffer): Generator<DirectoryEntry> {
  const namesStart = block.length < ENTRY_BYTES ? 0 : block.readUInt16LE(8);
  if (namesStart === 0 || namesStart % ENTRY_BYTES !== 0 || namesStart > block.length)
    throw new FormatError(`expected a block of a directory, found names at ${namesStart}`);
  for (let at = 0; at < namesStart; at += ENTRY_BYTES) {
    const start = block.readUInt16LE(at + 8);
    const next = at + ENTRY_BYTES < namesStart ? block.readUInt16LE(at + ENTRY_BYTES + 8) : block.length;
    if (start < namesStart || next < start || next > block.length)
      throw new FormatError(`expected a name in a block of a directory, found it at ${start} to ${next}`);
    const [name = ''] = block.toString('utf8', start, next).split('\0', 1);
    const inode = size64LE(block, at);
    const type = block[at + 10]!;
    const kind = type < ENTRY_KINDS.length ? ENTRY_KINDS[type] : 'other';
    yield { name, inode, kind };
  }
}

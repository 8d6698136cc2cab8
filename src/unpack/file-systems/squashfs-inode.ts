/** Inodes and directories of SquashFS 4. All numbers are little-endian. */
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Metadata, MetadataCursor, MetadataPlace } from './squashfs-metadata.ts';

/*  0  4  "hsqs"
 *  4  4  inodes
 * 12  4  size of a data block
 * 20  2  compressor: 1 gzip, 2 lzma, 3 lzo, 4 xz, 5 lz4, 6 zstd
 * 22  2  log2 of the size of a data block
 * 28  2  major version: 4
 * 32  8  root inode: bits 0 to 15 offset in a block of metadata, above them that block's place in the inode table
 * 40  8  bytes that the file system takes
 * 48  8  table of user and group numbers
 * 56  8  table of extended attributes, all ones for none
 * 64  8  inode table
 * 72  8  directory table
 * 80  8  fragment table
 * 88  8  export table, all ones for none                                                                             */
export const SUPERBLOCK_BYTES = 96;

export interface Superblock {
  readonly inodeCount: number;
  readonly blockBytes: number;
  readonly root: MetadataPlace;
  readonly usedBytes: number;
  readonly inodes: number;
  readonly directories: number;
  readonly fragments: number;
  readonly attributes: number;
  /** Offsets of tables that follow those of inodes and directories. */
  readonly others: readonly number[];
}

/**
 * Whether its two statements of the block size agree: for the middle of other bytes, since programs contain the magic
 * number too.
 */
export function hasBlockSize(head: Buffer): boolean {
  return head.readUInt16LE(22) <= 20 && head.readUInt32LE(12) === 2 ** head.readUInt16LE(22);
}

/* Superblock of SquashFS 4:  20  2  compressor: 5 LZ4   28  2  major version   */
/** 7-Zip has no LZ4. */
export function isLz4Squashfs(head: Buffer): boolean {
  return head.length >= 30 && head.readUInt16LE(20) === 5 && head.readUInt16LE(28) === 4;
}

/* Superblock of SquashFS 4:  4  4  inodes   16  4  fragments   64  8  table of inodes   72  8  of directories   80  8  of fragments */
/**
 * Whether there is only a root, without names in it and without data in front of it. 7-Zip takes such an image for damaged; to everybody
 * else it is bytes like any other.
 */
export function isEmptySquashfs(head: Buffer): boolean {
  if (head.length < SUPERBLOCK_BYTES || head.readUInt32LE(4) !== 1 || head.readUInt16LE(28) !== 4) return false;
  const [inodes, directories, fragments] = [64, 72, 80].map((at) => head.readBigUInt64LE(at)) as [
    bigint,
    bigint,
    bigint,
  ];
  const startsAtOnce = inodes >= SUPERBLOCK_BYTES && inodes <= SUPERBLOCK_BYTES + MAX_CODEC_OPTIONS_BYTES;
  return startsAtOnce && head.readUInt32LE(16) === 0 && directories === fragments && directories > inodes;
}
/** Two bytes of length, and those of Zstandard, LZO or xz. */
const MAX_CODEC_OPTIONS_BYTES = 10;

export function readSuperblock(head: Buffer): Superblock {
  const blockBytes = head.readUInt32LE(12);
  if (blockBytes < MIN_BLOCK_BYTES || blockBytes > MAX_BLOCK_BYTES || (blockBytes & (blockBytes - 1)) !== 0)
    throw new FormatError(`expected blocks of 4 KiB to 1 MiB, found ${blockBytes} bytes`);
  const [root, usedBytes, ids, attributes, inodes, directories, fragments, exports_] = Array.from(
    { length: 8 },
    (_, index) => size64LE(head, 32 + 8 * index),
  ) as [number, number, number, number, number, number, number, number];
  return {
    inodeCount: head.readUInt32LE(4),
    ...{ blockBytes, root: placeOf(root), usedBytes, inodes, directories, fragments, attributes },
    others: [ids, attributes, fragments, exports_],
  };
}
const MIN_BLOCK_BYTES = 4 << 10;
const MAX_BLOCK_BYTES = 1 << 20;

const placeOf = (reference: number): MetadataPlace => ({
  block: Math.floor(reference / 0x10000),
  offset: reference % 0x10000,
});

export interface FileInode {
  readonly kind: 'file';
  /** Offset of its first data block. */
  readonly start: number;
  readonly size: number;
  /** Index of the fragment block that contains its tail, and the tail's offset in it. */
  readonly fragment: { readonly index: number; readonly offset: number } | undefined;
  /** Positioned before its list of blocks: 4 bytes each. */
  readonly blocks: MetadataCursor;
}
export interface DirectoryInode {
  readonly kind: 'directory';
  readonly listing: MetadataPlace;
  readonly listingBytes: number;
}
/** Symbolic links and devices: everything about them is in the inode itself. */
interface OtherInode {
  readonly kind: 'other';
}
export type Inode = (FileInode | DirectoryInode | OtherInode) & {
  /** 1 to 7, also for an extended one. */
  readonly type: number;
};

/*  0  2  type: 1 directory, 2 file, 3 symbolic link, 4 to 7 devices, pipes and sockets; 8 to 14 the same with more fields
 *  2  2  permissions
 *  4  4  user and group
 *  8  4  time
 * 12  4  number                                                                                                     */
const HEADER_BYTES = 16;

export function readInode(metadata: Metadata, table: number, place: MetadataPlace): Inode {
  const cursor = metadata.cursor(table, place);
  const type = cursor.read(HEADER_BYTES).readUInt16LE(0);
  if (type === 0 || type > LAST_TYPE)
    throw new FormatError(`expected an inode of type 1 to ${LAST_TYPE}, found ${type}`);
  return { type: plainType(type), ...(READERS[type]?.(cursor) ?? { kind: 'other' }) };
}
const LAST_TYPE = 14;

/** Directories refer to the basic type, without extended fields. */
function plainType(type: number): number {
  return type > LAST_TYPE / 2 ? type - LAST_TYPE / 2 : type;
}

/** A directory's size counts `.` and `..` in addition to its listing. */
const NO_LISTING_BYTES = 3;
const NO_FRAGMENT = 0xffff_ffff;

const READERS: Readonly<Record<number, (cursor: MetadataCursor) => FileInode | DirectoryInode>> = {
  /* 16  4  block of the listing
   * 20  4  links
   * 24  2  size
   * 26  2  offset of the listing in its block
   * 28  4  parent                             */
  1: (cursor) => {
    const rest = cursor.read(16);
    return directory(rest.readUInt32LE(0), rest.readUInt16LE(10), rest.readUInt16LE(8));
  },
  /* 16  4  links
   * 20  4  size
   * 24  4  block of the listing
   * 28  4  parent
   * 32  2  entries of the index
   * 34  2  offset of the listing in its block
   * 36  4  extended attributes                */
  8: (cursor) => {
    const rest = cursor.read(24);
    return directory(rest.readUInt32LE(8), rest.readUInt16LE(18), rest.readUInt32LE(4));
  },
  /* 16  4  first block
   * 20  4  fragment
   * 24  4  offset in the fragment
   * 28  4  size
   * 32  .  list of blocks          */
  2: (cursor) => {
    const rest = cursor.read(16);
    const [start, index, offset, size] = [0, 4, 8, 12].map((at) => rest.readUInt32LE(at)) as FourNumbers;
    return file(cursor, { start, size, index, offset });
  },
  /* 16  8  first block
   * 24  8  size
   * 32  8  bytes that are in no block
   * 40  4  links
   * 44  4  fragment
   * 48  4  offset in the fragment
   * 52  4  extended attributes
   * 56  .  list of blocks             */
  9: (cursor) => {
    const rest = cursor.read(40);
    const [start, size] = [0, 8].map((at) => size64LE(rest, at)) as [number, number];
    return file(cursor, { start, size, index: rest.readUInt32LE(28), offset: rest.readUInt32LE(32) });
  },
};
type FourNumbers = [number, number, number, number];

function directory(block: number, offset: number, size: number): DirectoryInode {
  return { kind: 'directory', listing: { block, offset }, listingBytes: Math.max(0, size - NO_LISTING_BYTES) };
}

function file(
  blocks: MetadataCursor,
  { start, size, index, offset }: { start: number; size: number; index: number; offset: number },
): FileInode {
  return { kind: 'file', start, size, fragment: index === NO_FRAGMENT ? undefined : { index, offset }, blocks };
}

export interface DirectoryEntry {
  readonly name: string;
  /** The basic type of the inode. */
  readonly type: number;
  readonly inode: MetadataPlace;
}

/*  0  4  entries that follow, less one
 *  4  4  block of their inodes
 *  8  4  number that theirs are counted from
 *
 *  0  2  offset of the inode in its block
 *  2  2  number, from the one above
 *  4  2  type
 *  6  2  length of the name, less one
 *  8  n  name                                   */
const RUN_BYTES = 12;
const ENTRY_BYTES = 8;
const MAX_RUN_ENTRIES = 256;

export function* readListing(
  metadata: Metadata,
  table: number,
  { listing, listingBytes }: DirectoryInode,
): Generator<DirectoryEntry> {
  if (listingBytes === 0) return;
  const cursor = metadata.cursor(table, listing);
  for (let at = 0; at + RUN_BYTES <= listingBytes; ) {
    const run = cursor.read(RUN_BYTES);
    const count = run.readUInt32LE(0) + 1;
    const block = run.readUInt32LE(4);
    if (count > MAX_RUN_ENTRIES) throw new FormatError(`expected a directory, found ${count} entries in a row`);
    at += RUN_BYTES;
    for (let index = 0; index < count && at < listingBytes; index++) {
      const entry = cursor.read(ENTRY_BYTES);
      const offset = entry.readUInt16LE(0);
      const type = plainType(entry.readUInt16LE(4));
      const nameBytes = entry.readUInt16LE(6) + 1;
      const name = cursor.read(nameBytes).toString('utf8');
      at += ENTRY_BYTES + nameBytes;
      yield { name, type, inode: { block, offset } };
    }
  }
}

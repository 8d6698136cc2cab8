/** Inodes of XFS ("XFS Algorithms & Data Structures", chapter 17; struct xfs_dinode). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { READ_AHEAD_BYTES } from '../container/file-tree.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import { isSumRight } from './xfs-sum.ts';
import { blockOf, numberAt, type Superblock } from './xfs-super.ts';

/*   0  2  IN     2  2  type and permissions: 0 is free    4  1  version    5  1  layout of the content
 *   6  2  names, in version 1          16  4  names           24  8  extents, with 2⁴⁸ of them
 *  56  8  size   76  4  extents, or with 2⁴⁸ of them those of attributes   80  2  extents of attributes
 *  82  1  where attributes begin behind the header, in units of 8 bytes: 0 is nowhere     83  1  layout of attributes
 *  90  2  flags; from version 3 on: 100 4 sum    120  8  more flags    152  8  its number
 *  behind the header, of 100 or 176 bytes: content, and attributes                                       */
const MAGIC = 0x494e;
const SUM_AT = 100;
const HEADER_BYTES = { short: 100, long: 176 } as const;
const LONG_VERSION = 3;
const FLAGS = { realtime: 0x1 } as const;
/** In the low half of the eight bytes at 120. */
const MORE_FLAGS = { manyExtents: 0x10, metadata: 0x20 } as const;

export type Kind = 'file' | 'folder' | 'link' | 'other' | 'free';
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [0o040000, 'folder'],
  [0o100000, 'file'],
  [0o120000, 'link'],
]);

/** Content of an inode, or its attributes. */
export interface Fork {
  readonly layout: 'inline' | 'extents' | 'tree' | 'other';
  /** Its bytes in the inode. */
  readonly body: Buffer;
  /** As stated, for the layout `extents`. */
  readonly extents: number;
}
const LAYOUTS: readonly Fork['layout'][] = ['other', 'inline', 'extents', 'tree'];

export interface Inode {
  readonly number: number;
  readonly kind: Kind;
  readonly size: number;
  /** The content is on another device. */
  readonly isRealtime: boolean;
  /** Quota tables and the like, which have no names. */
  readonly isMetadata: boolean;
  readonly content: Fork;
  readonly attributes: Fork | undefined;
}

export class XfsInodes {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #notes: FileSystemNotes;

  constructor(source: ByteSource, superblock: Superblock, notes: FileSystemNotes) {
    this.#source = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#superblock = superblock;
    this.#notes = notes;
  }

  /** @returns undefined when it does not exist or is invalid, which is reported; or when it is free */
  named(number: number): Inode | undefined {
    const inode = this.read(number);
    if (inode !== undefined && inode.kind !== 'free') return inode;
    this.#notes.damage('numbers or places of inodes');
    return undefined;
  }

  /** @returns undefined when it does not exist, or is invalid */
  read(number: number): Inode | undefined {
    const { inodesPerBlock, inodeBytes, blockBytes } = this.#superblock;
    const block = blockOf(Math.floor(number / inodesPerBlock), this.#superblock);
    if (block === undefined) return undefined;
    const at = block * blockBytes + (number % inodesPerBlock) * inodeBytes;
    if (at + inodeBytes > this.#source.size) return undefined;
    return this.#parse(number, Buffer.from(this.#source.read(at, inodeBytes)));
  }

  #parse(number: number, raw: Buffer): Inode | undefined {
    if (raw.readUInt16BE(0) !== MAGIC) return undefined;
    const mode = raw.readUInt16BE(2);
    const isLong = raw[4]! >= LONG_VERSION;
    // A free one may be older than its block.
    if (isLong && mode !== 0 && (!isSumRight(raw, SUM_AT) || numberAt(raw, 152) !== number))
      this.#notes.damage('inodes');
    const more = isLong ? raw.readUInt32BE(124) : 0;
    const area = raw.subarray(isLong ? HEADER_BYTES.long : HEADER_BYTES.short);
    const split = raw[82]! * 8;
    const hasMany = (more & MORE_FLAGS.manyExtents) !== 0;
    return {
      ...{ number, kind: mode === 0 ? 'free' : (KINDS.get(mode & 0o170000) ?? 'other'), size: numberAt(raw, 56) },
      isRealtime: (raw.readUInt16BE(90) & FLAGS.realtime) !== 0,
      isMetadata: (more & MORE_FLAGS.metadata) !== 0,
      content: {
        layout: LAYOUTS[raw[5]!] ?? 'other',
        body: split > 0 ? area.subarray(0, split) : area,
        extents: hasMany ? numberAt(raw, 24) : raw.readUInt32BE(76),
      },
      attributes:
        split === 0
          ? undefined
          : {
              layout: LAYOUTS[raw[83]!] ?? 'other',
              body: area.subarray(split),
              extents: hasMany ? raw.readUInt32BE(76) : raw.readUInt16BE(80),
            },
    };
  }
}

/** Inodes of ext (Documentation/filesystems/ext4/inodes.rst of Linux). */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { crc32cFrom, crc32cOfWord } from '../checksums/crc32c.ts';
import { READ_AHEAD_BYTES } from '../container/file-tree.ts';
import type { ExtGroups } from './ext-groups.ts';
import { FOR_WRITERS, NEEDED, type Superblock } from './ext-super.ts';
import type { FileSystemNotes } from './file-system-notes.ts';

/*  0x00  2  type and permissions    0x04  4  size, 0x6c 4 above      0x14  4  when it was deleted
 *  0x1a  2  names                   0x20  4  flags                   0x28 60  blocks, or extents, or content
 *  0x64  4  generation              0x7c  2  sum, 0x82 2 above       0x80  2  bytes in use behind 128
 *  behind these: extended attributes                                                               */
const BODY = { start: 0x28, end: 0x64 } as const;
const [SUM_AT, UPPER_SUM_AT] = [0x7c, 0x82];
const SHORT_BYTES = 128;

const FLAGS = {
  ...{ compressed: 0x4, encrypted: 0x800, indexed: 0x1000, extents: 0x8_0000 },
  inline: 0x1000_0000,
} as const;

export type Kind = 'file' | 'folder' | 'link' | 'other';
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [0o040000, 'folder'],
  [0o100000, 'file'],
  [0o120000, 'link'],
]);

export interface Inode {
  readonly number: number;
  readonly kind: Kind;
  readonly size: number;
  readonly names: number;
  readonly isCompressed: boolean;
  readonly isEncrypted: boolean;
  /** A folder with an index of its names. */
  readonly isIndexed: boolean;
  readonly layout: 'blocks' | 'extents' | 'inline';
  /** 60 bytes. */
  readonly body: Buffer;
  /** Continuation of `body` where that is inline content. */
  readonly more: Buffer;
  /** Initial value for checksums of its blocks; undefined: they have none. */
  readonly sumSeed: number | undefined;
}

export class ExtInodes {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #groups: ExtGroups;
  readonly #notes: FileSystemNotes;

  constructor(source: ByteSource, superblock: Superblock, groups: ExtGroups, notes: FileSystemNotes) {
    this.#source = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#superblock = superblock;
    this.#groups = groups;
    this.#notes = notes;
  }

  /** @returns undefined when it does not exist */
  read(number: number): Inode | undefined {
    const { inodesPerGroup, inodeCount, inodeBytes } = this.#superblock;
    const index = number - 1;
    const isNumber = index >= 0 && index < inodeCount;
    const group = isNumber ? this.#groups.group(Math.floor(index / inodesPerGroup)) : undefined;
    // The missing group was reported already.
    if (isNumber && group === undefined) return undefined;
    const at = group === undefined ? Number.POSITIVE_INFINITY : group.tableAt + (index % inodesPerGroup) * inodeBytes;
    if (at + inodeBytes > this.#source.size) {
      this.#notes.damage('numbers or places of inodes');
      return undefined;
    }
    return this.parse(number, this.#source.read(at, inodeBytes));
  }

  /** @param bytes the whole inode; not kept */
  parse(number: number, bytes: Uint8Array): Inode {
    const raw = Buffer.from(bytes);
    const flags = raw.readUInt32LE(0x20);
    const kind = KINDS.get(raw.readUInt16LE(0) & 0o170000) ?? 'other';
    const isInline = (flags & FLAGS.inline) !== 0;
    return {
      ...{ number, kind, size: this.#sizeOf(raw, kind), names: raw.readUInt16LE(0x1a) },
      isCompressed: (flags & FLAGS.compressed) !== 0 && (this.#superblock.needed & NEEDED.compression) !== 0,
      isEncrypted: (flags & FLAGS.encrypted) !== 0,
      isIndexed: (flags & FLAGS.indexed) !== 0,
      layout: isInline ? 'inline' : (flags & FLAGS.extents) !== 0 ? 'extents' : 'blocks',
      body: raw.subarray(BODY.start, BODY.end),
      more: isInline ? inlineRest(raw) : NOTHING,
      sumSeed: this.#seedOf(number, raw),
    };
  }

  #sizeOf(raw: Buffer, kind: Kind): number {
    // In folders, ext2 has the number of an attribute block there.
    const isLong = kind === 'file' || (kind === 'folder' && (this.#superblock.needed & NEEDED.largeFolders) !== 0);
    return raw.readUInt32LE(0x04) + (isLong ? raw.readUInt32LE(0x6c) * 2 ** 32 : 0);
  }

  /** Reports a wrong checksum of an inode in use: that of a deleted one need not be maintained. */
  #seedOf(number: number, raw: Buffer): number | undefined {
    if ((this.#superblock.forWriters & FOR_WRITERS.sums) === 0) return undefined;
    const seed = crc32cFrom(crc32cOfWord(this.#superblock.sumSeed, number), raw.subarray(0x64, 0x68));
    if (raw.readUInt16LE(0x1a) === 0) return seed;
    const lower = raw.readUInt16LE(SUM_AT);
    raw.writeUInt16LE(0, SUM_AT);
    const hasUpper = raw.length > SHORT_BYTES && raw.readUInt16LE(SHORT_BYTES) >= 4;
    const upper = hasUpper ? raw.readUInt16LE(UPPER_SUM_AT) : 0;
    if (hasUpper) raw.writeUInt16LE(0, UPPER_SUM_AT);
    const sum = crc32cFrom(seed, raw);
    if ((sum & 0xffff) !== lower || (hasUpper && sum >>> 16 !== upper)) this.#notes.damage('inodes');
    return seed;
  }
}
const NOTHING = Buffer.alloc(0);

/* Extended attributes (attributes.rst), from behind what is in use on: 4 bytes ea020000, then of each
 *  0  1  length of the name   1  1  what it begins with: 7 is "system."   2  2  where the value begins, from behind the 4 bytes on
 *  4  4  inode of the value   8  4  bytes of the value                   16  n  name, up to a multiple of 4                       */
const ATTRIBUTES = 0xea02_0000;
const ATTRIBUTE_BYTES = 16;
const SYSTEM = 7;

/** The value of `system.data`, which continues inline content beyond 60 bytes. */
function inlineRest(raw: Buffer): Buffer {
  if (raw.length < SHORT_BYTES + 8) return NOTHING;
  const start = SHORT_BYTES + raw.readUInt16LE(SHORT_BYTES);
  if (start + 4 > raw.length || raw.readUInt32LE(start) !== ATTRIBUTES) return NOTHING;
  const area = raw.subarray(start + 4);
  for (let at = 0; at + ATTRIBUTE_BYTES <= area.length && area.readUInt32LE(at) !== 0; ) {
    const nameBytes = area[at]!;
    const name = area.toString('latin1', at + ATTRIBUTE_BYTES, at + ATTRIBUTE_BYTES + nameBytes);
    if (area[at + 1] === SYSTEM && name === 'data') {
      const [value, bytes] = [area.readUInt16LE(at + 2), area.readUInt32LE(at + 8)];
      return area.subarray(value, Math.min(value + bytes, area.length));
    }
    at += ATTRIBUTE_BYTES + Math.ceil(nameBytes / 4) * 4;
  }
  return NOTHING;
}

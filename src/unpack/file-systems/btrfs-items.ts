/** Items of btrfs trees that describe files (include/uapi/linux/btrfs_tree.h of Linux). */
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import type { Item } from './btrfs-node.ts';
import { number64, type TreePlace } from './btrfs-super.ts';

export const TYPE = {
  inode: 1,
  inodeRef: 12,
  inodeExtref: 13,
  extentData: 108,
  extentSum: 128,
  root: 132,
  rootBackref: 144,
  chunk: 228,
} as const;

/* 16  8  size        52  4  type and permissions */
const INODE_BYTES = 160;
const TYPE_MASK = 0o170000;
const [REGULAR, LINK] = [0o100000, 0o120000];

export interface Inode {
  readonly size: number;
  readonly kind: 'file' | 'link' | 'other';
}

/** @returns undefined when it is cut off */
export function readInode({ data }: Item): Inode | undefined {
  if (data.length < INODE_BYTES) return undefined;
  const type = data.readUInt32LE(52) & TYPE_MASK;
  return { size: number64(data, 16), kind: type === REGULAR ? 'file' : type === LINK ? 'link' : 'other' };
}

/** A name, and the inode of its directory. */
export interface Name {
  readonly parent: number;
  readonly name: string;
}

/* reference of an inode, of which the offset is the directory:   8  2  length of the name, 10  n  name
 * extended one:           0  8  directory,                      16  2  length of the name, 18  n  name
 * back reference of a tree, of which the offset is the tree it stands in:  0  8  directory,  16  2  length,  18  n  name  */
/** BTRFS_NAME_LEN */
const MAX_NAME_BYTES = 255;

/** The first name of an item. @returns undefined when it is cut off, or invalid */
export function readName({ type, offset, data }: Item): Name | undefined {
  const lengthAt = type === TYPE.inodeRef ? 8 : 16;
  if (data.length < lengthAt + 2) return undefined;
  const start = lengthAt + 2;
  const end = start + data.readUInt16LE(lengthAt);
  if (end === start || end > Math.min(data.length, start + MAX_NAME_BYTES)) return undefined;
  const parent = type === TYPE.inodeRef ? offset : number64(data, 0);
  return { parent, name: decodeUtf8OrLatin1(data.subarray(start, end)) };
}

/* 160  8  generation,  176  8  address,  216  4  references: none when it is being deleted,  238  1  level */
const ROOT_BYTES = 239;
/** Including times and UUIDs. */
const WHOLE_ROOT_BYTES = 439;

/** @returns undefined when it is cut off */
export function readRoot({ data }: Item): (TreePlace & { readonly isDeleted: boolean }) | undefined {
  if (data.length < ROOT_BYTES) return undefined;
  return {
    ...{ at: number64(data, 176), level: data[238]!, generation: number64(data, 160) },
    isDeleted: data.readUInt32LE(216) === 0,
  };
}

/*  8  8  bytes, unpacked
 * 16  1  how they are packed: 0 not, 1 zlib, 2 LZO, 3 Zstandard
 * 17  1  encryption   18  2  another encoding
 * 20  1  kind: 0 in this item from 21 on, 1 in an extent, 2 in one that was not written yet
 * 21  8  address of the extent; 0: a hole   29  8  its bytes   37  8  where in what it makes this begins   45  8  bytes of the file */
const INLINE_START = 21;
const EXTENT_BYTES = 53;

export interface Extent {
  readonly kind: 'inline' | 'stored' | 'hole';
  /** Offset in the file. */
  readonly start: number;
  /** Length in the file. */
  readonly bytes: number;
  readonly packing: number;
  readonly unpackedBytes: number;
  readonly isEncoded: boolean;
  readonly inline: Buffer;
  /** Address of the extent. */
  readonly at: number;
  readonly extentBytes: number;
  readonly offset: number;
}

/** Whether an extent fills whole sectors, as Linux requires. */
export function isAligned(
  { start, bytes, at, extentBytes, offset, unpackedBytes }: Extent,
  sectorBytes: number,
): boolean {
  return [start, bytes, at, extentBytes, offset, unpackedBytes].every((number) => number % sectorBytes === 0);
}

/** @returns undefined when it is cut off, or of an unknown kind */
export function readExtent({ offset: start, data }: Item): Extent | undefined {
  if (data.length < INLINE_START) return undefined;
  const kind = data[20]!;
  if (kind > 2 || (kind > 0 && data.length < EXTENT_BYTES)) return undefined;
  const unpackedBytes = number64(data, 8);
  const common = { start, unpackedBytes, packing: data[16]!, isEncoded: data.readUIntLE(17, 3) !== 0 };
  const none = { at: 0, extentBytes: 0, offset: 0 };
  const inline = data.subarray(INLINE_START);
  if (kind === 0) {
    const bytes = common.packing === 0 ? inline.length : unpackedBytes;
    return { ...common, ...none, kind: 'inline', bytes, inline };
  }
  const at = number64(data, 21);
  return {
    ...{ ...common, at, kind: kind === 2 || at === 0 ? 'hole' : 'stored' },
    ...{ extentBytes: number64(data, 29), offset: number64(data, 37), bytes: number64(data, 45) },
    inline: inline.subarray(0, 0),
  };
}

/** Whether it is text without control characters, in which nothing can be packed: mostly paths. */
export function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte < 0x20) return false;
  return true;
}

/** How many leading bytes of an item are interpreted here; the others may hold anything. */
export function readBytesOf(type: number, data: Buffer): number {
  switch (type) {
    case TYPE.inode:
      return INODE_BYTES;
    case TYPE.inodeRef:
      return nameEnd(data, 8);
    case TYPE.inodeExtref:
    case TYPE.rootBackref:
      return nameEnd(data, 16);
    case TYPE.extentData:
      return data[20] === 0 ? data.length : EXTENT_BYTES;
    case TYPE.root:
      return WHOLE_ROOT_BYTES;
    case TYPE.chunk:
      // 44  2  stripes of 32 bytes, from 48 on
      return data.length < 48 ? 0 : 48 + 32 * data.readUInt16LE(44);
    default:
      return 0;
  }
}

/** Names are plain in the image; a name that is no text does not count. */
function nameEnd(data: Buffer, lengthAt: number): number {
  if (data.length < lengthAt + 2) return 0;
  const end = lengthAt + 2 + Math.min(data.readUInt16LE(lengthAt), MAX_NAME_BYTES);
  return isPlain(data.subarray(lengthAt + 2, end)) ? end : lengthAt;
}

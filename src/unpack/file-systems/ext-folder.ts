/** Names in ext folders (Documentation/filesystems/ext4/directory.rst of Linux). */
import { crc32cFrom } from '../checksums/crc32c.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import type { Inode, Kind } from './ext-inode.ts';
import { NEEDED, type Superblock } from './ext-super.ts';
import type { FileSystemNotes } from './file-system-notes.ts';

/*  0  4  inode: 0 is none    4  2  bytes up to the next one    6  1  length of the name
 *  7  1  kind, in the lower four bits; without filetype length of the name above 255   8  n  name   */
const HEADER_BYTES = 8;
const KINDS: readonly (Kind | undefined)[] = [undefined, 'file', 'folder', 'other', 'other', 'other', 'other', 'link'];

/* At the end of a block, with metadata_csum: as an entry without a name,  4  2  12   7  1  de   8  4  sum of all before it */
const TAIL_BYTES = 12;
const TAIL_KIND = 0xde;

export interface Name {
  readonly name: string;
  readonly inode: number;
  /** Kind of its inode; undefined: the folder does not state it. */
  readonly kind: Kind | undefined;
}

/** @param block of a folder, or the inline equivalent in its inode */
export function* namesIn(block: Buffer, superblock: Superblock, notes: FileSystemNotes): Generator<Name> {
  const hasTypes = (superblock.needed & NEEDED.types) !== 0;
  for (let at = 0; at + HEADER_BYTES <= block.length; ) {
    const bytes = entryBytes(block, at);
    const nameBytes = block[at + 6]!;
    if (bytes < HEADER_BYTES || bytes % 4 !== 0 || at + bytes > block.length || HEADER_BYTES + nameBytes > bytes) {
      notes.damage('folders');
      return;
    }
    const inode = block.readUInt32LE(at);
    const raw = block.subarray(at + HEADER_BYTES, at + HEADER_BYTES + nameBytes);
    const kind = hasTypes ? KINDS[block[at + 7]! & 0x0f] : undefined;
    const isDots = raw[0] === DOT && (nameBytes === 1 || (nameBytes === 2 && raw[1] === DOT));
    if (inode !== 0 && nameBytes === 0) notes.damage('folders');
    else if (inode !== 0 && !isDots) yield { name: decodeUtf8OrLatin1(raw), inode, kind };
    at += bytes;
  }
}
const DOT = 0x2e;

/** In blocks of 64 KiB, lengths exceed two bytes: the low two bits are the high ones, and 0 or all ones means the whole block. */
function entryBytes(block: Buffer, at: number): number {
  const stated = block.readUInt16LE(at + 4);
  if (block.length < 1 << 16) return stated;
  return stated === 0 || stated === 0xffff ? block.length : (stated & 0xfffc) | ((stated & 3) << 16);
}

/** Reports a wrong checksum. Index blocks of large folders are not interpreted, so theirs is not checked. */
export function checkFolderSum({ sumSeed, isIndexed }: Inode, block: Buffer, notes: FileSystemNotes): void {
  if (sumSeed === undefined) return;
  const tail = block.length - TAIL_BYTES;
  const hasTail = block.readUInt16LE(tail + 4) === TAIL_BYTES && block[tail + 7] === TAIL_KIND;
  const isRight = hasTail && crc32cFrom(sumSeed, block.subarray(0, tail)) === block.readUInt32LE(tail + 8);
  if (hasTail ? !isRight : !isIndexed) notes.damage('folders');
}

/** Names in XFS folders ("XFS Algorithms & Data Structures", chapter 19; xfs_da_format.h of xfsprogs). */
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import type { Inode, Kind } from './xfs-inode.ts';
import { isSumRight } from './xfs-sum.ts';
import { numberAt, type Superblock } from './xfs-super.ts';

export interface Name {
  readonly name: string;
  readonly inode: number;
  /** Kind of its inode; undefined: the folder does not state it. */
  readonly kind: Kind | undefined;
}

const KINDS: readonly (Kind | undefined)[] = [
  ...[undefined, 'file', 'folder', 'other', 'other', 'other', 'other', 'link', 'other'],
] as const;

/* In an inode:  0  1  names   1  1  how many of them have numbers of 8 bytes: if any, all have; or else of 4   2  n  number of the parent
 *  a name:  0  1  length   1  2  place in a block that it would have   3  n  name; then 1 byte kind, if names have kinds, and the number */
const INLINE_NAME_BYTES = 3;

export function* inlineNames(body: Buffer, { hasKinds }: Superblock, notes: FileSystemNotes): Generator<Name> {
  const numberBytes = body[1] === 0 ? 4 : 8;
  let at = 2 + numberBytes;
  for (let left = body[0]!; left > 0; left--) {
    const nameBytes = body[at] ?? 0;
    const kindAt = at + INLINE_NAME_BYTES + nameBytes;
    const numberIsAt = kindAt + (hasKinds ? 1 : 0);
    if (nameBytes === 0 || numberIsAt + numberBytes > body.length) {
      notes.damage('folders');
      return;
    }
    yield {
      name: decodeUtf8OrLatin1(body.subarray(at + INLINE_NAME_BYTES, kindAt)),
      inode: numberBytes === 8 ? numberAt(body, numberIsAt) : body.readUInt32BE(numberIsAt),
      kind: hasKinds ? KINDS[body[kindAt]!] : undefined,
    };
    at = numberIsAt + numberBytes;
  }
}

/* A block:  0  4  XD2B where it is the only one, which ends with an index, or else XD2D; with sums XDB3, XDD3   4  4  sum   40  8  folder;
 *  behind the header of 16 bytes, or with sums 64, names and room:
 *  a name:  0  8  inode   8  1  length   9  n  name; then 1 byte kind, if names have kinds; ends with its place, 2 bytes, at a multiple of 8
 *  room:    0  2  ffff    2  2  bytes of it
 *  the index ends with  4  entries, of 8 bytes each, which stand before   4  those that are gone                                            */
const BLOCKS: ReadonlyMap<string, { readonly hasSum: boolean; readonly hasIndex: boolean }> = new Map([
  ['XD2B', { hasSum: false, hasIndex: true }],
  ['XD2D', { hasSum: false, hasIndex: false }],
  ['XDB3', { hasSum: true, hasIndex: true }],
  ['XDD3', { hasSum: true, hasIndex: false }],
]);
const HEADER_BYTES = { plain: 16, withSum: 64 } as const;
const SUM_AT = 4;
const FOLDER_AT = 40;
const ROOM = 0xffff;
const NAME_BYTES = 9;
const PLACE_BYTES = 2;
const [INDEX_END_BYTES, INDEX_ENTRY_BYTES] = [8, 8];

export function* blockNames(
  block: Buffer,
  { number }: Inode,
  { hasKinds, hasSums }: Superblock,
  notes: FileSystemNotes,
): Generator<Name> {
  const type = BLOCKS.get(block.toString('latin1', 0, 4));
  if (type?.hasSum !== hasSums) {
    notes.damage('folders');
    return;
  }
  if (hasSums && (!isSumRight(block, SUM_AT) || numberAt(block, FOLDER_AT) !== number)) notes.damage('folders');
  const indexEntries = type.hasIndex ? block.readUInt32BE(block.length - INDEX_END_BYTES) : 0;
  const end = type.hasIndex ? block.length - INDEX_END_BYTES - indexEntries * INDEX_ENTRY_BYTES : block.length;
  let at: number = hasSums ? HEADER_BYTES.withSum : HEADER_BYTES.plain;
  if (end < at) notes.damage('folders');
  while (at < end) {
    const isRoom = block.readUInt16BE(at) === ROOM;
    const nameBytes = block[at + NAME_BYTES - 1] ?? 0;
    const kindBytes = hasKinds ? 1 : 0;
    const bytes = isRoom
      ? block.readUInt16BE(at + 2)
      : Math.ceil((NAME_BYTES + nameBytes + kindBytes + PLACE_BYTES) / 8) * 8;
    if (bytes === 0 || bytes % 8 !== 0 || at + bytes > end || (!isRoom && nameBytes === 0)) {
      notes.damage('folders');
      return;
    }
    if (!isRoom) {
      const raw = block.subarray(at + NAME_BYTES, at + NAME_BYTES + nameBytes);
      const kind = hasKinds ? KINDS[block[at + NAME_BYTES + nameBytes]!] : undefined;
      const isDots = raw[0] === DOT && (nameBytes === 1 || (nameBytes === 2 && raw[1] === DOT));
      if (!isDots) yield { name: decodeUtf8OrLatin1(raw), inode: numberAt(block, at), kind };
    }
    at += bytes;
  }
}
const DOT = 0x2e;

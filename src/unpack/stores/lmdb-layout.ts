import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64At } from '../../bytes/size64.ts';

/** How a database is laid out: it is a memory map of the machine that wrote it. */
export interface LmdbLayout {
  readonly isLittleEndian: boolean;
  /** Size of a page number. */
  readonly wordBytes: 4 | 8;
  readonly pageHeaderBytes: number;
  /** Base of node offsets: the beginning of a page or, except in version 1, the end of its header. */
  readonly nodeBase: number;
  readonly pageBytes: number;
  readonly version: number;
}

const MAGIC = 0xbeefc0de;
/** 0.9, lmdb-js and similar ones, 1.0, and development builds. */
export const KNOWN_VERSIONS: readonly number[] = [1, 2, 3, 999];
const DEVELOPERS = 999;
/*  page of the description, 0 and 1 (mdb.c: MDB_page, MDB_meta), of version 1 on 64 bits
 *  0   8  number of the page                         on 32 bits (but for MDB_VL32): 4
 *  .   .  from version 2 on: number of a transaction, as long
 *  8   2  padding; of a page of fixed keys, how long they are
 *  10  2  flags
 *  12  4  where free room begins, and ends; of a long value, how many pages
 *  16  4  magic number = 0xbeefc0de
 *  20  4  version
 *  24  8  address                                    on 32 bits: 4
 *  32  8  size of the map                            on 32 bits: 4
 *  40  .  two trees: free pages, main one; the first begins with the size of a page   */
const HEADERS = [
  { pageHeaderBytes: 16, wordBytes: 8, isFirst: true },
  { pageHeaderBytes: 12, wordBytes: 4, isFirst: true },
  { pageHeaderBytes: 24, wordBytes: 8, isFirst: false },
  { pageHeaderBytes: 16, wordBytes: 4, isFirst: false },
] as const;
export const HEAD_BYTES = 24 + 8 + 16 + 8;
const META = 8;
const [MIN_PAGE_BYTES, MAX_PAGE_BYTES] = [256, 65_536];

/** @param head at least the first HEAD_BYTES of a file */
export function lmdbLayout(head: Uint8Array): LmdbLayout | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const { pageHeaderBytes, wordBytes, isFirst } of HEADERS)
    for (const isLittleEndian of [true, false]) {
      if (view.getUint32(pageHeaderBytes, isLittleEndian) !== MAGIC) continue;
      const version = view.getUint32(pageHeaderBytes + 4, isLittleEndian);
      const isFirstVersion = version === 1 || (version === DEVELOPERS && pageHeaderBytes !== 24);
      if (isFirstVersion !== isFirst) continue;
      const pageBytes = view.getUint32(pageHeaderBytes + 8 + 2 * wordBytes, isLittleEndian);
      const isSize = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
      const isMeta = (view.getUint16(pageHeaderBytes - 6, isLittleEndian) & META) !== 0;
      if (!isSize || !isMeta || head.subarray(0, wordBytes).some((byte) => byte !== 0)) continue;
      const nodeBase = version === 1 ? 0 : pageHeaderBytes;
      return { isLittleEndian, wordBytes, pageHeaderBytes, nodeBase, pageBytes, version };
    }
  return undefined;
}

/** The content of the later of the two meta pages. */
export interface LmdbMeta {
  /** Numbers of the trees' root pages. */
  readonly roots: readonly number[];
  readonly isEncrypted: boolean;
}

/*  tree (MDB_db)
 *  0  4  padding
 *  4  2  flags; of the first one: 0x2000 encrypted
 *  6  2  depth
 *  8  .  five numbers, of which the last is the page at which it begins; all bits are set where it is empty   */
const ENCRYPTED = 0x2000;

export function readMeta(source: ByteSource, layout: LmdbLayout): LmdbMeta {
  const [first, second] = [0, 1].map((page) => metaAt(source, page, layout));
  return second !== undefined && second.transaction > (first?.transaction ?? -1) ? second : first!;
}

function metaAt(
  source: ByteSource,
  page: number,
  layout: LmdbLayout,
): (LmdbMeta & { transaction: number }) | undefined {
  const { isLittleEndian, wordBytes, pageHeaderBytes, pageBytes, version } = layout;
  const treeBytes = 8 + 5 * wordBytes;
  const treesAt = 8 + 2 * wordBytes;
  const at = page * pageBytes + pageHeaderBytes;
  const bytes = treesAt + 2 * treeBytes + 2 * wordBytes;
  if (at + bytes > source.size) return page === 0 ? NOTHING : undefined;
  const read = source.read(at, bytes);
  const view = new DataView(read.buffer, read.byteOffset, read.length);
  if (view.getUint32(0, isLittleEndian) !== MAGIC) return undefined;
  const word = (offset: number): number => wordAt(view, offset, layout);
  return {
    transaction: word(bytes - wordBytes),
    roots: [0, 1].map((tree) => word(treesAt + (tree + 1) * treeBytes - wordBytes)).filter((root) => root < NO_PAGE),
    isEncrypted: version > 1 && (view.getUint16(treesAt + 4, isLittleEndian) & ENCRYPTED) !== 0,
  };
}
const NOTHING = { transaction: 0, roots: [], isEncrypted: false };
/** More pages than any file has. */
const NO_PAGE = 2 ** 32 - 1;

/** A page number. */
export function wordAt(view: DataView, at: number, { wordBytes, isLittleEndian }: LmdbLayout): number {
  return wordBytes === 4 ? view.getUint32(at, isLittleEndian) : size64At(view, at, isLittleEndian);
}

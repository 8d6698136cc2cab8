/** How an InnoDB file describes itself (storage/innobase/include/fil0fil.h, fsp0fsp.h, fsp0types.h). All numbers are big-endian. */

/*  page
 *  0   4  checksum; of "full_crc32" of MariaDB, version of the key of an encrypted page
 *  4   4  number of the page
 *  8   4  page before
 *  12  4  page behind
 *  16  8  number of the last change
 *  24  2  type
 *  26  8  of an encrypted page of MariaDB, version of its key
 *  34  4  number of the space
 *  38  .  content                                       */
export const PAGE_HEADER_BYTES = 38;
export const TYPES = {
  space: 8,
  index: 17_855,
  /** Root of an index whose columns MariaDB changed instantly (ALTER TABLE, from 10.3 on). */
  changed: 18,
  /** Data that did not fit into a record: plain; packed, its beginning and the rest. */
  long: 10,
  packedLong: [11, 12],
  /** By MySQL. */
  packed: 14,
  encrypted: [15, 16, 17],
  /** By MariaDB: packed; packed and encrypted. */
  pagePacked: 34_354,
  pagePackedEncrypted: 37_401,
} as const;

/*  header of the space, on its first page
 *  38   4  number of the space, again
 *  42   4  unused = 0
 *  46   4  size in pages
 *  50   4  pages below which all are in use or on a list
 *  54   4  flags
 *  58   4  pages used in the extents of the second list
 *  62  48  three lists: 4 bytes length, then page and offset of the first and of the last, or all bits set      */
export const HEAD_BYTES = 110;
const LISTS = [62, 78, 94];
const NO_PAGE = 0xffff_ffff;
const MAX_DAMAGED_SIGNS = 1;
/** The minimum, for pages of 4 KiB. That many are added to the lists at a time, whether or not the file has them. */
const EXTENT_PAGES = 256;

export interface InnodbSpace {
  readonly number: number;
  /** Page size in the file; with packed rows, smaller than the unpacked size. */
  readonly pageBytes: number;
  /** Rows are packed (ROW_FORMAT=COMPRESSED). */
  readonly hasPackedRows: boolean;
  /** MariaDB's page compression: 0 none, 1 zlib. */
  readonly packer: number;
  /** Pages end with a CRC-32C of all before it ("full_crc32" of MariaDB, from 10.5 on). */
  readonly hasFullSums: boolean;
  readonly pages: number;
}

/** Undefined where `head` does not begin a space. Its signs are many, so one of them may be damaged. */
export function innodbSpace(head: Uint8Array): InnodbSpace | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const [number, pages, freeLimit] = [34, 46, 50].map((at) => view.getUint32(at)) as [number, number, number];
  if (view.getUint32(4) !== 0 || pages === 0) return undefined;
  const signs = [
    view.getUint16(24) === TYPES.space,
    view.getUint32(38) === number,
    view.getUint32(42) === 0,
    freeLimit <= pages + EXTENT_PAGES,
    ...LISTS.map((at) => isList(view, at, pages)),
  ];
  if (signs.filter((isThere) => !isThere).length > MAX_DAMAGED_SIGNS) return undefined;
  const size = sizesIn(view.getUint32(54));
  return size && { number, pages, ...size };
}

function isList(view: DataView, at: number, pages: number): boolean {
  const [length, first, last] = [0, 4, 10].map((offset) => view.getUint32(at + offset)) as [number, number, number];
  return length === 0 ? first === NO_PAGE && last === NO_PAGE : length <= pages && first < pages && last < pages;
}

/*  flags           with full sums
 *  1  4  log2 of the size of packed rows, less 9       0  4  log2 of the size of a page, less 9
 *  4  1  = 0                                           4  1  = 1
 *  6  4  log2 of the size of a page, less 9; 0: 16 KiB 5  3  how pages are packed
 *  16 1  of MariaDB: pages are packed                                                       */
const FULL_SUMS = 0x10;
const DEFAULT_BYTES = 16_384;

function sizesIn(
  flags: number,
): Pick<InnodbSpace, 'pageBytes' | 'hasPackedRows' | 'packer' | 'hasFullSums'> | undefined {
  const hasFullSums = (flags & FULL_SUMS) !== 0;
  const rows = hasFullSums ? 0 : (flags >> 1) & 15;
  const log = hasFullSums ? flags & 15 : (flags >> 6) & 15;
  if (rows > 5 || (log !== 0 && (log < 3 || log > 7))) return undefined;
  const pageBytes = rows > 0 ? 512 << rows : log === 0 ? DEFAULT_BYTES : 512 << log;
  return { pageBytes, hasPackedRows: rows > 0, packer: hasFullSums ? (flags >> 5) & 7 : 0, hasFullSums };
}

/*  page of a column that did not fit into its record
 *  38  4  bytes of it on this page
 *  42  4  page with the next ones
 *  46  .  bytes                        */
export const LONG_AT = PAGE_HEADER_BYTES + 8;

export function longOf(page: Uint8Array): { type: number; end: number; nextPage: number } {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const end = Math.min(LONG_AT + view.getUint32(PAGE_HEADER_BYTES), page.length);
  return { type: view.getUint16(24), end, nextPage: view.getUint32(PAGE_HEADER_BYTES + 4) };
}

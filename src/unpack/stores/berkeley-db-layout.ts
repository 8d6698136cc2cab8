/** How a Berkeley DB database is laid out: it has the byte order of the machine that wrote it. */
export interface BerkeleyLayout {
  readonly isLittleEndian: boolean;
  readonly pageBytes: number;
  /** Header size of a page, behind which item offsets begin, or the bytes of a long value. */
  readonly pageHeaderBytes: number;
  readonly lastPage: number;
  readonly isEncrypted: boolean;
}

/*  page of the description (db_page.h: DBMETA)
 *  8   4  number of the page: 0
 *  12  4  magic number: 061561 a hash, 053162 a tree, or numbered records
 *  16  4  version: from 8 on, from 9 on
 *  20  4  bytes of a page
 *  24  1  how it is encrypted
 *  25  1  kind of page: 8, 9
 *  26  1  flags: 1 pages have checksums
 *  32  4  the last page                                                         */
export const HEAD_BYTES = 72;
const KINDS = [
  { magic: 0x061561, versions: [8, 9, 10], page: 8 },
  { magic: 0x053162, versions: [9, 10], page: 9 },
];
const CHECKSUMS = 1;
/** Page header sizes: SIZEOF_PAGE, and with a checksum of 4 bytes behind two unused ones (PG_CHKSUM). */
const [PLAIN_BYTES, SUMMED_BYTES] = [26, 32];
const [MIN_PAGE_BYTES, MAX_PAGE_BYTES] = [512, 65_536];

/** @param head at least the first HEAD_BYTES of a file */
export function berkeleyLayout(head: Uint8Array): BerkeleyLayout | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  for (const isLittleEndian of [true, false]) {
    const word = (at: number): number => view.getUint32(at, isLittleEndian);
    const kind = KINDS.find(({ magic }) => word(12) === magic);
    if (kind === undefined || word(8) !== 0 || !kind.versions.includes(word(16)) || head[25] !== kind.page) continue;
    const pageBytes = word(20);
    const isSize = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
    if (!isSize) continue;
    const pageHeaderBytes = (head[26]! & CHECKSUMS) === 0 ? PLAIN_BYTES : SUMMED_BYTES;
    return { isLittleEndian, pageBytes, pageHeaderBytes, lastPage: word(32), isEncrypted: head[24] !== 0 };
  }
  return undefined;
}

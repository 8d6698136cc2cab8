/** Pages of a Firebird database (src/jrd/ods.h of FirebirdSQL/firebird, ODS 11 to 13). Numbers are little-endian. */
import { viewOf } from '../container/magic.ts';

/*  page                                      header, the first page
 *  0   1  type                               16  2  bytes of a page
 *  1   1  flags, 128 encrypted               18  2  0x8000 of Firebird, ODS
 *  4   4  generation                         20  4  first page of RDB$PAGES
 *  8   4  SCN                                40  2  which of several files, from 0
 *  12  4  number of the page, from ODS 12    42  2  flags, 64 encrypted
 *                                            64  2  ODS, its minor number, from ODS 12                        */
export const HEADER_BYTES = 128;
export const TYPES = { header: 1, inventory: 2, data: 5, blob: 8, last: 10 } as const;
const ENCRYPTED_PAGE = 0x80;
const OF_FIREBIRD = 0x8000;
/** Constant in ODS 11, in a field that later versions do not use (16 bits, pag_checksum). */
const FIXED_SUM = 12_345;
const [MIN_PAGE_BYTES, MAX_PAGE_BYTES] = [1024, 32 << 10];
/** Firebird 1 to 6, and possible later versions. */
const [FIRST_ODS, LAST_ODS] = [10, 20];

export interface FirebirdSpace {
  readonly pageBytes: number;
  readonly ods: number;
}

export function firebirdSpace(head: Uint8Array): FirebirdSpace | undefined {
  if (head.length < HEADER_BYTES || head[0] !== TYPES.header) return undefined;
  const view = viewOf(head);
  const [pageBytes, version] = [view.getUint16(16, true), view.getUint16(18, true)];
  const ods = version - OF_FIREBIRD;
  const sum = view.getUint16(2, true);
  const isPage = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
  if (!isPage || ods < FIRST_ODS || ods > LAST_ODS || view.getUint32(12, true) !== 0) return undefined;
  if (sum !== 0 && sum !== FIXED_SUM) return undefined;
  return { pageBytes, ods };
}

export const isEncrypted = (page: Uint8Array): boolean => (page[1]! & ENCRYPTED_PAGE) !== 0;

/*  page of data
 *  16  4  which of its table, from 0
 *  20  2  table
 *  22  2  lines
 *  24  .  of each: 2 where it begins, 2 its bytes, 0 for none   */
const LINES_AT = 24;

export interface FirebirdLines {
  /** Number of the page within its table. */
  readonly sequence: number;
  readonly table: number;
  readonly lines: readonly Uint8Array[];
  /** The page's fields are inconsistent. */
  readonly isBroken: boolean;
}

const NOTHING = new Uint8Array(0);

/** A single line, for a record that continues there: the page's other lines are not checked. */
export function lineOn(page: Uint8Array, index: number): Uint8Array | undefined {
  const view = viewOf(page);
  const placeAt = LINES_AT + 4 * index;
  if (index >= view.getUint16(22, true) || placeAt + 4 > page.length) return undefined;
  const [at, bytes] = [view.getUint16(placeAt, true), view.getUint16(placeAt + 2, true)];
  return at > placeAt && at + bytes <= page.length ? page.subarray(at, at + bytes) : undefined;
}

export function linesOn(page: Uint8Array): FirebirdLines {
  const view = viewOf(page);
  const [sequence, table, told] = [view.getUint32(16, true), view.getUint16(20, true), view.getUint16(22, true)];
  const count = Math.min(told, (page.length - LINES_AT) >> 2);
  let isBroken = told > count;
  let left = page.length;
  const lines = Array.from({ length: count }, (_, index) => {
    const [at, bytes] = [view.getUint16(LINES_AT + 4 * index, true), view.getUint16(LINES_AT + 4 * index + 2, true)];
    const isThere = at >= LINES_AT + 4 * count && at + bytes <= page.length && bytes >= MIN_LINE_BYTES;
    // Lines do not overlap; otherwise a forged page would be unpacked over and over.
    if (isThere) left -= bytes;
    if (isThere && left >= 0) return page.subarray(at, at + bytes);
    if (at !== 0 || bytes !== 0) isBroken = true;
    return NOTHING;
  });
  return { sequence, table, lines, isBroken };
}

/*  line that is a record
 *  0   4  transaction
 *  4   4  page of the version before it; 8 2 its line
 *  10  2  flags
 *  12  1  format, of its table
 *  13  .  packed bytes, at 16 where the transaction has 2 bytes more there, at 22 where the record goes on:
 *  16  4  page of the next piece; 20 2 its line          */
export const MIN_LINE_BYTES = 13;
const [LONG_DATA_AT, PIECE_DATA_AT] = [16, 22];
const FLAGS = { deleted: 1, chain: 2, fragment: 4, goesOn: 8, blob: 16, delta: 32, long: 1024, plain: 2048 } as const;

/** Location of a line. */
export interface LinePlace {
  readonly page: number;
  readonly line: number;
}

export interface RecordHead {
  readonly format: number;
  readonly before: LinePlace | undefined;
  readonly next: LinePlace | undefined;
  readonly isBlob: boolean;
  /** Its beginning is in another line. */
  readonly isFragment: boolean;
  /** An older version, which a newer one refers to. */
  readonly isOld: boolean;
  /** `before` holds only the differences. */
  readonly isBeforeDelta: boolean;
  readonly isPlain: boolean;
  readonly dataAt: number;
}

/** @returns undefined for a line that is empty, or cut off */
export function recordHead(line: Uint8Array): RecordHead | undefined {
  if (line.length < MIN_LINE_BYTES) return undefined;
  const view = viewOf(line);
  const flags = view.getUint16(10, true);
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const goesOn = has(FLAGS.goesOn) && !has(FLAGS.blob);
  const dataAt = goesOn ? PIECE_DATA_AT : has(FLAGS.long) ? LONG_DATA_AT : MIN_LINE_BYTES;
  if (dataAt > line.length) return undefined;
  const before = { page: view.getUint32(4, true), line: view.getUint16(8, true) };
  return {
    format: line[12]!,
    before: before.page === 0 || has(FLAGS.blob) ? undefined : before,
    next: goesOn ? { page: view.getUint32(16, true), line: view.getUint16(20, true) } : undefined,
    isBlob: has(FLAGS.blob),
    isFragment: has(FLAGS.fragment),
    isOld: has(FLAGS.chain),
    isBeforeDelta: has(FLAGS.delta),
    isPlain: has(FLAGS.plain),
    dataAt,
  };
}

/** Table pages of PostgreSQL (storage/bufpage.h), and the rows on them (access/htup_details.h), as written by little-endian machines. */

export const PAGE_BYTES = 8192;
export const PAGE_HEADER_BYTES = 24;

/*  0  8  place in the log
 *  8  2  checksum, or 0
 * 10  2  flags, 0 to 7
 * 12  2  end of the places of rows: four bytes each, from 24 on
 * 14  2  where the rows begin, which grow down from the end
 * 16  2  where what indices keep begins: in a table nowhere
 * 18  2  bytes of the page, and version 4
 * 20  4  oldest row that can go                               */
export function isTablePage(page: Uint8Array): boolean {
  if (page.length < PAGE_HEADER_BYTES) return false;
  const view = new DataView(page.buffer, page.byteOffset, PAGE_HEADER_BYTES);
  const [lower, upper] = [view.getUint16(12, true), view.getUint16(14, true)];
  return (
    view.getUint16(16, true) === PAGE_BYTES &&
    view.getUint16(18, true) === (PAGE_BYTES | 4) &&
    view.getUint16(10, true) < 8 &&
    lower >= PAGE_HEADER_BYTES &&
    lower % 4 === 0 &&
    lower <= upper &&
    upper <= PAGE_BYTES
  );
}

/** A row without its header, as a range [start, end) of the page. */
export interface Row {
  readonly start: number;
  readonly end: number;
  readonly columns: number;
  readonly hasNulls: boolean;
  /** By a transaction; unless that was rolled back, the row is no longer visible. */
  readonly isDeleted: boolean;
}

/** Rows are aligned to 8 bytes, on 32-bit machines to 4. */
const ALIGNMENT = 4;
const NORMAL = 1;
const MIN_ROW_BYTES = 23;
const XMAX_INVALID = 0x800;

/*  place of a row: bits 0 to 14 where, 15 and 16 what (1: a row), 17 to 31 its bytes
 *  row:  4  4  transaction that deleted it, or 0
 *       18  2  columns, in the lower eleven bits
 *       20  2  flags: 1 some column is null
 *       22  1  where the columns begin                     */
/** @returns the rows, and whether pointers lead nowhere or repeatedly to the same bytes */
export function rowsOf(page: Uint8Array): { readonly rows: readonly Row[]; readonly isBroken: boolean } {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const rows: Row[] = [];
  let bytes = 0;
  let isBroken = false;
  for (let at = PAGE_HEADER_BYTES; at < view.getUint16(12, true); at += 4) {
    const place = view.getUint32(at, true);
    if (((place >>> 15) & 3) !== NORMAL) continue;
    const [start, length] = [place & 0x7fff, place >>> 17];
    // They overlap.
    if (bytes + length > PAGE_BYTES) return { rows, isBroken: true };
    bytes += length;
    if (start % ALIGNMENT !== 0 || length < MIN_ROW_BYTES || start + length > PAGE_BYTES) isBroken = true;
    else if (view.getUint8(start + 22) > length) isBroken = true;
    else {
      const [columns, flags] = [view.getUint16(start + 18, true) & 0x7ff, view.getUint16(start + 20, true)];
      const end = start + length;
      const isDeleted = view.getUint32(start + 4, true) !== 0 && (flags & XMAX_INVALID) === 0;
      rows.push({ start: start + view.getUint8(start + 22), end, columns, hasNulls: (flags & 1) === 1, isDeleted });
    }
  }
  return { rows, isBroken };
}

/** A variable-length value, from its first byte on: its content is [start, end). */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly isPacked: boolean;
}

/*  a value, by the lowest bits of its first byte (varatt.h)
 *  xx1   1  bytes with this one, above; 0 points to another table
 *   00   4  bytes with these four, above; at a multiple of four
 *   10   4  the same of one that is packed: 4 bytes for its size and manner follow                */
export function valueAt(page: Uint8Array, at: number, end: number): Value | undefined {
  const first = page[at]!;
  if ((first & 1) === 1) {
    const after = at + (first >> 1);
    return first > 3 && after <= end ? { start: at + 1, end: after, isPacked: false } : undefined;
  }
  if (at % 4 !== 0 || at + 4 > end) return undefined;
  const view = new DataView(page.buffer, page.byteOffset + at, 4);
  const after = at + (view.getUint32(0, true) >>> 2);
  return after > at + 4 && after <= end ? { start: at + 4, end: after, isPacked: (first & 2) === 2 } : undefined;
}

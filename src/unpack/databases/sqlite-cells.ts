/** Cells of b-tree pages: SQLite database file format, 1.6 "B-tree Pages". */

import { SqliteVarints, sqliteVarint } from '../../bytes/sqlite-varint.ts';

export interface Geometry {
  readonly pageBytes: number;
  /** Page size without the part reserved for extensions. */
  readonly usableBytes: number;
  readonly pages: number;
  readonly fileBytes: number;
}

/** A record, or the part of it that is on the page. */
export interface Cell {
  /** How many precede it on the page. */
  readonly index: number;
  readonly payloadBytes: number;
  /** The part on the page itself. */
  readonly local: Uint8Array;
}

/** A cell that continues on other pages. */
export interface OverflowingCell extends Cell {
  /** Row id, in a table. */
  readonly row: bigint | undefined;
  /** Number of the first page with the rest. */
  readonly overflowPage: number;
}

/* 0  1  2 interior index, 5 interior table (which has no payload), 10 leaf of an index, 13 leaf of a table
 * 1  2  first free block
 * 3  2  number of cells
 * 5  2  start of the cells; 0 means 65,536
 * 7  1  fragmented free bytes
 * 8  4  right-most child, of interior pages only
 *    2  for each cell: where it begins                                                                     */
const INTERIOR_INDEX = 2;
const INTERIOR_TABLE = 5;
const LEAF_INDEX = 10;
const LEAF_TABLE = 13;

/** @param kind first byte of a page header */
export function isTreePage(kind: number): boolean {
  return [INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE].includes(kind);
}

/** Limit as a multiple of the page size: cells overlap only on a page that was partly reused. */
const MAX_EFFORT = 2;

/**
 * The cells with a payload, in the order of the page's list.
 * @param start of the page header on the page: 100 on the first one
 * @returns whether those are all: reading stops where they overlap
 */
export function* cellsOf(
  page: Uint8Array,
  start: number,
  geometry: Geometry,
): Generator<Cell | OverflowingCell, boolean> {
  const kind = page[start];
  if (kind !== INTERIOR_INDEX && kind !== LEAF_INDEX && kind !== LEAF_TABLE) return true;
  const { usableBytes } = geometry;
  const pointers = start + (kind === INTERIOR_INDEX ? 12 : 8);
  const count = uint16(page, start + 3);
  const end = pointers + 2 * count;
  const content = uint16(page, start + 5) || 0x10000;
  if (count === 0 || end > usableBytes || content < end || content > usableBytes) return true;
  let left = MAX_EFFORT * usableBytes;
  for (let index = 0; index < count; index++) {
    const at = uint16(page, pointers + 2 * index);
    if (at < end || at >= usableBytes) continue;
    const cell = cellAt(
      page,
      { index, start: at + (kind === INTERIOR_INDEX ? 4 : 0), isTable: kind === LEAF_TABLE },
      geometry,
    );
    if (cell === undefined) continue;
    left -= cell.local.length;
    if (left < 0) return false;
    yield cell;
  }
  return true;
}

/* n  varint: bytes of payload
 * n  varint: row id, of tables only
 * n  the payload, or its beginning
 * 4  number of the first overflow page, when there is one   */
function cellAt(
  page: Uint8Array,
  { index, start, isTable }: { readonly index: number; readonly start: number; readonly isTable: boolean },
  { usableBytes, pages, fileBytes }: Geometry,
): Cell | OverflowingCell | undefined {
  const varints = new SqliteVarints(page, start);
  const payloadBytes = varints.next();
  const rowAt = varints.at;
  if (isTable) varints.next();
  const { at } = varints;
  // 1.6: "X is U-35 for table btree leaf pages, ((U-12)*64/255)-23 for index pages"
  const most = isTable ? usableBytes - 35 : Math.floor(((usableBytes - 12) * 64) / 255) - 23;
  if (payloadBytes <= most)
    return { index, payloadBytes, local: page.subarray(at, Math.min(at + payloadBytes, usableBytes)) };
  if (payloadBytes > fileBytes) return undefined;
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  const fitting = least + ((payloadBytes - least) % (usableBytes - 4));
  const localEnd = at + (fitting <= most ? fitting : least);
  if (localEnd + 4 > usableBytes) return undefined;
  const overflowPage = Buffer.from(page.buffer, page.byteOffset + localEnd, 4).readUInt32BE(0);
  if (overflowPage < 2 || overflowPage > pages) return undefined;
  const row = isTable ? BigInt.asIntN(64, sqliteVarint(page, rowAt).value) : undefined;
  return { index, row, payloadBytes, local: page.subarray(at, localEnd), overflowPage };
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

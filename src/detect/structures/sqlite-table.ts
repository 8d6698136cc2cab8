/**
 * Rows of one table of a SQLite database (SQLite database file format, 1.6 and 2.1), starting from its statement in the schema:
 * the number of the root page precedes it, and the tree leads to the rows. Read: pages in the window, and the part of a record on
 * its own page. Refused: schemas and rows of a write-ahead log, tables whose root is farther away.
 */
import { sqliteVarint } from '../../bytes/sqlite-varint.ts';
import { latin1 } from '../latin1.ts';

export interface SqliteTable {
  /** In the order of the statement. */
  readonly columns: readonly string[];
  /** In the window; undefined if the table has only one page, or if the root of its tree is too far away. */
  readonly tree: Uint8Array | undefined;
  rows(): Generator<SqliteRow>;
}

/** Texts and blobs by column name; numbers are omitted. Views of the window. */
export type SqliteRow = ReadonlyMap<string, SqliteValue>;

export interface SqliteValue {
  readonly bytes: Uint8Array;
  /** In the window. */
  readonly offset: number;
}

const MAGIC = Buffer.from('SQLite format 3\0');
const MAX_STATEMENT_BYTES = 4096;
const MAX_PAGES = 256;
const INTERIOR_TABLE = 5;
const LEAF_TABLE = 13;

interface Pages {
  readonly window: Uint8Array;
  /** Of the database. */
  readonly start: number;
  readonly end: number;
  readonly pageBytes: number;
  readonly usableBytes: number;
}

/** @param at where the statement `CREATE TABLE name` is in `window`, of which [from, end) is read */
export function readSqliteTable(
  window: Uint8Array,
  { name, at, from, end }: { readonly name: string; readonly at: number; readonly from: number; readonly end: number },
): SqliteTable | undefined {
  const pages = readHeader(window, from, at, end);
  const root = rootBefore(window, at, name);
  const columns = columnsOf(latin1(window, at, Math.min(end, at + MAX_STATEMENT_BYTES)));
  if (pages === undefined || root === undefined || columns === undefined) return undefined;
  const first = pageAt(pages, root)?.page;
  const tree = first?.[0] === INTERIOR_TABLE ? first : undefined;
  return { columns, tree, rows: () => rowsUnder(pages, root, columns) };
}

/*
 * 16  2  page size; 1 means 65,536
 * 20  1  bytes at the end of each page that are reserved for extensions
 */
function readHeader(window: Uint8Array, from: number, at: number, end: number): Pages | undefined {
  const before = Buffer.from(window.buffer, window.byteOffset + from, at - from);
  const found = before.lastIndexOf(MAGIC);
  if (found < 0 || found + 100 > before.length) return undefined;
  const declared = before.readUInt16BE(found + 16);
  const pageBytes = declared === 1 ? 0x10000 : declared;
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0) return undefined;
  return {
    window,
    start: from + found,
    end: Math.min(end, window.length),
    pageBytes,
    usableBytes: pageBytes - before[found + 20]!,
  };
}

/** The record of a table in the schema: "table", its name twice, the number of its root page, the statement. */
function rootBefore(window: Uint8Array, at: number, name: string): number | undefined {
  const expected = `table${name}${name}`;
  for (let bytes = 1; bytes <= 4; bytes++) {
    const start = at - bytes - expected.length;
    if (start < 0 || latin1(window, start, at - bytes) !== expected) continue;
    return Buffer.from(window.buffer, window.byteOffset + at - bytes, bytes).readUIntBE(0, bytes);
  }
  return undefined;
}

/** Names of columns in `CREATE TABLE name (a TEXT, b TEXT DEFAULT (1), UNIQUE (a, b))`. */
function columnsOf(statement: string): string[] | undefined {
  const open = statement.indexOf('(');
  const columns: string[] = [];
  let [depth, begin] = [0, open + 1];
  for (let at = open; open > 0 && at < statement.length; at++) {
    const character = statement[at];
    if (character === '(') depth++;
    else if (character === ')') depth--;
    if (depth > 1 || (depth === 1 && character !== ',')) continue;
    const column = /^\s*["'`[]?(\w{1,64})/.exec(statement.slice(begin, at))?.[1];
    if (column !== undefined && !CONSTRAINT.test(column)) columns.push(column);
    if (depth === 0) return columns;
    begin = at + 1;
  }
  return undefined;
}
const CONSTRAINT = /^(?:unique|primary|foreign|check|constraint)$/i;

/*
 * 0  1  kind    3  2  number of cells    8  4  right-most child, of interior pages
 * 8 or 12  2  for each cell: its offset; in an interior page a cell begins with the number of a child, 4 bytes
 */
function* rowsUnder(pages: Pages, root: number, columns: readonly string[]): Generator<SqliteRow> {
  const { usableBytes } = pages;
  const queue = [root];
  for (let index = 0; index < queue.length && index < MAX_PAGES; index++) {
    const found = pageAt(pages, queue[index]!);
    if (found === undefined) continue;
    const { page, offset } = found;
    const isInterior = page[0] === INTERIOR_TABLE;
    if (!isInterior && page[0] !== LEAF_TABLE) continue;
    const pointers = isInterior ? 12 : 8;
    const count = Math.min(page.readUInt16BE(3), (usableBytes - pointers) >> 1);
    for (let cell = 0; cell < count; cell++) {
      const at = page.readUInt16BE(pointers + 2 * cell);
      if (at + 4 > usableBytes) continue;
      if (isInterior) queue.push(page.readUInt32BE(at));
      else yield readRow(page, at, { columns, usableBytes, offset });
    }
    if (isInterior) queue.push(page.readUInt32BE(8));
  }
}

function pageAt(
  { window, start, end, pageBytes }: Pages,
  number: number,
): { readonly page: Buffer; readonly offset: number } | undefined {
  const offset = start + (number - 1) * pageBytes;
  if (number < 2 || offset + pageBytes > end) return undefined;
  return { page: Buffer.from(window.buffer, window.byteOffset + offset, pageBytes), offset };
}

interface Place {
  readonly columns: readonly string[];
  readonly usableBytes: number;
  /** Of the page in the window. */
  readonly offset: number;
}

/* n  varint: bytes of payload    n  varint: row id    n  varint: bytes of the record's header
 * n  varint for each column: its type    then the values */
function readRow(page: Uint8Array, start: number, { columns, usableBytes, offset }: Place): SqliteRow {
  const size = sqliteVarint(page, start);
  const payload = sqliteVarint(page, size.end).end;
  const end = Math.min(usableBytes, payload + localBytes(Number(size.value), usableBytes));
  const header = sqliteVarint(page, payload);
  const headerEnd = payload + Number(header.value);
  const row = new Map<string, SqliteValue>();
  let [type, value] = [header.end, headerEnd];
  for (const column of columns) {
    if (type >= headerEnd || value > end) break;
    const read = sqliteVarint(page, type);
    const bytes = bytesOf(Number(read.value));
    if (value + bytes > end) break;
    if (read.value >= 12n) row.set(column, { bytes: page.subarray(value, value + bytes), offset: offset + value });
    [type, value] = [read.end, value + bytes];
  }
  return row;
}

/** 1.6: how much of a payload is on the page itself; the rest is on overflow pages. */
function localBytes(payloadBytes: number, usableBytes: number): number {
  const most = usableBytes - 35;
  if (payloadBytes <= most) return payloadBytes;
  const least = Math.floor(((usableBytes - 12) * 32) / 255) - 23;
  const fitting = least + ((payloadBytes - least) % (usableBytes - 4));
  return fitting <= most ? fitting : least;
}

/** 2.1, serial types: numbers of 1, 2, 3, 4, 6, 8 and 8 bytes, two constants, blobs and texts. */
function bytesOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0);
}

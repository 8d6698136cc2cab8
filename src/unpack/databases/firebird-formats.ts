/**
 * Locates the text columns of a Firebird record: RDB$FORMATS, table 8 of each database, describes each format of each user table.
 * Formats of system tables are not stored, and descriptions that do not fit on a page are not read.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { viewOf } from '../container/magic.ts';
import { contentOf } from './firebird-blob.ts';
import { isEncrypted, linesOn, recordHead, TYPES } from './firebird-page.ts';
import type { FirebirdRecords } from './firebird-records.ts';

const FORMATS_TABLE = 8;
/** Limit over all formats: a database of 10,000 tables of 50 columns has half as many. */
const MAX_COLUMNS = 1e6;
/**
 * Limit on formats, and on blobs that are or were their descriptions: beyond it, records are treated like those of tables without one.
 */
const MAX_FORMATS = 1e5;
/** Limit on these blobs. */
const MAX_BLOB_BYTES = 16 << 20;
/**
 * Size of an empty data page (sizeof data_page), and of the smallest line (data_page::dpg_repeat, RHD_SIZE): they determine which record
 * numbers a page may have.
 */
const [PAGE_BYTES, LINE_BYTES] = [28, 4 + 13];

/** A column that holds text. */
export interface FirebirdField {
  readonly at: number;
  /** Size of its space. */
  readonly bytes: number;
  /** Its length precedes it, in 2 bytes of that space. */
  readonly isVarying: boolean;
}

/** Keyed by table and format. */
export type FirebirdFormats = ReadonlyMap<number, readonly FirebirdField[]>;

export const formatKey = (table: number, format: number): number => table * 256 + format;

export function formatsIn(
  source: ByteSource,
  { pageBytes, records, budget }: { pageBytes: number; records: FirebirdRecords; budget: Budget },
): FirebirdFormats {
  const described: Described[] = [];
  const blobs = new Blobs();
  for (let at = 0; at + pageBytes <= source.size; at += pageBytes) {
    budget.checkTime();
    const page = source.read(at, pageBytes);
    if (page[0] !== TYPES.data || isEncrypted(page)) continue;
    const { table, sequence, lines } = linesOn(page);
    if (table !== FORMATS_TABLE) continue;
    const first = sequence * Math.floor((pageBytes - PAGE_BYTES) / LINE_BYTES);
    for (const [index, line] of lines.entries()) {
      const head = recordHead(line);
      if (head?.isBlob === true) blobs.add(first + index, contentOf(line));
      else if (head !== undefined && !head.isFragment && described.length < MAX_FORMATS)
        for (const { record } of records.versions(line, head, false)) described.push(...describedBy(record));
    }
  }
  return formatsOf(described, blobs.byNumber);
}

class Blobs {
  readonly byNumber = new Map<number, Uint8Array>();
  #bytesLeft = MAX_BLOB_BYTES;

  add(number: number, content: Uint8Array): void {
    this.#bytesLeft -= content.length;
    if (content.length > 0 && this.#bytesLeft >= 0 && this.byNumber.size < MAX_FORMATS)
      this.byNumber.set(number, content.slice());
  }
}

interface Described {
  readonly key: number;
  /** Number of the blob. */
  readonly blob: number;
}

/*  record of RDB$FORMATS
 *  0   4  which are null
 *  4   2  table
 *  6   2  format
 *  8   2  table of the blob = 8; 11 1 its number, the highest byte of five; 12 4 the others    */
function describedBy(record: Uint8Array): readonly Described[] {
  if (record.length < 16) return [];
  const view = viewOf(record);
  const blob = record[11]! * 2 ** 32 + view.getUint32(12, true);
  return [{ key: formatKey(view.getUint16(4, true), view.getUint16(6, true)), blob }];
}

function formatsOf(described: readonly Described[], blobs: ReadonlyMap<number, Uint8Array>): FirebirdFormats {
  const formats = new Map<number, readonly FirebirdField[]>();
  let columnsLeft = MAX_COLUMNS;
  for (const { key, blob } of described) {
    const content = blobs.get(blob);
    columnsLeft -= content === undefined ? 0 : content.length / COLUMN_BYTES;
    if (columnsLeft < 0) break;
    const fields = content && fieldsOf(content);
    if (fields !== undefined) formats.set(key, fields);
  }
  return formats;
}

/*  description, from ODS 12          of each column
 *  0  2  columns                     0  1  type, 1 text that spaces fill, 2 that a NUL ends, 3 varying; 2 2 bytes
 *  2  .  of each 12 bytes            8  4  where it begins                                                            */
const COLUMN_BYTES = 12;
const [TEXT, VARYING] = [1, 3];

function fieldsOf(content: Uint8Array): readonly FirebirdField[] | undefined {
  const view = viewOf(content);
  const columns = content.length < 2 ? 0 : view.getUint16(0, true);
  if (columns === 0 || 2 + columns * COLUMN_BYTES > content.length) return undefined;
  const fields: FirebirdField[] = [];
  let end = 0;
  for (let column = 0; column < columns; column++) {
    const from = 2 + column * COLUMN_BYTES;
    const [type, bytes, at] = [content[from]!, view.getUint16(from + 2, true), view.getUint32(from + 8, true)];
    // A dropped column has neither.
    if (type === 0 && at === 0) continue;
    if (at < end) return undefined;
    end = at + bytes;
    if (type >= TEXT && type <= VARYING) fields.push({ at, bytes, isVarying: type === VARYING });
  }
  return fields;
}

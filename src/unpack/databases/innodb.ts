/**
 * Tablespaces of InnoDB, the tables of MySQL and MariaDB (.ibd, ibdata1): columns of a record are stored back to back. All index pages
 * are read, including deleted records. Table definitions are stored elsewhere; the records themselves reveal where most columns begin and
 * end (innodb-split.ts), and where they do not, they are scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { crc32c } from '../checksums/crc32c.ts';
import { turnAfterDamage } from '../codecs/inflate.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { PageLines } from '../records/page-lines.ts';
import { PageSet } from '../records/page-set.ts';
import { type LongPacked, longPackedOn, packedColumns, unpackColumn } from './innodb-column.ts';
import { isPacked, unpackLong, unpackPage, unpackRows } from './innodb-packed.ts';
import { type InnodbRecords, recordsOf, redundantFields } from './innodb-records.ts';
import { HEAD_BYTES, type InnodbSpace, innodbSpace, LONG_AT, longOf, TYPES } from './innodb-space.ts';
import { RecordSplitter } from './innodb-split.ts';

const NAME = 'records';
const LINE_FEED = Uint8Array.of(0x0a);

export const innodb: SourceContainer = {
  id: 'innodb',
  title: 'InnoDB table, of MySQL and MariaDB (.ibd, ibdata1; columns, one per line)',
  limits:
    'encrypted pages; pages packed other than with zlib; ends of columns in packed rows; columns of single records and wide tables, and undo logs: only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  // The number of the first page.
  mark: { at: 4, bytes: [0] },
  sniff: (head) => innodbSpace(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const space = innodbSpace(source.read(0, HEAD_BYTES))!;
  const table = new Table(source, space, budget);
  yield { name: NAME, open: () => table.lines() };
  // Reads what the consumer left.
  await drain(table.lines(), budget);
  const { pageBytes } = space;
  const used = new PageSet(Math.floor(source.size / pageBytes));
  for (const first of table.longPacked)
    yield { name: `page ${first}`, open: () => unpackLong(source, { first, pageBytes, used, budget }) };
  for (const long of table.longColumns) {
    const name = `page ${long.page} byte ${long.deflateAt}`;
    yield { name, open: () => unpackColumn(long, { readPage: (number) => table.page(number), used, budget }) };
  }
  yield* table.troubles();
  const found = Math.floor(source.size / pageBytes);
  if (found < space.pages || source.size % pageBytes !== 0)
    yield damaged(`expected ${space.pages} pages, found ${found}: the file was cut, or goes on in another one`, NAME);
}

/** Limit on pages where long packed values begin: further ones are only scanned as is, and reported. */
const MAX_LONG_PACKED = 1e6;

class Table {
  /** Page numbers. */
  readonly longPacked: number[] = [];
  readonly longColumns: LongPacked[] = [];
  #cutPages = 0;
  #brokenPages = 0;
  #packedPages = 0;
  #packedRows = 0;
  #encryptedPages = 0;
  /** Offset of the next page to read. */
  #at = 0;
  readonly #splitter = new RecordSplitter();
  readonly #ahead: ByteSource;
  readonly #space: InnodbSpace;
  readonly #budget: Budget;

  constructor(source: ByteSource, space: InnodbSpace, budget: Budget) {
    this.#ahead = new ReadAheadSource(source);
    [this.#space, this.#budget] = [space, budget];
  }

  /** Columns of the records of each page not read yet, with a line feed after each. */
  async *lines(): AsyncGenerator<Uint8Array> {
    const { pageBytes } = this.#space;
    // Columns, alternatives of uncertain ones, and what lies between them.
    const lines = new PageLines(2 * pageBytes);
    while (this.#at + pageBytes <= this.#ahead.size) {
      this.#budget.checkTime();
      const at = this.#at;
      this.#at += pageBytes;
      for (const packed of this.#readPage(at / pageBytes, this.#ahead.read(at, pageBytes), lines))
        yield* [packed, LINE_FEED];
      await turnAfterDamage();
      const read = lines.take();
      if (read.length > 0) yield read;
    }
  }

  /** A page, unpacked if necessary. */
  page(number: number): Uint8Array | undefined {
    const { pageBytes } = this.#space;
    const page = this.#ahead.read(number * pageBytes, pageBytes);
    const type = Buffer.from(page.buffer, page.byteOffset, page.length).readUInt16BE(24);
    return isPacked(type, this.#space) ? unpackPage(page, type, this.#space) : page;
  }

  *troubles(): Generator<Trouble> {
    const trouble = (code: 'encrypted' | 'unsupported', text: string, count: number): Trouble[] =>
      count === 0 ? [] : [{ name: NAME, trouble: { code, message: `${text}: ${count}` } }];
    yield* trouble('encrypted', 'pages that are encrypted', this.#encryptedPages);
    yield* trouble('unsupported', 'pages that are packed and were not unpacked', this.#packedPages);
    yield* trouble(
      'unsupported',
      'pages of packed rows (ROW_FORMAT=COMPRESSED), which are scanned without the ends of their columns',
      this.#packedRows,
    );
    yield* trouble('unsupported', 'pages on which not all packed columns were looked for', this.#cutPages);
    if (this.#brokenPages > 0)
      yield damaged(`pages that are damaged: ${this.#brokenPages}; they are scanned as is`, NAME);
  }

  /** @returns what was packed, now unpacked */
  #readPage(number: number, page: Uint8Array, lines: PageLines): readonly Uint8Array[] {
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const type = view.getUint16(24);
    const { hasFullSums, hasPackedRows } = this.#space;
    if (number === 0 || (type === 0 && isZero(page))) return [];
    if (
      type === TYPES.pagePackedEncrypted ||
      isOneOf(TYPES.encrypted, type) ||
      (hasFullSums && view.getUint32(0) !== 0)
    )
      this.#encryptedPages++;
    else if (isPacked(type, this.#space)) {
      const whole = unpackPage(page, type, this.#space);
      // An unpacked page is not in the file in this form.
      if (whole !== undefined) return [whole, ...this.#readPlain(number, whole, lines)];
      this.#packedPages++;
    } else if (hasPackedRows) return this.#readPacked(number, page, type);
    else if (hasFullSums && crc32c(page.subarray(0, page.length - 4)) !== view.getUint32(page.length - 4))
      this.#brokenPages++;
    else return this.#readPlain(number, page, lines);
    return [];
  }

  #readPacked(number: number, page: Uint8Array, type: number): readonly Uint8Array[] {
    if (type === TYPES.packedLong[0]) {
      if (this.longPacked.length < MAX_LONG_PACKED) this.longPacked.push(number);
      else this.#packedPages++;
    }
    if (type !== TYPES.index) return [];
    const rows = unpackRows(page);
    if (rows === undefined) {
      this.#packedPages++;
      return [];
    }
    this.#packedRows++;
    return [rows, ...this.#columnsIn(rows, number)];
  }

  #columnsIn(room: Uint8Array, page: number): readonly Uint8Array[] {
    const { values, long, isCut } = packedColumns(room, page, this.#space);
    for (const each of long) this.#addLong(each);
    if (isCut) this.#cutPages++;
    return values;
  }

  #addLong(long: LongPacked): void {
    if (this.longColumns.length < MAX_LONG_PACKED) this.longColumns.push(long);
    else this.#cutPages++;
  }

  #readPlain(number: number, page: Uint8Array, lines: PageLines): readonly Uint8Array[] {
    const view = new DataView(page.buffer, page.byteOffset, page.length);
    const type = view.getUint16(24);
    if (type === TYPES.long) {
      lines.add(page, LONG_AT, longOf(page).end);
      const long = longPackedOn(page, number);
      if (long !== undefined) this.#addLong(long);
    }
    if (type !== TYPES.index && type !== TYPES.changed) return [];
    const records = recordsOf(page);
    if (records === undefined) {
      if (view.getUint32(KEY_VERSION) !== 0) this.#encryptedPages++;
      else this.#brokenPages++;
      return [];
    }
    if (records.isBroken) this.#brokenPages++;
    this.#addColumns(page, records, lines);
    return this.#columnsIn(page.subarray(0, records.end), number);
  }

  #addColumns(page: Uint8Array, records: InnodbRecords, lines: PageLines): void {
    if (records.isCompact)
      for (const { start, end } of this.#splitter.split(page, records)) lines.add(page, start, end);
    else
      for (const origin of records.origins)
        for (const { start, end } of redundantFields(page, origin)) lines.add(page, start, end);
  }
}
const KEY_VERSION = 26;

function isOneOf(types: readonly number[], type: number): boolean {
  return types.includes(type);
}

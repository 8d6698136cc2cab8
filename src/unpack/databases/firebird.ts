/**
 * Databases of Firebird (.fdb; ODS 11 to 13, which are Firebird 2 to 5; tried with those of 3 and 4): records are packed, so four equal
 * bytes split a key. All data pages are read, whether or not a table still has them, and versions of a record that were replaced or
 * deleted. Everything outside of records is scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { viewOf } from '../container/magic.ts';
import { PageSet } from '../records/page-set.ts';
import { contentOf, levelOf, longContentOf } from './firebird-blob.ts';
import { type FirebirdFormats, formatKey, formatsIn } from './firebird-formats.ts';
import { LongBlobs } from './firebird-long-blobs.ts';
import {
  type FirebirdSpace,
  firebirdSpace,
  HEADER_BYTES,
  isEncrypted,
  lineOn,
  linesOn,
  recordHead,
  TYPES,
} from './firebird-page.ts';
import { FirebirdRecords } from './firebird-records.ts';
import { fieldLines, looseLines, wholeLine } from './firebird-texts.ts';

const NAME = 'records';
const LINE_FEED = Uint8Array.of(0x0a);
/**
 * Limit on unpacking records with known columns, as a multiple of the database's size, and for a small one: three bytes may stand for
 * 65,535 spaces. In other records, only the beginning of a run is unpacked.
 */
const [MAX_RATIO, MIN_UNPACKED_BYTES] = [64, 128 << 20];
/** Versions with this layout. */
const [FIRST_ODS, LAST_ODS] = [11, 13];
/** Earlier ones are system tables, whose column names are not each other's settings (`PLG$PASSWD` of security4.fdb). */
const FIRST_OWN_TABLE = 128;

export const firebird: SourceContainer = {
  id: 'firebird',
  title: 'Firebird database (.fdb; columns, one per line or as `name=value`; blobs)',
  limits:
    'encrypted databases; Firebird 1 and 6, InterBase; continuation in another file; records in free space of a page: only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEADER_BYTES,
  firstBytes: [TYPES.header],
  sniff: (head) => firebirdSpace(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const space = firebirdSpace(source.read(0, HEADER_BYTES))!;
  if (space.ods < FIRST_ODS || space.ods > LAST_ODS) {
    const message = `ODS ${FIRST_ODS} to ${LAST_ODS} expected, found ${space.ods}: its records are scanned as is; back it up with gbak and scan that`;
    yield { trouble: { code: 'unsupported', message } };
    return;
  }
  const database = new Database(source, space, budget);
  yield { name: NAME, open: () => database.lines() };
  // Reads what the consumer left.
  await drain(database.lines(), budget);
  for (const { page, line } of database.longBlobs.places)
    yield { name: `blob on page ${page} line ${line}`, open: () => database.longBlob(page, line) };
  yield* database.troubles();
}

class Database {
  readonly longBlobs = new LongBlobs<{ readonly page: number; readonly line: number }>();
  #formats: FirebirdFormats | undefined;
  #at = 0;
  #encryptedPages = 0;
  #brokenPages = 0;
  readonly #source: ByteSource;
  readonly #space: FirebirdSpace;
  readonly #budget: Budget;
  readonly #ahead: ByteSource;
  readonly #records: FirebirdRecords;
  readonly #blobPages: PageSet;
  #unpackedLeft: number;
  /** Records whose versions were not all read, or whose columns were not separated, because of the unpacking limit. */
  #passedRecords = 0;

  constructor(source: ByteSource, space: FirebirdSpace, budget: Budget) {
    [this.#source, this.#space, this.#budget] = [source, space, budget];
    this.#ahead = new ReadAheadSource(source);
    this.#records = new FirebirdRecords(source, space.pageBytes);
    this.#blobPages = new PageSet(Math.floor(source.size / space.pageBytes));
    this.#unpackedLeft = Math.max(MIN_UNPACKED_BYTES, MAX_RATIO * source.size);
  }

  /** Lines of each page not read yet. */
  async *lines(): AsyncGenerator<Uint8Array> {
    yield* gathered(this.#lines());
  }

  *#lines(): Generator<Uint8Array> {
    const { pageBytes } = this.#space;
    this.#formats ??= this.#readFormats();
    while (this.#at + pageBytes <= this.#ahead.size) {
      this.#budget.checkTime();
      const at = this.#at;
      this.#at += pageBytes;
      const page = this.#ahead.read(at, pageBytes);
      if (isEncrypted(page)) this.#encryptedPages++;
      else if (page[0]! > TYPES.last) this.#brokenPages++;
      else if (page[0] === TYPES.data) yield* this.#linesOn(page, at / pageBytes);
    }
  }

  /** ODS 11 stores formats differently: its records get only a quick look. */
  #readFormats(): FirebirdFormats {
    const { pageBytes, ods } = this.#space;
    if (ods === FIRST_ODS) return new Map();
    const records = new FirebirdRecords(this.#source, pageBytes);
    return formatsIn(this.#ahead, { pageBytes, records, budget: this.#budget });
  }

  async *longBlob(page: number, line: number): AsyncGenerator<Uint8Array> {
    const { pageBytes } = this.#space;
    const bytes = this.#source.read(page * pageBytes, pageBytes);
    const more = { source: this.#source, pageBytes, pages: this.#blobPages, budget: this.#budget };
    yield* longContentOf(lineOn(bytes, line)!, more);
  }

  *troubles(): Generator<Trouble> {
    const { pageBytes } = this.#space;
    if (this.#encryptedPages > 0)
      yield {
        name: NAME,
        trouble: { code: 'encrypted', message: `pages that are encrypted: ${this.#encryptedPages}` },
      };
    const { torn } = this.#records;
    if (this.#brokenPages > 0)
      yield damaged(`pages that are damaged: ${this.#brokenPages}; they are scanned as is`, NAME);
    if (torn > 0)
      yield damaged(
        `records that are damaged, go on in another file, or have versions after the first million: ${torn}; they are scanned as is`,
        NAME,
      );
    yield* this.longBlobs.troubles(NAME);
    if (this.#passedRecords > 0) {
      const message = `records come to more than ${MAX_RATIO} times the database; of ${this.#passedRecords} of them columns were not told apart, or versions before them not read`;
      const wayOut = 'back it up with gbak and scan that';
      yield { name: NAME, trouble: { code: 'budget', message: atFixedLimit(message, wayOut) } };
    }
    const stated = this.#statedPages();
    const found = this.#source.size / pageBytes;
    if (found < stated || !Number.isInteger(found))
      yield damaged(
        `expected ${stated} pages of ${pageBytes} bytes, found ${found.toFixed(2)}: the file was cut`,
        NAME,
      );
  }

  /*  inventory of pages, the second page, from ODS 12
   *  24  4  how many pages are in use, of those that it tells of    */
  #statedPages(): number {
    const { pageBytes, ods } = this.#space;
    if (ods === FIRST_ODS || this.#source.size < 2 * pageBytes) return 2;
    const page = this.#source.read(pageBytes, pageBytes);
    return page[0] === TYPES.inventory && !isEncrypted(page) ? viewOf(page).getUint32(24, true) : 2;
  }

  *#linesOn(page: Uint8Array, number: number): Generator<Uint8Array> {
    const { table, lines, isBroken } = linesOn(page);
    if (isBroken) this.#brokenPages++;
    for (const [index, line] of lines.entries()) {
      const head = recordHead(line);
      if (head === undefined || head.isFragment) continue;
      if (head.isBlob) yield* this.#blob(line, number, index);
      else if (!head.isOld) yield* this.#record(line, head, table);
    }
  }

  *#record(line: Uint8Array, head: NonNullable<ReturnType<typeof recordHead>>, table: number): Generator<Uint8Array> {
    const hasFields = this.#formats?.has(formatKey(table, head.format)) === true;
    const isLoose = !hasFields || this.#unpackedLeft < 0;
    if (hasFields && isLoose) this.#passedRecords++;
    for (const { record, format } of this.#records.versions(line, head, isLoose)) {
      this.#unpackedLeft -= record.length;
      if (!isLoose && this.#unpackedLeft < 0) {
        this.#passedRecords++;
        return;
      }
      const fields = isLoose ? undefined : this.#formats?.get(formatKey(table, format));
      if (fields !== undefined) yield fieldLines(record, fields);
      else yield table < FIRST_OWN_TABLE ? wholeLine(record) : looseLines(record);
    }
  }

  *#blob(line: Uint8Array, page: number, index: number): Generator<Uint8Array> {
    if (levelOf(line) === 0) yield* [contentOf(line), LINE_FEED];
    else this.longBlobs.add({ page, line: index });
  }
}

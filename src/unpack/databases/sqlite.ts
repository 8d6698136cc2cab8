/**
 * SQLite 3 databases (SQLite database file format): records, one value a line; those that exceed a page are reassembled. All b-tree
 * pages are read, whatever their table, and then those on the free list: a deleted record remains until its pages are reused. Not
 * reassembled: records of a write-ahead log, and of deleted pages that were partly reused. Databases encrypted by SQLCipher and
 * others have no magic number, and are not recognised.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { PageLines } from '../records/page-lines.ts';
import { PageSet } from '../records/page-set.ts';
import { cellsOf, type Geometry, isTreePage, type OverflowingCell } from './sqlite-cells.ts';
import { addValues, Breaker, valuesOf } from './sqlite-columns.ts';
import { PackedRecord, packedContents } from './sqlite-packed.ts';

const HEADER_BYTES = 100;
const MAGIC = Buffer.from('SQLite format 3\0');
const CHUNK_BYTES = 256 << 10;
const ROWS = 'rows';
/** 1.4: the page at this offset is unused, since programs lock it. */
const LOCK_BYTE = 2 ** 30;

export const sqlite: SourceContainer = {
  id: 'sqlite',
  title: 'SQLite 3 database',
  limits: 'large records in a write-ahead log are not reassembled; values above 16 MiB packed with Snappy',
  headBytes: HEADER_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x53],
  sniff: (head) => head.length >= HEADER_BYTES && MAGIC.equals(head.subarray(0, MAGIC.length)),
  async *entries(source, budget) {
    yield* new Database(source, budget).entries();
  },
};

/*  0  16  "SQLite format 3\0"
 * 16   2  page size, big-endian: a power of two from 512; 1 means 65,536
 * 20   1  bytes at the end of each page that extensions have
 * 32   4  first page of the free list                                     */
function readGeometry(source: ByteSource): Geometry {
  const header = Buffer.from(source.read(0, HEADER_BYTES));
  const declared = header.readUInt16BE(16);
  const pageBytes = declared === 1 ? 0x10000 : declared;
  const usableBytes = pageBytes - header[20]!;
  // 1.3.4: "the usable size is not allowed to be less than 480"
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0 || usableBytes < 480)
    throw new FormatError(
      `expected a page size that is a power of two from 512 to 65536, found ${declared}; large records are scanned in pieces`,
    );
  return { pageBytes, usableBytes, pages: Math.floor(source.size / pageBytes), fileBytes: source.size };
}

class Database {
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #budget: Budget;
  readonly #geometry: Geometry;
  readonly #free: PageSet;
  /** Pages read as part of a record: none belongs to two. */
  readonly #used: PageSet;
  readonly #trees: PageSet;
  /** Pages whose records were not all read. */
  #overlapping = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    this.#budget = budget;
    this.#geometry = readGeometry(source);
    this.#free = new PageSet(this.#geometry.pages);
    this.#used = new PageSet(this.#geometry.pages);
    this.#trees = new PageSet(this.#geometry.pages);
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    yield* this.#findCut();
    yield { name: ROWS, open: () => this.#rows() };
    this.#readFreeList();
    for (const isFree of this.#free.size > 0 ? [false, true] : [false])
      for (let number = 1; number <= this.#geometry.pages; number++)
        if (this.#free.has(number) === isFree) yield* this.#readPage(number, isFree);
    if (this.#overlapping > 0)
      yield damaged(`pages whose records overlap: ${this.#overlapping}; they are scanned as is`, ROWS);
    yield* this.#findLost();
  }

  *#findCut(): Generator<Trouble> {
    const [declared, found] = [this.#declaredPages(), this.#geometry.pages];
    if (declared > found) yield damaged(`expected ${declared} pages, found ${found}: the file is cut off`);
  }

  /*  24  4  change counter
   *  28  4  pages of the database; 0 where it was written by a version before 3.7.0
   *  92  4  change counter at which that number held; else there are as many as there are   */
  #declaredPages(): number {
    const header = Buffer.from(this.#source.read(0, HEADER_BYTES));
    const declared = header.readUInt32BE(28);
    return declared > 0 && header.readUInt32BE(24) === header.readUInt32BE(92) ? declared : this.#geometry.pages;
  }

  /** Each page of a sound database is part of a tree, of a record, of the free list, or of the pointer map. */
  *#findLost(): Generator<Trouble> {
    const { pages, pageBytes } = this.#geometry;
    const declared = this.#declaredPages();
    let lost = 0;
    for (let number = 2; number <= pages; number++) {
      if (this.#trees.has(number) || this.#used.has(number) || this.#free.has(number)) continue;
      this.#budget.checkTime();
      // Preallocated space (SQLITE_FCNTL_CHUNK_SIZE): Firefox grows its databases by 512 KiB.
      if (number > declared && isZero(this.#ahead.read((number - 1) * pageBytes, pageBytes))) continue;
      if (number !== LOCK_BYTE / pageBytes + 1 && !this.#isPointerMap(number)) lost++;
    }
    if (lost > 0)
      yield damaged(`${lost} of ${pages} pages are part of no table and no record; their bytes were scanned as is`);
  }

  /**
   * 1.8: with auto-vacuum, page 2, and each further page after as many as a map has room for; one at the lock byte moves on by
   * one.
   */
  #isPointerMap(number: number): boolean {
    const { usableBytes, pageBytes } = this.#geometry;
    const hasMap = Buffer.from(this.#source.read(52, 4)).readUInt32BE(0) !== 0;
    const step = Math.floor(usableBytes / 5) + 1;
    const place = (number - 2) % step;
    return hasMap && (place === 0 || (place === 1 && number - 1 === LOCK_BYTE / pageBytes + 1));
  }

  /* 0  4  number of the next page of the list
   * 4  4  count of page numbers
   * 8  4  page number                           */
  #readFreeList(): void {
    const { pages, usableBytes } = this.#geometry;
    let next = Buffer.from(this.#source.read(32, 4)).readUInt32BE(0);
    while (next >= 2 && next <= pages && this.#free.add(next)) {
      this.#budget.checkTime();
      const trunk = this.#page(next, this.#source);
      const count = Math.min(trunk.readUInt32BE(4), (usableBytes >> 2) - 2);
      for (let index = 0; index < count; index++) this.#free.add(trunk.readUInt32BE(8 + 4 * index));
      next = trunk.readUInt32BE(0);
    }
  }

  *#readPage(number: number, isFree: boolean): Generator<Entry> {
    this.#budget.checkTime();
    const page = this.#page(number, this.#ahead);
    if (isTreePage(page[number === 1 ? HEADER_BYTES : 0]!)) this.#trees.add(number);
    const cells = cellsOf(page, number === 1 ? HEADER_BYTES : 0, this.#geometry);
    let next = cells.next();
    for (; next.done !== true; next = cells.next()) {
      const cell = next.value;
      if ('overflowPage' in cell)
        yield { name: `page ${number} ${nameOf(cell)}`, open: () => this.#payload(cell, isFree) };
    }
    if (!next.value) this.#overlapping++;
  }

  /** The records that fit on their page, page by page. */
  async *#rows(): AsyncGenerator<Uint8Array> {
    const lines = new PageLines(this.#geometry.pageBytes);
    for (let number = 1; number <= this.#geometry.pages; number++) {
      this.#budget.checkTime();
      const page = this.#page(number, this.#ahead);
      for (const cell of cellsOf(page, number === 1 ? HEADER_BYTES : 0, this.#geometry))
        if (!('overflowPage' in cell)) {
          addValues(lines, cell.local, cell.payloadBytes);
          yield* packedContents(cell.local, cell.payloadBytes);
        }
      const rows = lines.take();
      if (rows.length > 0) yield rows;
    }
  }

  /* overflow page: 0  4  number of the next one, 0 for the last
   *                4  n  payload                                */
  async *#payload({ payloadBytes, local, overflowPage }: OverflowingCell, isFree: boolean): AsyncGenerator<Uint8Array> {
    const breaker = new Breaker(valuesOf(local, payloadBytes));
    const packed = new PackedRecord(local, payloadBytes);
    let parts: Uint8Array[] = [...breaker.break(local)];
    let held = local.length;
    let left = payloadBytes - local.length;
    let next = overflowPage;
    while (left > 0 && next >= 2 && next <= this.#geometry.pages && this.#used.add(next)) {
      const page = this.#page(next, this.#source);
      const piece = page.subarray(4, Math.min(4 + left, this.#geometry.usableBytes));
      parts.push(...breaker.break(piece));
      packed.add(piece);
      held += piece.length;
      left -= piece.length;
      next = page.readUInt32BE(0);
      if (held < CHUNK_BYTES) continue;
      yield Buffer.concat(parts);
      [parts, held] = [[], 0];
      this.#budget.checkTime();
    }
    if (held > 0) yield Buffer.concat(parts);
    if (left === 0) yield* packed.contents();
    // Pages of a deleted record may have been reused since.
    if (left > 0 && !isFree)
      throw new FormatError(
        `expected ${payloadBytes} bytes in a record, found ${payloadBytes - left}: page ${next} cannot be its next one`,
      );
  }

  #page(number: number, source: ByteSource): Buffer {
    const { pageBytes } = this.#geometry;
    const page = source.read((number - 1) * pageBytes, pageBytes);
    return Buffer.from(page.buffer, page.byteOffset, page.length);
  }
}

function nameOf({ row, index }: OverflowingCell): string {
  return row === undefined ? `entry ${index}` : `row ${row}`;
}

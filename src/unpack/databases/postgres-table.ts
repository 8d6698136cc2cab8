/**
 * Table files of PostgreSQL (base/5/16384): columns are stored back to back, long values are packed, and longer ones are in chunks in
 * another file. Column definitions are in other tables; values say where they end.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { PageLines } from '../records/page-lines.ts';
import { settingOf } from '../records/pair-lines.ts';
import { PostgresChunks } from './postgres-chunks.ts';
import { jsonbAt, jsonbLines } from './postgres-json.ts';
import { isTablePage, PAGE_BYTES, PAGE_HEADER_BYTES, rowsOf, type Value } from './postgres-page.ts';
import { firstTextIn, PackedValues, textsIn } from './postgres-row.ts';
import { PostgresSums } from './postgres-sum.ts';
import { PostgresUnpacker } from './postgres-value.ts';

const NAME = 'values';
const LINE_FEED = Uint8Array.of(0x0a);

export const postgresTable: SourceContainer = {
  id: 'postgres-table',
  title: 'PostgreSQL table (base/…; values, one per line or as `name=value`; also packed and chunked values)',
  limits: 'tables of big-endian machines, pages of unusual size, and its log (pg_wal): only raw bytes',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: PAGE_HEADER_BYTES,
  // The layout version, in the byte that the page size leaves unused.
  mark: { at: 18, bytes: [4] },
  sniff: isTablePage,
  async *entries(source, budget) {
    const table = new Table(source, budget);
    yield { name: NAME, open: () => table.values() };
    yield* table.troubles();
  },
};

class Table {
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #unpacker = new PostgresUnpacker();
  readonly #chunks = new PostgresChunks(this.#unpacker);
  readonly #sums = new PostgresSums();
  readonly #lines = new PageLines(2 * PAGE_BYTES);
  #brokenPages = 0;
  #wastedPages = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  async *values(): AsyncGenerator<Uint8Array> {
    const ahead = new ReadAheadSource(this.#source);
    for (let at = 0; at + PAGE_BYTES <= ahead.size; at += PAGE_BYTES) {
      this.#budget.checkTime();
      const page = ahead.read(at, PAGE_BYTES);
      if (isTablePage(page)) yield* this.#valuesOf(page, at);
      else if (!isZero(page)) this.#brokenPages++;
      const read = this.#lines.take();
      if (read.length > 0) yield read;
    }
    yield* this.#chunks.values(this.#source, this.#budget);
  }

  *troubles(): Generator<Trouble> {
    const rest = this.#source.size % PAGE_BYTES;
    if (rest > 0)
      yield damaged(`pages of ${PAGE_BYTES} bytes expected, and found ${rest} bytes after the last one`, NAME);
    const broken = this.#brokenPages + this.#sums.wrong;
    if (broken > 0) yield damaged(`pages that are damaged: ${broken}; what can be read of them is read`, NAME);
    const { torn, missed } = this.#chunks;
    if (torn > 0)
      yield damaged(`values that are damaged, or have chunks in another file: ${torn}; they are scanned as is`, NAME);
    const left = missed + this.#wastedPages;
    const message = `values that are too long, chunks after the first million, and pages with too much that looks packed: ${left}; they are scanned as is`;
    if (left > 0) yield { name: NAME, trouble: { code: 'unsupported', message } };
  }

  /** Adds texts to `lines`. @returns what was packed */
  *#valuesOf(page: Uint8Array, pageAt: number): Generator<Uint8Array> {
    const { rows, isBroken } = rowsOf(page);
    if (isBroken) this.#brokenPages++;
    else this.#sums.look(page, pageAt / PAGE_BYTES);
    const packed = new PackedValues(this.#unpacker);
    const first = rows.length > 0 ? firstTextIn(page, rows) : 0;
    for (const row of rows) {
      this.#chunks.add(page, row, pageAt);
      let from = row.start;
      for (const { at, end, content } of packed.of(page, row)) {
        yield* this.#addColumns(page, { from, to: at, textsAt: row.start + first });
        yield* [content.slice(), LINE_FEED, ...jsonbLines(content)];
        from = Math.max(from, end);
      }
      yield* this.#addColumns(page, { from, to: row.end, textsAt: row.start + first });
    }
    if (packed.isExhausted) this.#wastedPages++;
  }

  /** Adds texts to `lines`, from `textsAt` on. @returns the content of JSON, which proves itself and may come before that */
  *#addColumns(page: Uint8Array, range: { from: number; to: number; textsAt: number }): Generator<Uint8Array> {
    let from = Math.max(range.from, range.textsAt);
    for (let at = range.from; at < range.to; at++) {
      const json = jsonbAt(page, at, range.to);
      if (json === undefined) continue;
      this.#addTexts(page, from, at);
      yield* jsonbLines(page, json);
      from = Math.max(range.textsAt, json.end);
      at = json.end - 1;
    }
    this.#addTexts(page, from, range.to);
  }

  #addTexts(page: Uint8Array, start: number, end: number): void {
    let before: Value | undefined;
    if (start >= end) return;
    for (const value of textsIn(page, start, end)) {
      const setting =
        before && settingOf(page.subarray(before.start, before.end), page.subarray(value.start, value.end));
      if (setting === undefined) this.#lines.add(page, value.start, value.end);
      else this.#lines.addSetting(setting);
      before = value;
    }
  }
}

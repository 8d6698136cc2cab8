/**
 * Tables of PostgreSQL as they lie in its folder (base/5/16384): columns stand one right behind the other, what is long is packed, and
 * what is longer is in chunks in another file. What the columns are is told in other tables; their values say where they end.
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
import { isTablePage, PAGE_BYTES, PAGE_HEADER_BYTES, type Row, rowsOf, type Value, valueAt } from './postgres-page.ts';
import { PostgresSums } from './postgres-sum.ts';
import { packedHead, unpackValue } from './postgres-value.ts';

const NAME = 'values';
const LINE_FEED = Uint8Array.of(0x0a);

export const postgresTable: SourceContainer = {
  id: 'postgres-table',
  title: 'table of PostgreSQL (base/…; values, one a line or `name=value`; packed ones, and those in chunks)',
  limits:
    'of machines that have the highest byte first, and pages of another size, are scanned as they lie; so is its log (pg_wal)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: PAGE_HEADER_BYTES,
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
  readonly #chunks = new PostgresChunks();
  #brokenPages = 0;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    this.#budget = budget;
  }

  async *values(): AsyncGenerator<Uint8Array> {
    const ahead = new ReadAheadSource(this.#source);
    const lines = new PageLines(2 * PAGE_BYTES);
    const sums = new PostgresSums();
    for (let at = 0; at + PAGE_BYTES <= ahead.size; at += PAGE_BYTES) {
      this.#budget.checkTime();
      const page = ahead.read(at, PAGE_BYTES);
      const rows = isTablePage(page) ? rowsOf(page) : undefined;
      const isSound = rows !== undefined ? sums.isRight(page, at / PAGE_BYTES) : isZero(page);
      if (!isSound) this.#brokenPages++;
      for (const row of rows ?? []) {
        this.#chunks.add(page, row, at);
        yield* valuesOf(page, row, lines);
      }
      const read = lines.take();
      if (read.length > 0) yield read;
    }
    for (const value of this.#chunks.values(ahead)) {
      this.#budget.checkTime();
      yield value;
    }
  }

  *troubles(): Generator<Trouble> {
    const rest = this.#source.size % PAGE_BYTES;
    if (rest > 0)
      yield damaged(`pages of ${PAGE_BYTES} bytes expected, and found ${rest} bytes behind the last one`, NAME);
    if (this.#brokenPages > 0)
      yield damaged(`pages that are damaged: ${this.#brokenPages}; what can be read of them is read`, NAME);
    const message = `values that are too long, and chunks behind the first million: ${this.#chunks.missed}; they are scanned as they lie`;
    if (this.#chunks.missed > 0) yield { name: NAME, trouble: { code: 'unsupported', message } };
  }
}

/** What is shorter has its length in one byte (VARATT_SHORT_MAX); numbers look like longer ones. */
const LEAST_LONG_BYTES = 127;

/** Puts what is text into `lines`. @returns what was packed */
function* valuesOf(page: Uint8Array, row: Row, lines: PageLines): Generator<Uint8Array> {
  let before: Value | undefined;
  for (let at = row.start; at < row.end; ) {
    const value = valueAt(page, at, row.end);
    const isShort = value !== undefined && value.start - at === 4 && value.end - value.start < LEAST_LONG_BYTES;
    const packed = value?.isPacked ? page.subarray(value.start, value.end) : undefined;
    const head = packed && packedHead(packed, packed.length);
    const content = head && unpackValue(packed, head);
    if (content !== undefined) yield* [content, LINE_FEED];
    else if (value === undefined || packed !== undefined || (isShort && !value.isPacked) || !isText(page, value)) {
      at++;
      continue;
    } else addText(page, value, before, lines);
    before = content === undefined ? value : undefined;
    at = value!.end;
  }
}

function addText(page: Uint8Array, value: Value, before: Value | undefined, lines: PageLines): void {
  const text = page.subarray(value.start, value.end);
  const name = before && page.subarray(before.start, before.end);
  if (name !== undefined && settingOf(name, text) !== undefined)
    lines.addPair(Buffer.concat([name, text]), { keyAt: 0, valueAt: name.length, end: name.length + text.length });
  else lines.add(page, value.start, value.end);
}

/** Of any alphabet: no control characters but tabs and line ends. */
function isText(page: Uint8Array, { start, end }: Value): boolean {
  for (let at = start; at < end; at++) {
    const byte = page[at]!;
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) return false;
  }
  return true;
}

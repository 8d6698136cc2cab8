/**
 * Apache Parquet (apache/parquet-format: README.md, parquet.thrift): columns of tables, in row groups, as individually packed pages. Each
 * column of a row group comes as an entry. Consecutive pages that no footer lists are read as well: in a truncated file, all of them.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import { type Entry, type SourceContainer, TAIL_BYTES, type Trouble } from '../container/container.ts';
import { Coverage, type Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic, occurrencesIn } from '../container/magic.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { PageUnpacker } from './parquet-codec.ts';
import { type PageRun, ParquetColumn } from './parquet-column.ts';
import { type ColumnChunk, columnChunksIn } from './parquet-footer.ts';
import { beginsPage, PAGE, pagesFrom } from './parquet-page.ts';

/*  0  4  the word PAR1; PARE where the footer is encrypted
 *  .  .  pages
 *  .  n  footer; 4  its bytes, little-endian; 4  the word once more                                  */
const WORD = Buffer.from('PAR1');
const MAGIC = magic('50 41 52 31');
const ENCRYPTED = magic('50 41 52 45');
const END_BYTES = 8;
/** Anything shorter is the word in a list of such words, decoded, and holds nothing. */
const HEAD_BYTES = 64;
/** The footer of a table with 100,000 columns has some 10 MB. */
const MAX_FOOTER_BYTES = 64 << 20;
/** Field 1, a 32-bit number: the version. */
const FOOTER_BEGINS = 0x15;
/** Limit on bytes inspected in vain for page headers, counted each time that a column refers to them: they are read anew. */
const MAX_WASTED_BYTES = 64 << 20;
/** Where the file continues behind the word: occurrences of it to try as the end. */
const MAX_TRIED_ENDS = 16;
/** Occurrences of it that are looked at: a MiB of heads may have 21,000, and each head all of them behind it. */
const MAX_WORDS = 1 << 12;

export const parquet: SourceContainer = {
  id: 'parquet',
  title: 'Apache Parquet',
  limits: 'encrypted columns; pages above 128 MiB',
  reads: 'source',
  headBytes: HEAD_BYTES,
  firstBytes: [WORD[0]!],
  embeddedBy: [MAGIC],
  sniff: (head) =>
    head.length >= HEAD_BYTES && (hasMagic(head, MAGIC) || hasMagic(head, ENCRYPTED)) && !isText(head.subarray(4, 8)),
  sniffTail: (tail) =>
    footerEndingAt(tail.length, (at, bytes) => tail.subarray(at, at + bytes), tail.length === TAIL_BYTES) !== undefined,
  sniffEmbedded: (bytes) => hasMagic(bytes, MAGIC) && beginsPage(bytes.subarray(WORD.length)),
  entries,
};

/** A text may begin with the word: `PAR1,PAR2`. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if ([0, source.size - WORD.length].some((at) => at >= 0 && hasMagic(source.read(at, WORD.length), ENCRYPTED)))
    throw new FormatError(
      'Parquet whose footer is encrypted cannot be read; scan the table before it is encrypted',
      'encrypted',
    );
  const start = startOf(source, budget);
  if (start > 0) yield remainder('before', () => streamOf(source, 0, start));
  const file = new ParquetFile(sliceOf(source, start), budget);
  yield* file.entries();
  const end = start + file.end;
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

/** Where a file recognised by its end begins: at the word before the first page, if there is one. */
function startOf(source: ByteSource, budget: Budget): number {
  for (const at of occurrencesIn(source, WORD, budget))
    if (at === 0 || beginsPage(source.read(at + WORD.length, Math.min(HEAD_BYTES, source.size - at - WORD.length))))
      return at;
  return 0;
}

/** @param isTail the `end` bytes are only the last ones: if the footer begins before them, its length is trusted */
function footerEndingAt(
  end: number,
  read: (at: number, bytes: number) => Uint8Array,
  isTail = false,
): Range | undefined {
  if (end < WORD.length + END_BYTES || !hasMagic(read(end - WORD.length, WORD.length), MAGIC)) return undefined;
  const bytes = littleEndian(read(end - END_BYTES, 4), 0, 4);
  const start = end - END_BYTES - bytes;
  if (bytes === 0 || bytes > MAX_FOOTER_BYTES) return undefined;
  if (start < WORD.length) return isTail ? { start: 0, end } : undefined;
  return read(start, 1)[0] === FOOTER_BEGINS ? { start, end } : undefined;
}

class ParquetFile {
  /** End of its last byte. */
  readonly end: number;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  /** Including its length and the word behind it. */
  readonly #footer: Range | undefined;
  readonly #coverage = new Coverage();
  readonly #unpacker = new PageUnpacker();
  /** Columns do not overlap: with a forged footer, a small file could be unpacked endlessly. */
  #leftBytes: number;
  #leftWastedBytes = MAX_WASTED_BYTES;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
    this.#footer = this.#findFooter();
    this.end = this.#footer?.end ?? source.size;
    this.#leftBytes = this.#dataEnd;
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    const footer = this.#footer;
    if (hasMagic(this.#source.read(0, WORD.length), MAGIC)) this.#coverage.add(0, WORD.length);
    else yield damaged('expected Parquet to begin with its magic number; it does not');
    if (footer === undefined)
      yield damaged(
        'expected a footer at the end of Parquet, found none; pages are read as far as they are consecutive',
      );
    else yield* this.#columns(footer);
    const { holes, overlaps } = this.#coverage.survey(this.#dataEnd);
    if (overlaps > 0) yield damaged(`columns of Parquet that overlap: ${overlaps}`);
    for (const hole of holes) yield* this.#unnamed(hole);
    if (footer !== undefined) yield remainder('headers', () => streamOf(this.#source, footer.start, footer.end));
  }

  get #dataEnd(): number {
    return this.#footer?.start ?? this.end;
  }

  /** At the end of the file, or before something that was appended to a valid one. */
  #findFooter(): Range | undefined {
    const { size } = this.#source;
    const read = (at: number, bytes: number): Uint8Array => this.#source.read(at, bytes);
    const last = footerEndingAt(size, read);
    if (last !== undefined) return last;
    let [words, tried] = [0, 0];
    for (const at of occurrencesIn(this.#source, WORD, this.#budget, WORD.length)) {
      if (++words > MAX_WORDS) return undefined;
      const found = footerEndingAt(at + WORD.length, read);
      if (found !== undefined && this.#isSound(found)) return found;
      if (found !== undefined && ++tried === MAX_TRIED_ENDS) return undefined;
    }
    return undefined;
  }

  #isSound(footer: Range): boolean {
    try {
      for (const _ of columnChunksIn(this.#bytesOf(footer))) this.#budget.checkTime();
      return true;
    } catch (error) {
      if (error instanceof FormatError) return false;
      throw error;
    }
  }

  #bytesOf({ start, end }: Range): Uint8Array {
    return this.#source.read(start, end - END_BYTES - start);
  }

  async *#columns(footer: Range): AsyncGenerator<Entry | Trouble> {
    try {
      for (const chunk of columnChunksIn(this.#bytesOf(footer))) {
        this.#budget.checkTime();
        if (chunk.isEncrypted) yield { trouble: { code: 'encrypted', message: ENCRYPTED_COLUMN }, name: chunk.name };
        else if (!chunk.isElsewhere) yield* this.#column(chunk);
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      yield damaged(`${error.message}; what it does not name is read as far as it is consecutive`);
    }
  }

  *#column(chunk: ColumnChunk): Generator<Entry | Trouble> {
    const { start, name } = chunk;
    const { end, values, wastedBytes } = this.#walk(start, chunk.end);
    this.#leftBytes -= end - start;
    this.#leftWastedBytes -= wastedBytes;
    if (this.#leftBytes < 0 || this.#leftWastedBytes < 0)
      throw new FormatError(`the footer of Parquet names the same pages again and again, ${name} and what follows`);
    yield* this.#pages(name, { start, end, column: chunk });
    // Parquet of C++ before 1.3 did not count the dictionary's header (PARQUET-816), so a longer range is fine.
    if (end < chunk.end || values !== chunk.values)
      yield damaged(
        `expected ${chunk.values} values in ${chunk.end - start} bytes of pages at ${start}, found ${values} in ${end - start}`,
        name,
      );
  }

  /** Consecutive pages from `start` on, as long as they begin before `end`. */
  #walk(
    start: number,
    end: number,
    limit = this.#dataEnd,
  ): { readonly end: number; readonly values: number; readonly wastedBytes: number } {
    let [at, values] = [start, 0];
    const pages = pagesFrom(this.#source, start, { end, limit, budget: this.#budget });
    let next = pages.next();
    for (; next.done !== true; next = pages.next()) {
      if (next.value.type === PAGE.data || next.value.type === PAGE.dataV2) values += next.value.values;
      at = next.value.end;
    }
    return { end: at, values, wastedBytes: next.value };
  }

  *#pages(name: string, run: PageRun): Generator<Entry | Trouble> {
    if (run.end === run.start) return;
    this.#coverage.add(run.start, run.end);
    const column = new ParquetColumn(this.#source, run, this.#budget, this.#unpacker);
    yield { name, open: () => column.content() };
    yield* column.troubles(name);
  }

  /** Between columns there are indexes, Bloom filters, and columns that the footer does not list. */
  *#unnamed({ start, end }: Range): Generator<Entry | Trouble> {
    if (isPadding(this.#source, start, end)) return;
    const { end: pagesEnd } = this.#walk(start, end, end);
    const name = `pages@${start}`;
    yield* this.#pages(name, { start, end: pagesEnd });
    if (pagesEnd > start && this.#footer !== undefined)
      yield damaged('pages that no column names, which are read as what they look like', name);
    if (pagesEnd < end && !isPadding(this.#source, pagesEnd, end))
      yield remainder('between', () => streamOf(this.#source, pagesEnd, end));
  }
}
const ENCRYPTED_COLUMN = 'the column is encrypted and cannot be read; scan the table before it is encrypted';

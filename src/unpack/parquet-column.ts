import { crc32 } from 'node:zlib';
import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Trouble } from './container.ts';
import { damaged } from './damaged.ts';
import { isKnownCodec, unpackPage, unpackSomehow } from './parquet-codec.ts';
import { PAGE, type Page, pagesFrom } from './parquet-page.ts';
import { type ValueKind, valuesOf } from './parquet-values.ts';

/** DuckDB makes pages of 100 MiB, others of one. */
const MAX_PAGE_BYTES = 128 << 20;
const LINES_BYTES = 64 << 10;
const LINE_FEED = Uint8Array.of(0x0a);

export interface PageRun {
  /** Where the first page lies, and where the last one ends. */
  readonly start: number;
  readonly end: number;
  /** Absent where no footer tells: then the codec is the one that fits. */
  readonly column?: ValueKind & { readonly codec: number };
}

/** Pages that lie in a row, unpacked, and what was wrong with them. */
export class ParquetColumn {
  #damagedPages = 0;
  #wrongSums = 0;
  #unreadPages = 0;
  #largePages = 0;
  #unknownPages = 0;
  #hasDictionary = false;
  readonly #source: ByteSource;
  readonly #run: PageRun;
  readonly #budget: Budget;

  constructor(source: ByteSource, run: PageRun, budget: Budget) {
    this.#source = source;
    this.#run = run;
    this.#budget = budget;
  }

  /** The header of each as it lies, for the statistics in it, then its values, a line feed behind each. */
  async *content(): AsyncGenerator<Uint8Array> {
    const { start, end } = this.#run;
    for (const page of pagesFrom(this.#source, start, { end, limit: end, budget: this.#budget })) {
      yield this.#source.read(page.start, page.dataAt - page.start);
      yield LINE_FEED;
      yield* this.#contentOf(page);
      yield LINE_FEED;
    }
  }

  /** What was met so far. */
  *troubles(name: string): Generator<Trouble> {
    const [damagedPages, wrongSums, unreadPages] = [this.#damagedPages, this.#wrongSums, this.#unreadPages];
    if (damagedPages + wrongSums + unreadPages > 0)
      yield damaged(
        `pages that cannot be unpacked: ${damagedPages}; whose values cannot be told apart: ${unreadPages}; with a wrong checksum: ${wrongSums}; they are scanned as they lie`,
        name,
      );
    const message = [
      this.#largePages > 0 && `pages of more than ${MAX_PAGE_BYTES} bytes: ${this.#largePages}`,
      this.#unknownPages > 0 &&
        `pages that are packed in an unknown way (${this.#run.column?.codec}): ${this.#unknownPages}`,
    ].filter((part) => part !== false);
    if (message.length > 0)
      yield { trouble: { code: 'unsupported', message: `${message.join('; ')}; they are scanned as they lie` }, name };
  }

  async *#contentOf(page: Page): AsyncGenerator<Uint8Array> {
    const { dataAt, end, unpackedBytes, crc, type, encoding, levelBytes, hasPackedLevels } = page;
    const isDictionary = type === PAGE.dictionary;
    this.#hasDictionary ||= isDictionary;
    if (Math.max(end - dataAt, unpackedBytes) > MAX_PAGE_BYTES) {
      this.#largePages++;
      return yield* streamOf(this.#source, dataAt, end);
    }
    const packed = this.#source.read(dataAt, end - dataAt);
    if (crc !== undefined && crc32(packed) !== crc) this.#wrongSums++;
    const content = await this.#unpack(page, packed);
    if (content === undefined) return yield packed;
    const start = type === PAGE.data ? undefined : levelBytes;
    const packing = { page: content, encoding, count: page.values, start, isDictionary, hasPackedLevels };
    const values = type === PAGE.index ? 'as they lie' : valuesOf(packing, this.#run.column, this.#hasDictionary);
    if (values === undefined) this.#unreadPages++;
    if (typeof values !== 'object') return yield content;
    yield content.subarray(0, values.start);
    yield LINE_FEED;
    yield* lines(values.all());
  }

  /** @returns levels and values, or undefined, which is counted */
  async #unpack({ unpackedBytes, levelBytes, isPacked }: Page, packed: Uint8Array): Promise<Uint8Array | undefined> {
    const codec = isPacked ? this.#run.column?.codec : 0;
    const body = packed.subarray(levelBytes);
    const bytes = unpackedBytes - levelBytes;
    if (codec !== undefined && !isKnownCodec(codec)) {
      this.#unknownPages++;
      return undefined;
    }
    // Arrow leaves out what is empty, whatever the codec.
    const isEmpty = body.length + bytes === 0;
    const unpacked = isEmpty
      ? body
      : await (codec === undefined ? unpackSomehow(body, bytes) : unpackPage(codec, body, bytes));
    if (unpacked === undefined) this.#damagedPages++;
    return unpacked && levelBytes > 0 ? Buffer.concat([packed.subarray(0, levelBytes), unpacked]) : unpacked;
  }
}

function* lines(values: Iterable<Uint8Array>): Generator<Uint8Array> {
  let text = new Uint8Array(LINES_BYTES);
  let end = 0;
  for (const value of values) {
    if (end + value.length + 1 > LINES_BYTES && end > 0) {
      yield text.subarray(0, end);
      text = new Uint8Array(LINES_BYTES);
      end = 0;
    }
    if (value.length + 1 > LINES_BYTES) {
      yield value.slice();
      yield LINE_FEED;
      continue;
    }
    text.set(value, end);
    end += value.length;
    text[end++] = LINE_FEED[0]!;
  }
  if (end > 0) yield text.subarray(0, end);
}

import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isKnownCodec, type PageUnpacker } from './parquet-codec.ts';
import { PAGE, type Page, pagesFrom } from './parquet-page.ts';
import { type ValueKind, type Values, valuesOf } from './parquet-values.ts';

/** DuckDB makes pages of 100 MiB, other writers of one. */
const MAX_PAGE_BYTES = 128 << 20;
const GATHERED_BYTES = 64 << 10;
const PIECE_BYTES = 1 << 20;
const LINE_FEED = Uint8Array.of(0x0a);

export interface PageRun {
  /** Where the first page begins, and where the last one ends. */
  readonly start: number;
  readonly end: number;
  /** Absent without a footer: then the codec is the one that fits. */
  readonly column?: ValueKind & { readonly codec: number };
}

/** Unpacks consecutive pages, and records their problems. */
export class ParquetColumn {
  #damagedPages = 0;
  #untriedPages = 0;
  #wrongSums = 0;
  #unreadPages = 0;
  #largePages = 0;
  #unknownPages = 0;
  #hasDictionary = false;
  readonly #source: ByteSource;
  readonly #run: PageRun;
  readonly #budget: Budget;
  readonly #unpacker: PageUnpacker;

  /** @param unpacker that of the file */
  constructor(source: ByteSource, run: PageRun, budget: Budget, unpacker: PageUnpacker) {
    this.#source = source;
    this.#run = run;
    this.#budget = budget;
    this.#unpacker = unpacker;
  }

  /** For each page its raw header, which contains statistics, then its values, with a line feed after each. */
  async *content(): AsyncGenerator<Uint8Array> {
    const { start, end } = this.#run;
    const gathered = new Gathered();
    try {
      for (const page of pagesFrom(this.#source, start, { end, limit: end, budget: this.#budget })) {
        const header = this.#source.read(page.start, page.dataAt - page.start);
        for (const pieces of [[header, LINE_FEED], await this.#piecesOf(page), [LINE_FEED]])
          for (const piece of pieces) for (const chunk of gathered.add(piece)) yield chunk;
      }
    } catch (error) {
      yield* gathered.take();
      throw error;
    }
    yield* gathered.take();
  }

  /** Problems met so far. */
  *troubles(name: string): Generator<Trouble> {
    const [damagedPages, wrongSums, unreadPages] = [this.#damagedPages, this.#wrongSums, this.#unreadPages];
    const untried = this.#untriedPages > 0 ? `, of which not tried after so many: ${this.#untriedPages}` : '';
    if (damagedPages + wrongSums + unreadPages > 0)
      yield damaged(
        `pages that cannot be unpacked: ${damagedPages}${untried}; whose values cannot be told apart: ${unreadPages}; with a wrong checksum: ${wrongSums}; they are scanned as is`,
        name,
      );
    const message = [
      this.#largePages > 0 && `pages of more than ${MAX_PAGE_BYTES} bytes: ${this.#largePages}`,
      this.#unknownPages > 0 &&
        `pages that are packed in an unknown way (${this.#run.column?.codec}): ${this.#unknownPages}`,
    ].filter((part) => part !== false);
    if (message.length > 0)
      yield { trouble: { code: 'unsupported', message: `${message.join('; ')}; they are scanned as is` }, name };
  }

  /** Each piece is valid until the next one, unless it is larger than what is gathered. */
  async #piecesOf(page: Page): Promise<Iterable<Uint8Array>> {
    const { dataAt, end, unpackedBytes, crc, type, encoding, levelBytes } = page;
    const isDictionary = type === PAGE.dictionary;
    this.#hasDictionary ||= isDictionary;
    if (Math.max(end - dataAt, unpackedBytes) > MAX_PAGE_BYTES) {
      this.#largePages++;
      return piecesOf(this.#source, dataAt, end);
    }
    const packed = this.#source.read(dataAt, end - dataAt);
    if (crc !== undefined && crc32(packed) !== crc) this.#wrongSums++;
    const content = await this.#unpack(page, packed);
    if (content === undefined) return [packed];
    const start = type === PAGE.data ? undefined : levelBytes;
    const packing = { page: content, encoding, count: page.values, start, isDictionary };
    const values = type === PAGE.index ? 'as is' : valuesOf(packing, this.#run.column, this.#hasDictionary);
    if (values === undefined) this.#unreadPages++;
    return typeof values === 'object' ? lines(content, values) : [content];
  }

  /** @returns levels and values; undefined for a failure, which is counted */
  async #unpack({ unpackedBytes, levelBytes, isPacked }: Page, packed: Uint8Array): Promise<Uint8Array | undefined> {
    const codec = isPacked ? this.#run.column?.codec : 0;
    const body = packed.subarray(levelBytes);
    const bytes = unpackedBytes - levelBytes;
    if (codec !== undefined && !isKnownCodec(codec)) {
      this.#unknownPages++;
      return undefined;
    }
    // Arrow omits empty data, whatever the codec.
    const isEmpty = body.length + bytes === 0;
    const isUntried = codec !== 0 && this.#unpacker.hasGivenUp;
    const unpacked = isEmpty ? body : await this.#unpacker.unpack(codec, body, bytes);
    if (unpacked === undefined) this.#damagedPages++;
    if (unpacked === undefined && isUntried) this.#untriedPages++;
    return unpacked && levelBytes > 0 ? Buffer.concat([packed.subarray(0, levelBytes), unpacked]) : unpacked;
  }
}

/** What precedes the values, then each value on a line. */
function* lines(page: Uint8Array, values: Values): Generator<Uint8Array> {
  yield page.subarray(0, values.start);
  yield LINE_FEED;
  for (const value of values.all()) {
    yield value.length > GATHERED_BYTES ? value.slice() : value;
    yield LINE_FEED;
  }
}

function* piecesOf(source: ByteSource, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += PIECE_BYTES) yield source.read(at, Math.min(PIECE_BYTES, end - at));
}

/** Joins small pieces: a page may have one value, and a value one byte. */
class Gathered {
  #bytes: Uint8Array | undefined;
  #end = 0;

  /** @returns full chunks: copies of what was added, except for pieces larger than a chunk */
  add(piece: Uint8Array): readonly Uint8Array[] {
    const full = this.#end + piece.length > GATHERED_BYTES ? this.take() : NOTHING;
    if (piece.length > GATHERED_BYTES) return [...full, piece];
    this.#bytes ??= new Uint8Array(GATHERED_BYTES);
    this.#bytes.set(piece, this.#end);
    this.#end += piece.length;
    return full;
  }

  /** Everything held; afterwards this is empty. */
  take(): readonly Uint8Array[] {
    if (this.#bytes === undefined) return NOTHING;
    const taken = [this.#bytes.subarray(0, this.#end)];
    this.#bytes = undefined;
    this.#end = 0;
    return taken;
  }
}
const NOTHING: readonly Uint8Array[] = [];

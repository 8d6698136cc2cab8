/**
 * Databases of H2 (.mv.db), and other stores of MVStore, on which H2 is built (org.h2.mvstore of h2database/h2database): packed pages,
 * values one a line, and large values reassembled. Chunks are read directly, not through their maps, so changed or deleted rows are
 * found until their chunks are reused.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { PageLines } from '../records/page-lines.ts';
import { BLOCK_BYTES, chunkAt, type H2Chunk, h2FieldsOf, hexOf } from './h2-chunk.ts';
import { type Leaf, linesOf, piecesOf, type Span } from './h2-lines.ts';
import { type H2Page, h2PageAt, nextH2Page } from './h2-page.ts';

/*  header of the file, twice, in a block each: `H:2,block:2,blockSize:1000,chunk:1,clean:1,created:…,format:3,version:1,fletcher:…\n`, of
 *  which numbers are hexadecimal. The chunks begin at block 2.                                                                       */
const HEAD = /^H:[0-9a-f],[^\n]{0,400}\bblockSize:1000\b/;
const HEAD_BYTES = 512;
const FIRST_CHUNK_AT = 2 * BLOCK_BYTES;
/** The format of H2 2.0, whose pages have a number. */
const FORMAT_OF_2 = 2;
/** Values of larger pages are not separated: such a page holds one large value, or is forged. */
const MAX_TOLD_APART_BYTES = 4 << 20;
/** H2 has 48 in a page (MVStore.keysPerPage), or as many as fit in 16 KiB; each becomes an object. */
const MAX_TOLD_APART_KEYS = 1 << 16;
/**
 * Limit on unpacking, as a multiple of the file's size, and for a small one: deflate can expand 4 KiB to a page of 4 MiB, and each takes up
 * to half a second.
 */
const [MAX_RATIO, MIN_UNPACKED_BYTES] = [16, 8 << 20];
/** StreamStore.maxBlockSize: a piece of a large value of this size is not its last one. */
const PIECE_BYTES = 256 << 10;
/** Limit on ranges reported as taken: with more, content of the others is found twice. */
const MAX_TAKEN = 100_000;
const NAME = 'values';

export const h2: SourceContainer = {
  id: 'h2',
  title: 'H2 database, MVStore (.mv.db)',
  limits:
    'encrypted databases; H2 1.3 (.h2.db). Values are not separated in uncommitted rows, custom types, and pages with more than 131,072 texts',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [0x48],
  sniff: (head) => HEAD.test(bufferOf(head).toString('latin1', 0, HEAD_BYTES)),
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const store = new Store(source, budget);
  yield { name: NAME, open: () => store.values(), taken: () => store.taken };
  yield* store.troubles();
}

class Store {
  /** Ranges of unpacked pages. */
  readonly taken: Range[] = [];
  #damagedPages = 0;
  #largePages = 0;
  #lostPages = 0;
  #cutChunks = 0;
  /** Pages whose values were not separated, because of the limits. */
  #passedPages = 0;
  #toldApartLeft: number;
  #hasLatest = false;
  #isThrough = false;
  /** A large value continues in the next piece. */
  #goesOn = false;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  readonly #isOld: boolean;
  /** The most recently written chunk, if the store was closed. */
  readonly #latest: { readonly number: number; readonly at: number } | undefined;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
    this.#toldApartLeft = Math.max(MIN_UNPACKED_BYTES, MAX_RATIO * source.size);
    const fields = h2FieldsOf(bufferOf(source.read(0, Math.min(HEAD_BYTES, source.size))).toString('latin1'));
    this.#isOld = (hexOf(fields, 'format') ?? FORMAT_OF_2) < FORMAT_OF_2;
    const [number, block] = [hexOf(fields, 'chunk'), hexOf(fields, 'block')];
    if (fields.get('clean') === '1' && number !== undefined && block !== undefined)
      this.#latest = { number, at: block * BLOCK_BYTES };
  }

  async *values(): AsyncGenerator<Uint8Array> {
    for (let at = FIRST_CHUNK_AT; at < this.#source.size; ) {
      this.#budget.checkTime();
      const chunk = chunkAt(this.#source, at, this.#budget);
      if (chunk === undefined) {
        at += BLOCK_BYTES;
        continue;
      }
      if (chunk.isCut) this.#cutChunks++;
      if (at === this.#latest?.at && chunk.number === this.#latest.number && chunk.isWhole) this.#hasLatest = true;
      yield* this.#chunk(chunk);
      at = chunk.end;
    }
    this.#isThrough = true;
  }

  *troubles(): Generator<Trouble> {
    if (this.#cutChunks > 0) yield damaged('the store ends before its last chunk does: it was cut', NAME);
    else if (this.#isThrough && this.#latest !== undefined && !this.#hasLatest)
      yield damaged('the chunk that was written last is not where the header says, or not whole', NAME);
    if (this.#passedPages > 0)
      yield atLimit(
        `pages come to more than ${MAX_RATIO} times the store; of ${this.#passedPages} of them names were not put before their values, which were scanned`,
      );
    if (this.#largePages > 0)
      yield atLimit(
        `${this.#largePages} packed pages come to more than 32 MiB each; they were not unpacked, and scanned as is`,
      );
    const [broken, lost] = [this.#damagedPages, this.#lostPages];
    if (broken + lost > 0)
      yield damaged(
        `pages that cannot be unpacked: ${broken}, that were not found in their chunks: ${lost}; they are scanned as is`,
        NAME,
      );
  }

  *#chunk(chunk: H2Chunk): Generator<Uint8Array> {
    const { number, at: chunkAt, pagesEnd } = chunk;
    let found = 0;
    for (let at = chunk.pagesAt; at < pagesEnd && found < chunk.pages; ) {
      this.#budget.checkTime();
      const place = { chunk: number, chunkAt, at, isOld: this.#isOld };
      const page = h2PageAt(this.#source, pagesEnd, place);
      if (page !== undefined) {
        found++;
        yield* this.#page(page, at);
      }
      at = page === undefined ? nextH2Page(this.#source, pagesEnd, { ...place, at: at + 1 }) : at + page.bytes;
    }
    // For a partly overwritten chunk, nothing more can be expected.
    if (chunk.isWhole) this.#lostPages += chunk.pages - found;
  }

  /** From a page that is not packed, only what has no visible ends. */
  *#page(page: H2Page, at: number): Generator<Uint8Array> {
    const { bytes, keys, isLeaf, isPacked } = page;
    if (!isLeaf && !isPacked) return;
    const content = page.content();
    if (content === undefined || content === 'too large') {
      if (isPacked && content === undefined) this.#damagedPages++;
      else if (isPacked) this.#largePages++;
      return;
    }
    if (isPacked) this.#take(at, at + bytes);
    const isToldApart = isLeaf && keys <= MAX_TOLD_APART_KEYS && this.#hasTime(content.length, isPacked);
    const leaf: Leaf = { content, keys, isOld: this.#isOld };
    const pieces = isToldApart ? piecesOf(leaf) : undefined;
    if (pieces !== undefined) yield* this.#pieces(content, pieces, isPacked);
    else {
      if (isPacked) yield* [content, LINE_FEED];
      if (isToldApart) yield linesOf(leaf);
    }
  }

  /** Whether the limits allow separating its values. */
  #hasTime(bytes: number, isPacked: boolean): boolean {
    if (bytes > MAX_TOLD_APART_BYTES) return false;
    if (isPacked) this.#toldApartLeft -= bytes;
    if (this.#toldApartLeft >= 0) return true;
    this.#passedPages++;
    return false;
  }

  #take(start: number, end: number): void {
    const last = this.taken.at(-1);
    if (last?.end === start) this.taken[this.taken.length - 1] = { start: last.start, end };
    else if (this.taken.length < MAX_TAKEN) this.taken.push({ start, end });
  }

  /** From a small value that is not packed, only its ends: the rest is scanned as is. */
  *#pieces(content: Uint8Array, pieces: readonly Span[], isPacked: boolean): Generator<Uint8Array> {
    const ends = new PageLines(content.length);
    for (const { start, end } of pieces) {
      const isFull = end - start >= PIECE_BYTES;
      if (isPacked || isFull || this.#goesOn) {
        yield content.subarray(start, end);
        if (!isFull) yield LINE_FEED;
      } else ends.add(content, start, end);
      this.#goesOn = isFull;
    }
    yield ends.take();
  }
}
const LINE_FEED = Uint8Array.of(0x0a);

function atLimit(message: string): Trouble {
  const wayOut = 'write it with SCRIPT TO and scan that';
  return { name: NAME, trouble: { code: 'budget', message: atFixedLimit(message, wayOut) } };
}

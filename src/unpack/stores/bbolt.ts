/**
 * bbolt and Bolt (go.etcd.io/bbolt, page.go and db.go), the store of etcd, containerd, BuildKit, Docker, InfluxDB and the logs of Consul
 * and Vault: a value directly follows its key, and the next key directly follows the value. All pages are read, whether or not a tree still
 * refers to them: deleted data remains until its pages are reused. Except for the two meta pages, nothing in the file has a checksum.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64At } from '../../bytes/size64.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { edgeLines } from '../records/edge-lines.ts';
import { pairLines } from '../records/pair-lines.ts';

/*  page, in the byte order of the machine
 *   0  8  number
 *   8  2  flags: 1 branch, 2 leaf, 4 description, 10 free pages
 *  10  2  elements
 *  12  4  pages that follow and belong to it
 *  description, on pages 0 and 1
 *  16  4  ed0cdaed
 *  20  4  version: 2
 *  24  4  bytes of a page
 *  56  8  pages of the file, up to the highest one that is in use
 *  64  8  number of the transaction                                   */
const PAGE_HEADER_BYTES = 16;
const HEAD_BYTES = 80;
const [BRANCH, LEAF, META] = [1, 2, 4];
const [MAGIC, VERSION] = [0xed0cdaed, 2];
const [MIN_PAGE_BYTES, MAX_PAGE_BYTES] = [512, 1 << 20];
const NAME = 'records';

export const bbolt: SourceContainer = {
  id: 'bbolt',
  title: 'bbolt database (etcd, containerd, BuildKit, Consul; keys and values, one per line or as `name=value`)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [0],
  sniff: (head) => layoutOf(head) !== undefined,
  async *entries(source, budget) {
    const layout = layoutOf(source.read(0, HEAD_BYTES))!;
    const database = new Database(source, layout, budget);
    yield { name: NAME, open: () => database.records() } satisfies Entry;
    yield* database.troubles();
  },
};

interface Layout {
  readonly isLittleEndian: boolean;
  readonly pageBytes: number;
  /** According to the meta page. */
  readonly pages: number;
  readonly transaction: number;
}

/** @param page a meta page, or its beginning */
function layoutOf(page: Uint8Array, number = 0): Layout | undefined {
  if (page.length < HEAD_BYTES) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const isLittleEndian = [true, false].find((each) => view.getUint32(16, each) === MAGIC);
  if (isLittleEndian === undefined || view.getUint32(20, isLittleEndian) !== VERSION) return undefined;
  const word = (at: number): number => size64At(view, at, isLittleEndian);
  const pageBytes = view.getUint32(24, isLittleEndian);
  const isSize = pageBytes >= MIN_PAGE_BYTES && pageBytes <= MAX_PAGE_BYTES && (pageBytes & (pageBytes - 1)) === 0;
  if (!isSize || word(0) !== number || view.getUint16(8, isLittleEndian) !== META) return undefined;
  return { isLittleEndian, pageBytes, pages: word(56), transaction: word(64) };
}

/** Ranges on the page that an element refers to. */
interface Element {
  readonly keyAt: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly isBucket: boolean;
}

/*  element of a leaf, the first right behind the header     of a branch
 *   0  4  flags: 1 a bucket                                   4  where its key begins, from here
 *   4  4  where its key begins, from here                     4  bytes of the key
 *   8  4  bytes of the key                                    8  a page
 *  12  4  bytes of the value, behind it                                                          */
const ELEMENT_BYTES = 16;
const BUCKET = 1;
/** A bucket header: the page at which it begins, or 0 if an inline page follows directly; a number. */
const BUCKET_BYTES = 16;

class Database {
  #brokenPages = 0;
  #isExhausted = false;
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #layout: Layout;
  readonly #budget: Budget;
  /** Limit on reads, since forged pages may each claim the rest of the file. */
  #bytesLeft: number;

  constructor(source: ByteSource, layout: Layout, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    [this.#layout, this.#budget] = [layout, budget];
    this.#bytesLeft = 2 * source.size;
  }

  /** Keys and values of each page, with a line feed after each. */
  async *records(): AsyncGenerator<Uint8Array> {
    const { pageBytes } = this.#layout;
    for (let at = 2 * pageBytes; at + PAGE_HEADER_BYTES <= this.#source.size; at += pageBytes) {
      this.#budget.checkTime();
      const header = this.#view(at, PAGE_HEADER_BYTES);
      if (size64At(header, 0, this.#layout.isLittleEndian) !== at / pageBytes) continue;
      const pages = 1 + header.getUint32(12, this.#layout.isLittleEndian);
      yield* this.#readPage(at, Math.min(at + pages * pageBytes, this.#source.size), true);
    }
  }

  *troubles(): Generator<Trouble> {
    const { pageBytes } = this.#layout;
    if (this.#brokenPages > 0)
      yield damaged(`pages whose elements cannot be read: ${this.#brokenPages}; they are scanned as is`, NAME);
    if (this.#isExhausted) yield damaged('elements overlap; those left are scanned as is', NAME);
    const pages = this.#declaredPages();
    if (pages * pageBytes > this.#source.size)
      yield damaged(
        `the file was cut: expected ${pages} pages, found ${Math.floor(this.#source.size / pageBytes)}`,
        NAME,
      );
  }

  /** According to the later of the two meta pages. */
  #declaredPages(): number {
    const { pageBytes } = this.#layout;
    const second =
      pageBytes + HEAD_BYTES <= this.#source.size ? layoutOf(this.#source.read(pageBytes, HEAD_BYTES), 1) : undefined;
    return second !== undefined && second.transaction > this.#layout.transaction ? second.pages : this.#layout.pages;
  }

  /** @param mayNest false for a page within a value, which contains no buckets */
  *#readPage(start: number, end: number, mayNest: boolean): Generator<Uint8Array> {
    const header = this.#view(start, PAGE_HEADER_BYTES);
    const [flags, count] = [8, 10].map((at) => header.getUint16(at, this.#layout.isLittleEndian)) as [number, number];
    if (flags !== BRANCH && flags !== LEAF) return;
    let at = start + PAGE_HEADER_BYTES;
    const first = at + count * ELEMENT_BYTES;
    // Elements do not overlap.
    let left = end - first;
    for (let index = 0; index < count; index++, at += ELEMENT_BYTES) {
      const element = first <= end ? this.#elementAt(at, flags) : undefined;
      const bytes = element === undefined ? 0 : element.keyBytes + element.valueBytes;
      left -= bytes;
      if (element === undefined || left < 0 || element.keyAt < first || element.keyAt + bytes > end) {
        this.#brokenPages++;
        return;
      }
      this.#bytesLeft -= bytes;
      if (this.#bytesLeft < 0) this.#isExhausted = true;
      if (this.#isExhausted) return;
      yield* this.#linesOf(element, mayNest);
    }
  }

  #elementAt(at: number, flags: number): Element {
    const view = this.#view(at, ELEMENT_BYTES);
    const [first, second, third, fourth] = [0, 4, 8, 12].map((offset) =>
      view.getUint32(offset, this.#layout.isLittleEndian),
    ) as [number, number, number, number];
    if (flags === BRANCH) return { keyAt: at + first, keyBytes: second, valueBytes: 0, isBucket: false };
    return { keyAt: at + second, keyBytes: third, valueBytes: fourth, isBucket: (first & BUCKET) !== 0 };
  }

  *#linesOf({ keyAt, keyBytes, valueBytes, isBucket }: Element, mayNest: boolean): Generator<Uint8Array> {
    const valueAt = keyAt + keyBytes;
    const isPage = isBucket && mayNest && valueBytes >= BUCKET_BYTES + PAGE_HEADER_BYTES;
    if (!isPage) {
      yield* pairLines(this.#ahead, { keyAt, keyBytes, valueAt, valueBytes });
      return;
    }
    // The name of a small bucket, which has no pages of its own.
    yield* edgeLines(this.#ahead, keyAt, keyBytes);
    yield* this.#readPage(valueAt + BUCKET_BYTES, valueAt + valueBytes, false);
  }

  #view(at: number, bytes: number): DataView {
    const read = this.#ahead.read(at, bytes);
    return new DataView(read.buffer, read.byteOffset, read.length);
  }
}

/**
 * Databases of Berkeley DB from version 4 on (src/dbinc/db_page.h), hashes and trees, as used by RPM, Subversion, OpenLDAP, Postfix,
 * sendmail, Bitcoin's wallets and Perl's DB_File. An item ends on its page only where another one begins, and a value often precedes its
 * key. All pages are read, whether or not a tree still refers to them. Values that exceed a page are reassembled.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { edgeLines } from '../records/edge-lines.ts';
import { PageSet } from '../records/page-set.ts';
import { pairLines } from '../records/pair-lines.ts';
import { type BerkeleyLayout, berkeleyLayout, HEAD_BYTES } from './berkeley-db-layout.ts';
import { BerkeleyPage, type Item } from './berkeley-db-pages.ts';

const NAME = 'records';
const LINE_FEED = Uint8Array.of(0x0a);

export const berkeleyDb: SourceContainer = {
  id: 'berkeley-db',
  title: 'Berkeley DB database (hash, tree, numbered records; keys and values, one per line or as `name=value`)',
  limits: 'encrypted databases; versions before 4; queues; trees with packed keys',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  // Third byte of the magic numbers, in either byte order.
  mark: { at: 12, bytes: [0x61, 0x62, 0] },
  sniff: (head) => berkeleyLayout(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const layout = berkeleyLayout(source.read(0, HEAD_BYTES))!;
  if (layout.isEncrypted) {
    yield { trouble: { code: 'encrypted', message: 'the database is encrypted and cannot be read' } };
    return;
  }
  const database = new Database(source, layout, budget);
  yield { name: NAME, open: () => database.records() };
  const { brokenPages, lostValues } = database;
  if (brokenPages > 0) yield damaged(`pages whose items cannot be read: ${brokenPages}; they are scanned as is`, NAME);
  if (database.packedTrees > 0) {
    const message =
      'keys and values of the tree lack what they have in common with those before, which keysieve cannot put together; dump it before the scan (db_dump)';
    yield { trouble: { code: 'unsupported', message }, name: NAME };
  }
  const declared = (layout.lastPage + 1) * layout.pageBytes;
  if (declared > source.size) yield damaged(`the file was cut: expected ${declared} bytes, found ${source.size}`, NAME);
  else if (lostValues > 0) yield damaged(`values of which pages are missing: ${lostValues}`, NAME);
}

class Database {
  /** Pages with damage. */
  brokenPages = 0;
  /** Trees with packed keys, which are scanned as is. */
  packedTrees = 0;
  /** Values that break off. */
  lostValues = 0;
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #layout: BerkeleyLayout;
  readonly #budget: Budget;
  readonly #pages: number;
  /** Pages of long values: none belongs to two. */
  readonly #used: PageSet;

  constructor(source: ByteSource, layout: BerkeleyLayout, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    [this.#layout, this.#budget] = [layout, budget];
    this.#pages = Math.floor(source.size / layout.pageBytes);
    this.#used = new PageSet(this.#pages);
  }

  /** Page by page. */
  async *records(): AsyncGenerator<Uint8Array> {
    const { pageBytes } = this.#layout;
    for (let number = 0; number < this.#pages; number++) {
      this.#budget.checkTime();
      const page = new BerkeleyPage(this.#ahead.read(number * pageBytes, pageBytes), this.#layout);
      if (page.number !== number && !page.isUnwritten) this.brokenPages++;
      else if (page.isOfPackedTree) this.packedTrees++;
      if (page.number !== number || page.holds === undefined || page.holds === 'long value') continue;
      const items = page.items();
      if (items === undefined) this.brokenPages++;
      else if (page.holds === 'values') for (const item of items) yield* this.#one(number, item);
      else yield* this.#pairs(number, items);
    }
  }

  *#pairs(page: number, items: readonly Item[]): Generator<Uint8Array> {
    const start = page * this.#layout.pageBytes;
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key, value] = [items[index]!, items[index + 1]!];
      if (key.farPage === 0 && value.farPage === 0 && !value.isSeveral) {
        const valuePlace = { valueAt: start + value.at, valueBytes: value.bytes };
        yield* pairLines(this.#ahead, { keyAt: start + key.at, keyBytes: key.bytes, ...valuePlace });
      } else {
        yield* this.#one(page, key);
        yield* this.#one(page, value);
      }
    }
  }

  *#one(page: number, item: Item): Generator<Uint8Array> {
    const at = page * this.#layout.pageBytes + item.at;
    if (item.farPage !== 0) yield* this.#long(item);
    else if (item.isSeveral) yield* this.#several(at, item.bytes);
    else yield* edgeLines(this.#ahead, at, item.bytes);
  }

  /** Several values of one key in a hash: each is enclosed by its length, in 2 bytes. */
  *#several(start: number, bytes: number): Generator<Uint8Array> {
    const end = start + bytes;
    for (let at = start; at + 4 <= end; ) {
      const length = this.#ahead.read(at, 2);
      const size = new DataView(length.buffer, length.byteOffset, 2).getUint16(0, this.#layout.isLittleEndian);
      if (at + 4 + size > end) {
        this.brokenPages++;
        return;
      }
      yield* edgeLines(this.#ahead, at + 2, size);
      at += 4 + size;
    }
  }

  /** A whole value from pages of its own, with a line feed. */
  *#long({ farPage, bytes }: Item): Generator<Uint8Array> {
    const { pageBytes } = this.#layout;
    let left = bytes;
    for (let number = farPage; left > 0 && number > 0 && number < this.#pages; ) {
      this.#budget.checkTime();
      const page = new BerkeleyPage(this.#source.read(number * pageBytes, pageBytes), this.#layout);
      if (page.number !== number || page.holds !== 'long value' || !this.#used.add(number)) break;
      const piece = page.longPiece();
      if (piece.length === 0) break;
      yield piece.length <= left ? piece : piece.subarray(0, left);
      left -= piece.length;
      number = page.next;
    }
    yield LINE_FEED;
    if (left > 0) this.lostValues++;
  }
}

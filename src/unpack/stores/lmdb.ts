/**
 * LMDB (data.mdb; OpenLDAP/lmdb, libraries/liblmdb/mdb.c), the store of OpenLDAP, Samba, Monero, Caffe and of many caches: a value
 * directly follows its key, and the next node directly follows the value. All pages are read, whether or not a tree still refers to them:
 * deleted data remains until its pages are reused. Nothing in the file has a checksum.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { edgeLines } from '../records/edge-lines.ts';
import { PageLines } from '../records/page-lines.ts';
import { PageSet } from '../records/page-set.ts';
import { HEAD_BYTES, KNOWN_VERSIONS, type LmdbLayout, type LmdbMeta, lmdbLayout, readMeta } from './lmdb-layout.ts';
import { type LmdbNode, LmdbPage, nodesOf } from './lmdb-nodes.ts';
import { LmdbUnpacker, MAX_PACKED_BYTES, mayBePacked } from './lmdb-packed.ts';

const NAME = 'records';

export const lmdb: SourceContainer = {
  id: 'lmdb',
  title: 'LMDB database (data.mdb; keys and values, one per line or as `name=value`)',
  limits: "encrypted databases; words from a program's own dictionary in values packed by lmdb-js",
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [0],
  sniff: (head) => lmdbLayout(head) !== undefined,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const layout = lmdbLayout(source.read(0, HEAD_BYTES))!;
  const meta = readMeta(source, layout);
  if (meta.isEncrypted) {
    yield { trouble: { code: 'encrypted', message: 'the database is encrypted and cannot be read' } };
    return;
  }
  const database = new Database(source, { layout, meta, budget });
  yield { name: NAME, open: () => database.lines() };
  const { brokenPages, lostPages, isExhausted, unpacker } = database;
  if (!KNOWN_VERSIONS.includes(layout.version)) {
    const message = `version ${layout.version} of LMDB is not known; what cannot be read is scanned as is`;
    yield { name: NAME, trouble: { code: 'unsupported', message } };
  }
  if (unpacker.lackingDictionary > 0) {
    const message = `values that are packed with a dictionary, which is elsewhere: ${unpacker.lackingDictionary}; parts of them are missing`;
    yield { name: NAME, trouble: { code: 'unsupported', message } };
  }
  if (brokenPages > 0) yield damaged(`pages whose nodes cannot be read: ${brokenPages}; they are scanned as is`, NAME);
  if (lostPages > 0) yield damaged(`the file was cut: pages that it refers to and has not: ${lostPages}`, NAME);
  if (isExhausted) yield damaged('long values overlap; those left are scanned as is', NAME);
}

const LINE_FEED = Uint8Array.of(0x0a);

class Database {
  /** Pages with damage. */
  brokenPages = 0;
  /** Pages beyond the end. */
  lostPages = 0;
  /** Whether long values exceeded what the file can hold. */
  isExhausted = false;
  readonly unpacker = new LmdbUnpacker();
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #layout: LmdbLayout;
  readonly #meta: LmdbMeta;
  readonly #budget: Budget;
  readonly #pages: number;
  /** First pages of the long values handed on so far. */
  readonly #values: PageSet;
  #longBytesLeft: number;

  constructor(source: ByteSource, { layout, meta, budget }: { layout: LmdbLayout; meta: LmdbMeta; budget: Budget }) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    [this.#layout, this.#meta, this.#budget] = [layout, meta, budget];
    this.#pages = Math.floor(source.size / layout.pageBytes);
    this.#values = new PageSet(this.#pages);
    this.#longBytesLeft = 2 * source.size;
  }

  /** Keys and values of each page, and the ends of long ones, with a line feed after each. */
  async *lines(): AsyncGenerator<Uint8Array> {
    const { pageBytes } = this.#layout;
    const lines = new PageLines(pageBytes);
    // Including the second meta page.
    for (const page of [1, ...this.#meta.roots]) this.#see(page);
    for (let number = 2; number < this.#pages; number++) {
      this.#budget.checkTime();
      const page = new LmdbPage(this.#ahead.read(number * pageBytes, pageBytes), this.#layout);
      if (page.number !== number || page.kind === undefined) continue;
      if (page.kind === 'long value') {
        this.#see(number + page.longPages - 1);
        continue;
      }
      const { longValues, unpacked } = this.#readNodes(page, lines);
      const read = lines.take();
      if (read.length > 0) yield read;
      for (const value of unpacked) yield* [value, LINE_FEED];
      for (const node of longValues) yield* this.#readLong(node);
    }
  }

  /** Adds what is on the page. @returns nodes with long values, and unpacked values */
  #readNodes(page: LmdbPage, lines: PageLines): { longValues: readonly LmdbNode[]; unpacked: readonly Uint8Array[] } {
    const longValues: LmdbNode[] = [];
    const unpacked: Uint8Array[] = [];
    const nodes = nodesOf(page, this.#layout);
    for (let next = nodes.next(); ; next = nodes.next()) {
      if (next.done) {
        if (!next.value) this.brokenPages++;
        return { longValues, unpacked };
      }
      const node = next.value;
      if (node.holds !== 'value') lines.add(page.bytes, node.keyAt, node.valueAt);
      else {
        lines.addPair(page.bytes, node);
        const value = this.unpacker.unpack(page.bytes.subarray(node.valueAt, node.end));
        if (value !== undefined) unpacked.push(value);
      }
      if (node.holds === 'child') this.#see(node.page);
      if (node.holds === 'long value') longValues.push(node);
      if (node.holds === 'page' && !page.isPart) this.#readPart(page.bytes.subarray(node.valueAt, node.end), lines);
    }
  }

  /** Several values of one key: a small page within the page. */
  #readPart(bytes: Uint8Array, lines: PageLines): void {
    const part = bytes.length < this.#layout.pageHeaderBytes ? undefined : new LmdbPage(bytes, this.#layout);
    if (part?.kind === 'leaf' || part?.kind === 'fixed keys') this.#readNodes(part, lines);
    else this.brokenPages++;
  }

  #see(page: number): void {
    if (page >= this.#pages) this.lostPages++;
  }

  *#readLong({ page, valueBytes }: LmdbNode): Generator<Uint8Array> {
    const { pageBytes, pageHeaderBytes } = this.#layout;
    const start = page * pageBytes + pageHeaderBytes;
    if (page < 2 || page >= this.#pages || start + valueBytes > this.#source.size) {
      this.lostPages++;
      return;
    }
    // A page that no tree refers to any more may name one that was reused.
    const first = new LmdbPage(this.#source.read(page * pageBytes, pageHeaderBytes), this.#layout);
    if (first.kind !== 'long value' || first.number !== page) return;
    if (pageHeaderBytes + valueBytes > first.longPages * pageBytes || !this.#values.add(page)) return;
    this.#budget.checkTime();
    this.#longBytesLeft -= valueBytes;
    if (this.#longBytesLeft < 0) this.isExhausted = true;
    else yield* this.#edges(start, valueBytes);
  }

  /** The first and the last line of a long value, whose pages have neighbours; a packed one in full. */
  *#edges(start: number, bytes: number): Generator<Uint8Array> {
    const head = this.#source.read(start, Math.min(bytes, HEAD_BYTES));
    const packed = mayBePacked(head) && bytes <= MAX_PACKED_BYTES ? this.#source.read(start, bytes) : undefined;
    const unpacked = packed && this.unpacker.unpack(packed);
    if (unpacked !== undefined) yield* [unpacked, LINE_FEED];
    yield* edgeLines(this.#source, start, bytes);
  }
}

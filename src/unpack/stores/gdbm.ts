/**
 * Databases of GNU dbm (gdbmdefs.h and gdbmconst.h), and of its ndbm (.pag): a directory of buckets, whose elements locate a key, directly
 * followed by its value. Deleted data is scanned as is. Records have no checksum, and the header's next free offset is not the end of the
 * file: versions up to 1.8 omitted what they did not write.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64At } from '../../bytes/size64.ts';
import type { SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { viewOf } from '../container/magic.ts';
import { type PairPlace, pairLines } from '../records/pair-lines.ts';

/*  header, in the byte order and with the offsets of the machine      offsets of 64 bits    of 32
 *  magic: 13579ace (an older one, of either), acf, ad1 | acd, ad0      0                     0
 *  bytes of a block                                                    4                     4
 *  where the directory is                                              8   8                 8   4
 *  bytes of the directory                                              16                    12
 *  bits of a hash that it is an index of                               20                    16
 *  bytes of a bucket                                                   24                    20
 *  elements of a bucket                                                28                    24
 *  bucket: how many elements are used, elements                        108, 112              56, 60
 *  element
 *  hash, all bits set where there is none                              0                     0
 *  first bytes of the key                                              4                     4
 *  where the key is                                                    8   8                 8   4
 *  bytes of the key, of the value                                      16, 20                12, 16        */
const MAGICS = [0x13579acd, 0x13579ace, 0x13579acf, 0x13579ad0, 0x13579ad1];
const HEAD_BYTES = 32;
const SHAPES = [
  { wordBytes: 8, elementsAt: 112, elementBytes: 24 },
  { wordBytes: 4, elementsAt: 60, elementBytes: 20 },
] as const;
const NO_HASH = 0xffff_ffff;
/** `SMALL` of gdbmconst.h. */
const FIRST_BYTES = 4;
const MAX_BUCKET_BYTES = 1 << 26;
/** The directory is read alongside buckets. */
const WINDOW_BYTES = 64 << 10;
const NAME = 'records';

export const gdbm: SourceContainer = {
  id: 'gdbm',
  title: 'GNU dbm database (.gdbm, .pag; keys and values, one per line or as `name=value`)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [...MAGICS.map((magic) => magic & 0xff), 0x13],
  sniff: (head) => layoutOf(head) !== undefined,
  async *entries(source, budget) {
    const database = new Database(source, layoutOf(source.read(0, HEAD_BYTES))!, budget);
    yield { name: NAME, open: () => database.records() };
    yield* database.troubles();
  },
};

interface Layout {
  readonly isLittleEndian: boolean;
  readonly shape: (typeof SHAPES)[number];
  readonly directoryAt: number;
  readonly directoryBytes: number;
  readonly bucketBytes: number;
  readonly elements: number;
}

function layoutOf(head: Uint8Array): Layout | undefined {
  if (head.length < HEAD_BYTES) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const isLittleEndian = [true, false].find((each) => MAGICS.includes(view.getUint32(0, each)));
  if (isLittleEndian === undefined) return undefined;
  for (const shape of SHAPES) {
    const { wordBytes, elementsAt, elementBytes } = shape;
    const word = (at: number): number => wordAt(view, at, wordBytes, isLittleEndian);
    const [directoryBytes, , bucketBytes, elements] = [8, 12, 16, 20].map((at) =>
      view.getUint32(wordBytes + at, isLittleEndian),
    ) as [number, number, number, number];
    // `bucket_element_count` of bucket.c; a bucket has at least one.
    const fits = bucketBytes > elementsAt && elements === Math.floor((bucketBytes - elementsAt) / elementBytes);
    if (!fits || elements === 0 || bucketBytes > MAX_BUCKET_BYTES) continue;
    return { isLittleEndian, shape, directoryAt: word(8), directoryBytes, bucketBytes, elements };
  }
  return undefined;
}

function wordAt(view: DataView, at: number, wordBytes: 4 | 8, isLittleEndian: boolean): number {
  return wordBytes === 4 ? view.getUint32(at, isLittleEndian) : size64At(view, at, isLittleEndian);
}

class Database {
  #lostBuckets = 0;
  #lostRecords = 0;
  #isExhausted = false;
  readonly #source: ByteSource;
  readonly #layout: Layout;
  readonly #budget: Budget;
  /** Buckets do not overlap, and neither do records, except in a forged file. */
  #bucketBytesLeft: number;
  #recordBytesLeft: number;

  constructor(source: ByteSource, layout: Layout, budget: Budget) {
    [this.#source, this.#layout, this.#budget] = [source, layout, budget];
    this.#bucketBytesLeft = source.size;
    this.#recordBytesLeft = 2 * source.size;
  }

  /** Bucket by bucket. A bucket that uses fewer bits of the hash is repeated in consecutive directory entries. */
  async *records(): AsyncGenerator<Uint8Array> {
    const { shape, directoryAt, directoryBytes, isLittleEndian } = this.#layout;
    const { wordBytes } = shape;
    const ahead = new ReadAheadSource(this.#source, WINDOW_BYTES);
    const end = Math.min(directoryAt + directoryBytes, this.#source.size);
    let last = -1;
    for (let at = directoryAt; at + wordBytes <= end && !this.#isExhausted; at += wordBytes) {
      this.#budget.checkTime();
      const bucketAt = wordAt(viewOf(ahead.read(at, wordBytes)), 0, wordBytes, isLittleEndian);
      if (bucketAt === last) continue;
      last = bucketAt;
      yield* this.#bucket(bucketAt);
    }
  }

  *troubles(): Generator<Trouble> {
    const { directoryAt, directoryBytes } = this.#layout;
    if (this.#isExhausted) yield damaged('buckets or records overlap; those left are scanned as is', NAME);
    if (this.#lostBuckets + this.#lostRecords > 0) {
      const counts = `${this.#lostBuckets} buckets, ${this.#lostRecords} records`;
      yield damaged(`what the database refers to is not where it should be: ${counts}`, NAME);
    } else if (directoryAt + directoryBytes > this.#source.size)
      yield damaged('the file was cut: its directory is not in it as a whole', NAME);
  }

  *#bucket(start: number): Generator<Uint8Array> {
    const { shape, bucketBytes, elements, isLittleEndian } = this.#layout;
    const { wordBytes, elementsAt, elementBytes } = shape;
    if (start < HEAD_BYTES || start + bucketBytes > this.#source.size) {
      this.#lostBuckets++;
      return;
    }
    this.#bucketBytesLeft -= bucketBytes;
    if (this.#bucketBytesLeft < 0) {
      this.#isExhausted = true;
      return;
    }
    const view = viewOf(this.#source.read(start, bucketBytes));
    let used = 0;
    for (let index = 0, at = elementsAt; index < elements && !this.#isExhausted; index++, at += elementBytes) {
      if (view.getUint32(at, isLittleEndian) === NO_HASH) continue;
      used++;
      const keyAt = wordAt(view, at + 8, wordBytes, isLittleEndian);
      const keyBytes = view.getUint32(at + 8 + wordBytes, isLittleEndian);
      const valueBytes = view.getUint32(at + 12 + wordBytes, isLittleEndian);
      const firstBytes = new Uint8Array(view.buffer, view.byteOffset + at + 4, Math.min(FIRST_BYTES, keyBytes));
      yield* this.#record({ keyAt, keyBytes, valueAt: keyAt + keyBytes, valueBytes }, firstBytes);
    }
    if (!this.#isExhausted) this.#lostRecords += Math.abs(view.getUint32(elementsAt - 4, isLittleEndian) - used);
  }

  /** @param firstBytes of its key, as stored in the bucket */
  *#record(pair: PairPlace, firstBytes: Uint8Array): Generator<Uint8Array> {
    const { keyAt, keyBytes, valueBytes } = pair;
    const bytes = keyBytes + valueBytes;
    if (keyAt < HEAD_BYTES || keyAt + bytes > this.#source.size) {
      this.#lostRecords++;
      return;
    }
    // It belongs to another key, or was overwritten: its lines are yielded all the same.
    if (Buffer.compare(this.#source.read(keyAt, firstBytes.length), firstBytes) !== 0) this.#lostRecords++;
    this.#budget.checkTime();
    this.#recordBytesLeft -= bytes;
    if (this.#recordBytesLeft < 0) this.#isExhausted = true;
    else yield* pairLines(this.#source, pair);
  }
}

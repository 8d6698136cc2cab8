/**
 * PostgreSQL archives in one file (pg_dump -Fc; pg_backup_custom.c): a list of objects, then the rows of each table in the format of COPY,
 * and large objects. All rows of a table are one stream (zlib, LZ4, zstd, or plain), split into pieces of some KiB with a length before
 * each. Unpacked in place, the lengths would be read as part of the stream, and everything after the first piece would be garbage.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { isZlibHead, ZLIB_HEAD_BYTES } from '../codecs/zlib-head.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { joinedPieces } from '../container/joined-pieces.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import {
  type Contents,
  type DumpCodec,
  DumpReader,
  HEAD_BYTES,
  isKnown,
  isOneFile,
  readContents,
  versionOf,
} from './pg-dump-toc.ts';

export const pgDump: SourceContainer = {
  id: 'pg-dump',
  title: 'PostgreSQL archive in one file (pg_dump -Fc; tables as COPY writes them)',
  limits: 'archives of PostgreSQL before 8.4',
  reads: 'source',
  headBytes: HEAD_BYTES,
  firstBytes: [...Buffer.from('P')],
  sniff: isOneFile,
  entries,
};

/*  block
 *  0  1  1 rows of a table, 3 large objects
 *  1  5  number of it in the list
 *  .  5  of large objects: number of the next one, 0 behind the last
 *  .  5  bytes of a piece, the piece; 0 behind the last                */
const [ROWS, LARGE_OBJECTS] = [1, 3];

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, HEAD_BYTES);
  if (!isKnown(head)) {
    yield remainder('all', () => streamOf(source));
    const message = `version ${versionOf(head)} of pg_dump's archives is not known; what is packed in it was not read`;
    yield { trouble: { code: 'unsupported', message } };
    return;
  }
  const contents = readContents(new ReadAheadSource(source), budget);
  if (contents === undefined) {
    yield remainder('all', () => streamOf(source));
    yield damaged('the list of contents of the dump is cut off; what follows was scanned as is');
    return;
  }
  yield remainder('headers', () => streamOf(source, 0, contents.end));
  yield* new Blocks(source, contents, budget).entries();
}

class Blocks {
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #contents: Contents;
  readonly #budget: Budget;
  readonly #reader: DumpReader;

  constructor(source: ByteSource, contents: Contents, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    this.#contents = contents;
    this.#budget = budget;
    this.#reader = new DumpReader(this.#ahead, contents.end);
  }

  async *entries(): AsyncGenerator<Entry | Trouble> {
    let blocks = 0;
    while (this.#reader.at < this.#source.size) {
      this.#budget.checkTime();
      const start = this.#reader.at;
      const kind = this.#reader.byte();
      const number = this.#reader.number();
      const isBlock = number !== undefined && (kind === ROWS || kind === LARGE_OBJECTS);
      if (!isBlock) {
        yield damaged(`expected a block of data at byte ${start} of the dump; what follows was scanned as is`);
        yield remainder('behind', () => streamOf(this.#source, start), start);
        return;
      }
      blocks++;
      const name = this.#contents.names.get(number) ?? `data ${number}`;
      const isWhole = yield* kind === ROWS ? this.#readData(name) : this.#readObjects(name);
      if (!isWhole) return;
    }
    const expected = this.#contents.blocks;
    if (blocks < expected) yield damaged(`the dump is cut off: of ${expected} blocks of data it has ${blocks}`);
  }

  /** @returns whether the reader is at the end of the data */
  async *#readData(name: string): AsyncGenerator<Entry | Trouble, boolean> {
    const pieces = new Pieces(this.#ahead, this.#reader);
    let [isReported, isLost] = [false, false];
    const { budget, ahead, codec } = { budget: this.#budget, ahead: this.#ahead, codec: this.#contents.codec };
    yield {
      name,
      async *open() {
        let isFirst = true;
        for await (const chunk of joinedPieces(ahead, pieces.all(), budget)) {
          // It can only be opened by its beginning.
          isLost ||= isFirst && codec !== undefined && !BEGINS[codec](chunk);
          isFirst = false;
          yield chunk;
        }
        isReported = pieces.isCut;
        if (isReported) throw new FormatError(CUT);
      },
    };
    for (const _ of pieces.all()) this.#budget.checkTime();
    if (pieces.isCut && !isReported) yield damaged(CUT, name);
    if (isLost) yield damaged(`expected data that ${codec} packs, found other data; it is scanned as is`, name);
    return !pieces.isCut;
  }

  async *#readObjects(name: string): AsyncGenerator<Entry | Trouble, boolean> {
    for (;;) {
      this.#budget.checkTime();
      const object = this.#reader.number();
      if (object === 0) return true;
      if (object === undefined) {
        yield damaged(CUT, name);
        return false;
      }
      if (!(yield* this.#readData(`${name}/${object}`))) return false;
    }
  }
}
const [LZ4_FRAME, ZSTD_FRAME] = [magic('04 22 4d 18'), magic('28 b5 2f fd')];
/** Whether the walk will open data that begins like this. */
const BEGINS: Readonly<Record<DumpCodec, (head: Uint8Array) => boolean>> = {
  zlib: (head) => isZlibHead(head.subarray(0, ZLIB_HEAD_BYTES)),
  lz4: (head) => hasMagic(head, LZ4_FRAME),
  zstd: (head) => hasMagic(head, ZSTD_FRAME),
};
const CUT = 'the dump is cut off in the middle of a block of data, or a length in it is wrong';

/** The pieces of one stream, in order; each is yielded once. */
class Pieces {
  /** The last piece is incomplete, so everything up to the end of the dump belongs to it. */
  isCut = false;
  readonly #source: ByteSource;
  readonly #reader: DumpReader;
  #isThrough = false;

  constructor(source: ByteSource, reader: DumpReader) {
    this.#source = source;
    this.#reader = reader;
  }

  *all(): Generator<{ readonly start: number; readonly end: number }> {
    while (!this.#isThrough) {
      const before = this.#reader.at;
      const length = this.#reader.number();
      const start = length === undefined ? before : this.#reader.at;
      const end = start + (length ?? this.#source.size);
      this.isCut = end > this.#source.size || end < start;
      this.#isThrough = length === 0 || this.isCut;
      if (length === 0) return;
      this.#reader.at = this.isCut ? this.#source.size : end;
      yield { start, end: this.#reader.at };
    }
  }
}

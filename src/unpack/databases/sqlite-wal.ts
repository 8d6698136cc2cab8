/**
 * Write-ahead logs of SQLite (.db-wal; SQLite database file format, 4 "The Write-Ahead Log"): the pages written most recently, and
 * their earlier states. Their records come with one value a line, as those of a database do.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { PageLines } from '../records/page-lines.ts';
import { cellsOf, type Geometry } from './sqlite-cells.ts';
import { addValues } from './sqlite-columns.ts';
import { packedContents } from './sqlite-packed.ts';

/*  0   4  magic number, whose last bit is the byte order of the sums
 *  4   4  version = 3007000
 *  8   4  size of a page                                             */
const MAGICS = ['37 7f 06 82 00 2d e2 18', '37 7f 06 83 00 2d e2 18'].map((text) => magic(text));
const HEADER_BYTES = 32;
/*  0  4  number of the page, then sizes, salts and sums               */
const FRAME_BYTES = 24;
const DATABASE_HEADER_BYTES = 100;

export const sqliteWal: SourceContainer = {
  id: 'sqlite-wal',
  title: 'SQLite write-ahead log (.db-wal)',
  limits: 'records larger than a page are scanned in pieces',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEADER_BYTES,
  firstBytes: firstBytesOf(MAGICS),
  sniff: (head) =>
    head.length >= HEADER_BYTES && MAGICS.some((each) => hasMagic(head, each)) && isPageSize(pageBytesIn(head)),
  async *entries(source, budget): AsyncGenerator<Entry> {
    yield { name: 'rows', open: () => rows(source, budget) };
  },
};

function pageBytesIn(head: Uint8Array): number {
  return Buffer.from(head.buffer, head.byteOffset, HEADER_BYTES).readUInt32BE(8);
}

function isPageSize(bytes: number): boolean {
  return bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0;
}

async function* rows(source: ByteSource, budget: Budget): AsyncGenerator<Uint8Array> {
  const ahead = new ReadAheadSource(source);
  const pageBytes = pageBytesIn(source.read(0, HEADER_BYTES));
  const geometry: Geometry = { pageBytes, usableBytes: pageBytes, pages: 2 ** 32, fileBytes: 2 ** 48 };
  const lines = new PageLines(pageBytes);
  let overlapping = 0;
  for (let at = HEADER_BYTES; at + FRAME_BYTES + pageBytes <= source.size; at += FRAME_BYTES + pageBytes) {
    budget.checkTime();
    const frame = ahead.read(at, FRAME_BYTES + pageBytes);
    const isFirst = (frame[0]! | frame[1]! | frame[2]!) === 0 && frame[3] === 1;
    const cells = cellsOf(frame.subarray(FRAME_BYTES), isFirst ? DATABASE_HEADER_BYTES : 0, geometry);
    let next = cells.next();
    for (; next.done !== true; next = cells.next()) {
      const { local, payloadBytes } = next.value;
      addValues(lines, local, payloadBytes);
      yield* packedContents(local, payloadBytes);
    }
    if (!next.value) overlapping++;
    const page = lines.take();
    if (page.length > 0) yield page;
  }
  if (overlapping > 0) throw new FormatError(`pages whose records overlap: ${overlapping}; they are scanned as is`);
}

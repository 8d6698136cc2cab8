/**
 * Export data of Go packages (cmd/compile, "unified IR"; internal/pkgbits): what an importer needs to know, with the values of constants. It
 * is in the archives of the build cache and of `go build -buildmode=archive`. Its strings are stored back to back; they come one a line.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';

/*  0  6  "\n$$B\nu"
 *  6  4  version; all numbers are little-endian
 *  10 4  flags, from version 1 on
 *  .  40 for each of ten sections, how many elements there are up to its end; strings are the first section
 *  .  .  for each element, 4 bytes: where it ends, from the beginning of the first
 *  .  .  the elements                                                           */
const MAGIC = magic('0a 24 24 42 0a 75');
const VERSION_AT = 6;
const SECTIONS = 10;
const HEAD_BYTES = VERSION_AT + 8 + 4 * SECTIONS;
/** Two exist in 2026. */
const MAX_VERSION = 255;
const TABLE_BYTES = 64 << 10;
const PIECE_BYTES = 64 << 10;
/** Anything shorter is no secret that a rule recognises by itself. */
const MIN_BYTES = 8;
const LINE_FEED = Uint8Array.of(0x0a);

export const goExportData: SourceContainer = {
  id: 'go-export-data',
  title: 'export data of Go packages (.a of the build cache; strings)',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) =>
    head.length >= HEAD_BYTES && hasMagic(head, MAGIC) && bufferOf(head).readUInt32LE(VERSION_AT) <= MAX_VERSION,
  entries,
};

interface Layout {
  /** Where the ends of strings stand. */
  readonly table: number;
  readonly strings: number;
  /** Where the elements begin. */
  readonly data: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry> {
  const layout = layoutOf(source);
  yield { name: 'strings', open: () => linesOf(source, layout, budget) };
}

function layoutOf(source: ByteSource): Layout {
  const head = bufferOf(source.read(0, HEAD_BYTES));
  const sections = VERSION_AT + (head.readUInt32LE(VERSION_AT) === 0 ? 4 : 8);
  const counts = Array.from({ length: SECTIONS }, (_, index) => head.readUInt32LE(sections + 4 * index));
  const isOrdered = counts.every((count, index) => index === 0 || count >= counts[index - 1]!);
  const table = sections + 4 * SECTIONS;
  const data = table + 4 * counts.at(-1)!;
  if (!isOrdered || data > source.size)
    throw new FormatError('expected sections of export data of Go; its bytes are scanned as is');
  return { table, strings: counts[0]!, data };
}

async function* linesOf(source: ByteSource, { table, strings, data }: Layout, budget: Budget) {
  const elements = new ReadAheadSource(sliceOf(source, data, source.size));
  let [start, lines, held] = [0, [] as Uint8Array[], 0];
  for (let at = table; at < table + 4 * strings; at += TABLE_BYTES) {
    budget.checkTime();
    const ends = bufferOf(source.read(at, Math.min(TABLE_BYTES, table + 4 * strings - at)));
    for (let index = 0; index < ends.length; index += 4) {
      const end = ends.readUInt32LE(index);
      if (end < start || end > elements.size)
        throw new FormatError('expected the end of a string of export data of Go');
      for (let from = start; end - start >= MIN_BYTES && from < end; from += PIECE_BYTES) {
        const piece = elements.read(from, Math.min(PIECE_BYTES, end - from)).slice();
        lines.push(piece, ...(from + piece.length === end ? [LINE_FEED] : []));
        held += piece.length + 1;
        if (held < PIECE_BYTES) continue;
        yield Buffer.concat(lines);
        [lines, held] = [[], 0];
      }
      start = end;
    }
  }
  yield Buffer.concat(lines);
}

/**
 * Databases of DuckDB (src/storage/compression/{fsst,dict_fsst}): strings packed with FSST, its choice for most. Symbol tables are found by
 * their version, and the column segment that contains one by its own header, not through the catalog. Unpacked strings are visible, but
 * without visible ends (`duckdb-plain.ts`); Zstandard frames are found by their magic number (`duckdb-zstd.ts`).
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import {
  FSST_VERSION,
  MAX_TABLE_BYTES,
  readSymbolTable,
  type SymbolTable,
  unpackFsst,
  VERSION_OFFSET,
} from '../codecs/fsst.ts';
import { bitsAt, littleEndian } from '../codecs/small-numbers.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic, markOf, occurrencesIn } from '../container/magic.ts';
import { PlainStrings } from './duckdb-plain.ts';
import { type DuckdbBlocks, isBlockSize, wrongDuckdbSums } from './duckdb-sums.ts';
import { ZstdStrings } from './duckdb-zstd.ts';

/*  main header
 *  0   8  checksum
 *  8   4  "DUCK"
 *  12  8  version of the format, 39 and more
 *  20  8  flags: 1 encrypted                    */
/*  two headers of the database, at 4,096 and 8,192; that of the higher number holds; the blocks begin at 12,288
 *  0   8  checksum
 *  8   8  number
 *  32  8  blocks
 *  40  8  bytes of a block                    */
const HEADERS = [4096, 8192];
const BLOCKS_AT = 12_288;
const MAGIC = magic('44 55 43 4b', 8);
const HEAD_BYTES = 32;
const ENCRYPTED = 1;
const NAME = 'strings';

export const duckdb: SourceContainer = {
  id: 'duckdb',
  title: 'DuckDB database',
  limits: 'encrypted files',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  mark: markOf([MAGIC]),
  // Either number tells the magic number from a word in a text. The other may be damaged: the checksum tells.
  sniff: (head) =>
    head.length >= HEAD_BYTES && hasMagic(head, MAGIC) && (isSmall(head, VERSION_AT) || isSmall(head, FLAGS_AT)),
  entries,
};

const [VERSION_AT, FLAGS_AT] = [12, 20];

/** Whether the number of eight bytes at `at` has a value only in its lowest byte. */
function isSmall(head: Uint8Array, at: number): boolean {
  return isZero(head.subarray(at + 1, at + 8));
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if ((source.read(0, HEAD_BYTES)[20]! & ENCRYPTED) !== 0) {
    yield { trouble: { code: 'encrypted', message: 'the database is encrypted and cannot be read' } };
    return;
  }
  const blocks = blocksTold(source);
  const size = BLOCKS_AT + blocks.count * blocks.bytes;
  if (source.size < size) yield damaged(`expected ${size} bytes, found ${source.size}: the database was cut`);
  const wrong = wrongDuckdbSums(source, blocks, budget);
  if (wrong > 0) yield damaged(`headers and blocks with a wrong checksum: ${wrong}; what can be read of them is read`);
  const database = new Database(source, blocks.bytes, budget);
  yield { name: NAME, open: () => database.strings(), taken: () => database.zstd.taken };
  if (database.lostTables > 0)
    yield damaged(
      `tables of symbols whose strings were not found: ${database.lostTables}; what they pack is scanned as is`,
      NAME,
    );
  if (database.forgedBlocks > 0)
    yield damaged(`blocks whose lists of strings overlap: ${database.forgedBlocks}; they are scanned as is`, NAME);
  if (database.zstd.hasGivenUp)
    yield damaged('more frames of Zstandard than strings would have; those left are opened as is', NAME);
}

/** Empty where the header with the block layout is damaged. */
function blocksTold(source: ByteSource): DuckdbBlocks {
  const [first, second] = HEADERS.map((at) => source.read(at, Math.max(0, Math.min(HEADER_BYTES, source.size - at))));
  const latest = littleEndian(first!, 8, 6) > littleEndian(second!, 8, 6) ? first! : second!;
  return { count: littleEndian(latest, 32, 6), bytes: littleEndian(latest, 40, 6) };
}
const HEADER_BYTES = 48;

/** Segments lie in blocks of at most this size, at multiples of 8. */
const MAX_BLOCK_BYTES = 256 << 10;
const ALIGNMENT_BYTES = 8;
/** Searching for the header of one table costs 0.1 ms. */
const MAX_LOST_TABLES = 1000;

/*  header of a segment of FSST             of DICT_FSST
 *  0   4  bytes of all strings, packed     bytes of all strings, packed
 *  4   4  where they end                   how many strings
 *  8   4  bits of a length                 1 mode, 1 bits of a length, 1 bits of an index
 *  12  4  where the symbols begin          bytes of the table of symbols
 *  16  .  lengths, then the symbols,       strings, the first one first; at multiples of 8 the symbols,
 *         then the strings, the last first lengths, indices                                            */
const SEGMENT_BYTES = 16;

/** Offsets are those of the source. */
interface Segment {
  /** Range of the strings. */
  readonly start: number;
  readonly end: number;
  /** Their bit-packed lengths, in the order of the strings from `start` on, or, for FSST, backwards from `end`. */
  readonly lengths: { readonly start: number; readonly end: number; readonly bits: number };
  readonly isBackward: boolean;
}

class Database {
  lostTables = 0;
  forgedBlocks = 0;
  readonly zstd: ZstdStrings;
  readonly #source: ByteSource;
  readonly #ahead: ByteSource;
  readonly #blockBytes: number;
  readonly #budget: Budget;

  /** @param blockBytes 0: the largest size */
  constructor(source: ByteSource, blockBytes: number, budget: Budget) {
    this.#source = source;
    this.#ahead = new ReadAheadSource(source);
    this.#blockBytes = isBlockSize(blockBytes) ? blockBytes : MAX_BLOCK_BYTES;
    this.#budget = budget;
    this.zstd = new ZstdStrings(source, BLOCKS_AT, this.#blockBytes, budget);
  }

  /** A line feed after each. */
  async *strings(): AsyncGenerator<Uint8Array> {
    yield* this.#packed();
    yield* this.zstd.lines();
    yield* this.#plain();
  }

  *#plain(): Generator<Uint8Array> {
    const { size } = this.#source;
    for (let at = BLOCKS_AT; at < size; at += this.#blockBytes) {
      this.#budget.checkTime();
      const block = this.#source.read(at, Math.min(this.#blockBytes, size - at));
      if (isZero(block)) continue;
      const strings = new PlainStrings(block);
      yield* strings.lines();
      if (strings.isForged) this.forgedBlocks++;
    }
  }

  /** Everything packed with FSST. */
  *#packed(): Generator<Uint8Array> {
    // Segments do not overlap.
    let end = 0;
    for (const at of occurrencesIn(this.#source, FSST_VERSION, this.#budget)) {
      const start = at - VERSION_OFFSET;
      if (start < end) continue;
      const table = readSymbolTable(this.#ahead.read(start, Math.min(MAX_TABLE_BYTES, this.#source.size - start)));
      if (table === undefined) continue;
      this.#budget.checkTime();
      const isLookedFor = this.lostTables < MAX_LOST_TABLES;
      const segment = isLookedFor ? segmentOf(this.#ahead, end, start, table) : undefined;
      if (segment === undefined) {
        this.lostTables++;
        continue;
      }
      end = Math.max(segment.end, segment.lengths.end);
      yield this.#unpack(segment, table);
    }
  }

  #unpack(segment: Segment, table: SymbolTable): Uint8Array {
    const packed = this.#ahead.read(segment.start, segment.end - segment.start);
    const parts: Uint8Array[] = [];
    for (const { start, end } of piecesOf(this.#ahead, segment, packed.length))
      parts.push(unpackFsst(table, packed.subarray(start, end)), LINE_FEED);
    return Buffer.concat(parts);
  }
}
const LINE_FEED = Uint8Array.of(0x0a);

/** @param from the end of the previous one */
function segmentOf(source: ByteSource, from: number, tableAt: number, table: SymbolTable): Segment | undefined {
  const first = Math.max(from, tableAt - MAX_BLOCK_BYTES);
  const bytes = source.read(first, tableAt - first);
  const fields = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const last = tableAt - SEGMENT_BYTES;
  for (let start = last - (last % ALIGNMENT_BYTES); start >= first; start -= ALIGNMENT_BYTES) {
    const at = start - first;
    const isFsst = fields.getUint32(at + 12, true) === tableAt - start;
    if (!isFsst && aligned(start + SEGMENT_BYTES + fields.getUint32(at, true)) !== tableAt) continue;
    const numbers = [0, 4, 8, 12].map((offset) => fields.getUint32(at + offset, true));
    const segment = isFsst ? asFsst(numbers, start, tableAt, table) : asDictionary(numbers, start, tableAt, table);
    if (segment !== undefined && segment.end <= source.size) return segment;
  }
  return undefined;
}

/** A segment that fills its block does not state the size of its strings. */
function asFsst(numbers: readonly number[], at: number, tableAt: number, { bytes }: SymbolTable): Segment | undefined {
  const [size = 0, end = 0, bits = 0] = numbers;
  if (end > MAX_BLOCK_BYTES || bits > 32) return undefined;
  const start = size === 0 ? tableAt + bytes : at + end - size;
  if (start < tableAt + bytes || start > at + end) return undefined;
  return { start, end: at + end, lengths: { start: at + SEGMENT_BYTES, end: tableAt, bits }, isBackward: true };
}

/** FSST lengths that are mostly zeros look like a size now and then; the size of the table decides. */
function asDictionary(
  numbers: readonly number[],
  at: number,
  tableAt: number,
  table: SymbolTable,
): Segment | undefined {
  const [size = 0, count = 0, modeAndBits = 0, tableBytes = 0] = numbers;
  const start = at + SEGMENT_BYTES;
  if (size === 0 || tableBytes !== table.bytes) return undefined;
  const [mode, bits] = [modeAndBits & 0xff, (modeAndBits >> 8) & 0xff];
  if (mode > 3 || bits > 32) return undefined;
  const lengthsAt = aligned(tableAt + tableBytes);
  const lengths = { start: lengthsAt, end: lengthsAt + Math.ceil((Math.min(count, MAX_STRINGS) * bits) / 8), bits };
  return { start, end: start + size, lengths, isBackward: false };
}
/** A block has fewer: each takes a byte. */
const MAX_STRINGS = MAX_BLOCK_BYTES;

function aligned(at: number): number {
  return Math.ceil(at / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
}

/** The packed bytes of each string, and the rest; all in one piece where the lengths exceed them. */
function piecesOf(
  source: ByteSource,
  { lengths, isBackward }: Segment,
  size: number,
): { start: number; end: number }[] {
  const end = Math.min(lengths.end, source.size);
  const bytes = source.read(Math.min(lengths.start, end), Math.max(0, end - lengths.start));
  const pieces: { start: number; end: number }[] = [];
  let done = 0;
  for (let bit = 0; lengths.bits > 0 && bit + lengths.bits <= 8 * bytes.length; bit += lengths.bits) {
    const length = bitsAt(bytes, bit, lengths.bits);
    if (done + length > size) return [{ start: 0, end: size }];
    const start = isBackward ? size - done - length : done;
    if (length > 0) pieces.push({ start, end: start + length });
    done += length;
  }
  if (done < size) pieces.push(isBackward ? { start: 0, end: size - done } : { start: done, end: size });
  return pieces;
}

/**
 * A table of LevelDB (google/leveldb, doc/table_format.md and table/format.cc), in which Chromium and Electron keep what pages stored:
 * blocks that are packed one by one. They come as one entry, unpacked; keys lack what they share with the one before, values are whole.
 */
import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import { FormatError } from '../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from './container.ts';
import { Coverage } from './coverage.ts';
import { maskedCrc32c } from './crc32c.ts';
import { damaged } from './damaged.ts';
import { isPadding, remainder } from './remainder.ts';
import { varintAt } from './small-numbers.ts';
import { snappyLength, unpackSnappyBlock } from './snappy-block.ts';

/*  footer, the last 48 bytes
 *  0   .  handle of the block of metadata, then that of the index: offset and size, each 7 bits a byte, the lowest first
 *  40  8  magic number, little-endian = db4775248b80fb57
 *  block: its bytes, then 1 byte: how they are packed, 0 not, 1 Snappy; 4 bytes: masked CRC-32C of both                    */
const FOOTER_BYTES = 48;
const MAGIC = Buffer.from('57fb808b247547db', 'hex');
const TRAILER_BYTES = 5;
const [STORED, SNAPPY] = [0, 1];
/** LevelDB has 4 KiB and a value in a block, as a rule. */
const MAX_BLOCK_BYTES = 64 << 20;
const NAME = 'blocks';

export const leveldb: SourceContainer = {
  id: 'leveldb',
  title: 'table of LevelDB (.ldb, .sst)',
  limits: 'blocks packed with Zstandard',
  reads: 'source',
  headBytes: FOOTER_BYTES,
  sniff: () => false,
  sniffTail: (tail) => tail.length >= FOOTER_BYTES && Buffer.compare(tail.subarray(-MAGIC.length), MAGIC) === 0,
  entries,
};

interface Handle {
  readonly start: number;
  readonly end: number;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const table = new Table(source, budget);
  yield { name: NAME, open: () => table.blocks() };
  const { damagedBlocks, wrongSums } = table;
  if (damagedBlocks + wrongSums > 0)
    yield damaged(
      `blocks that cannot be unpacked: ${damagedBlocks}, which are scanned as they lie; with a wrong checksum: ${wrongSums}`,
      NAME,
    );
  for (const { start, end } of table.coverage.survey(source.size).holes)
    if (!isPadding(source, start, end)) yield remainder('between', () => streamOf(source, start, end));
}

class Table {
  damagedBlocks = 0;
  wrongSums = 0;
  /** What could be unpacked, and what describes it. */
  readonly coverage = new Coverage();
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  /** Those of data, and of metadata, a line feed between two. @throws FormatError when the footer or the index is none */
  async *blocks(): AsyncGenerator<Uint8Array> {
    const footer = this.#source.read(this.#source.size - FOOTER_BYTES, FOOTER_BYTES);
    this.coverage.add(this.#source.size - FOOTER_BYTES, this.#source.size);
    const metadata = handleAt(footer, 0);
    const index = metadata && handleAt(footer, metadata.next);
    if (metadata === undefined || index === undefined)
      throw new FormatError('expected two handles in the footer of LevelDB');
    for (const { handle } of [index, metadata]) {
      const list = this.#read(handle);
      if (list === undefined) continue;
      yield list;
      for (const value of valuesOf(list)) {
        this.#budget.checkTime();
        const inner = handleAt(value, 0);
        const block = inner && this.#read(inner.handle);
        if (block !== undefined) {
          yield LINE_FEED;
          yield block;
        }
      }
    }
  }

  #read({ start, end }: Handle): Uint8Array | undefined {
    const block = this.#unpack(start, end);
    if (block === undefined) this.damagedBlocks++;
    else this.coverage.add(start, end + TRAILER_BYTES);
    return block;
  }

  #unpack(start: number, end: number): Uint8Array | undefined {
    if (end + TRAILER_BYTES > this.#source.size || end - start > MAX_BLOCK_BYTES) return undefined;
    const bytes = this.#source.read(start, end - start + TRAILER_BYTES);
    const packed = bytes.subarray(0, end - start);
    const sum = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(packed.length + 1, true);
    if (maskedCrc32c(bytes.subarray(0, packed.length + 1)) !== sum) this.wrongSums++;
    if (bytes[packed.length] === STORED) return packed.slice();
    const { length } = snappyLength(packed);
    // An element of three bytes makes 64 at most.
    if (bytes[packed.length] !== SNAPPY || length < 0 || length > packed.length * 22) return undefined;
    const target = new Uint8Array(length);
    return unpackSnappyBlock(packed, target) === length ? target : undefined;
  }
}
const LINE_FEED = Uint8Array.of(0x0a);

/*  block of pairs: of each the bytes that its key shares with the one before, those of the key that follow, those of the value, then
 *  both; at the end 4 bytes for each place where nothing is shared, and 4 for their number                                       */
function* valuesOf(block: Uint8Array): Generator<Uint8Array> {
  if (block.length < 4) return;
  const restarts = new DataView(block.buffer, block.byteOffset, block.length).getUint32(block.length - 4, true);
  const end = block.length - 4 - 4 * restarts;
  for (let at = 0; at < end; ) {
    const shared = varintAt(block, at);
    const own = shared && varintAt(block, shared.next);
    const size = own && varintAt(block, own.next);
    if (size === undefined || own === undefined) return;
    const start = size.next + own.value;
    if (start + size.value > end) return;
    yield block.subarray(start, start + size.value);
    at = start + size.value;
  }
}

function handleAt(bytes: Uint8Array, at: number): { readonly handle: Handle; readonly next: number } | undefined {
  const start = varintAt(bytes, at);
  const size = start && varintAt(bytes, start.next);
  return size && start && { handle: { start: start.value, end: start.value + size.value }, next: size.next };
}

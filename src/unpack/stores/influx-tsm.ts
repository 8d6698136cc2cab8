/**
 * Data files of InfluxDB 1 and 2 (.tsm; tsdb/engine/tsm1/DESIGN.md of influxdata/influxdb): blocks of times and values, of which text is
 * packed with Snappy, followed by an index.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { varintAt } from '../codecs/small-numbers.ts';
import { snappyContent } from '../codecs/snappy-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { firstBytesOf, hasMagic, magic, viewOf } from '../container/magic.ts';
import { influxLines } from './influx-values.ts';

/*  0  4  magic number; 4 1 version
 *  .  .  blocks, index
 *  last 8 bytes: where the index begins, the highest byte first, as all numbers here     */
const MAGIC = magic('16 d1 16 d1 01');
const FOOTER_BYTES = 8;
const NAME = 'values';
/** Limit for a block, packed and unpacked: it has 1,000 values of up to 64 KiB. */
const MAX_BLOCK_BYTES = 64 << 20;

export const influxTsm: SourceContainer = {
  id: 'influxdb-tsm',
  title: 'InfluxDB data (.tsm; text, one per line or as `name=value`)',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: MAGIC.bytes.length,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC),
  async *entries(source, budget): AsyncGenerator<Entry | Trouble> {
    const data = new Data(source, budget);
    yield { name: NAME, open: () => data.lines() };
    yield* data.troubles();
  },
};

/*  index, of each key
 *  0  2  bytes of the key; the key
 *  .  1  type, 3 text
 *  .  2  blocks, and of each: 8 first time, 8 last time, 8 where it begins, 4 its bytes     */
const TEXT = 3;
const [KEY_END_BYTES, PLACE_BYTES] = [3, 28];

class Data {
  #hasIndex = true;
  #brokenBlocks = 0;
  readonly #source: ByteSource;
  readonly #blocks: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    [this.#source, this.#budget] = [new ReadAheadSource(source), budget];
    this.#blocks = new ReadAheadSource(source);
  }

  async *lines(): AsyncGenerator<Uint8Array> {
    yield* gathered(this.#lines());
  }

  *#lines(): Generator<Uint8Array> {
    const end = this.#source.size - FOOTER_BYTES;
    const start = end < MAGIC.bytes.length ? -1 : size64At(viewOf(this.#source.read(end, FOOTER_BYTES)), 0);
    this.#hasIndex = start >= MAGIC.bytes.length && start < end;
    if (!this.#hasIndex) return;
    let blocksFrom = MAGIC.bytes.length;
    for (let at = start; at < end; ) {
      this.#budget.checkTime();
      const entry = this.#entryAt(at, end);
      this.#hasIndex = entry !== undefined;
      if (entry === undefined) return;
      for (let place = entry.placesAt; place < entry.end; place += PLACE_BYTES) {
        const bytes = this.#source.read(place, PLACE_BYTES);
        const [blockAt, blockBytes] = [size64At(viewOf(bytes), 16), viewOf(bytes).getUint32(24)];
        // Blocks are in index order: so a forged index cannot have one unpacked over and over.
        if (blockAt < blocksFrom || blockAt + blockBytes > start || blockBytes > MAX_BLOCK_BYTES) this.#brokenBlocks++;
        else {
          blocksFrom = blockAt + blockBytes;
          const values = this.#values(this.#blocks.read(blockAt, blockBytes), entry.type);
          if (values !== undefined) yield* influxLines(entry.key, values, place === entry.placesAt);
        }
      }
      at = entry.end;
    }
  }

  *troubles(): Generator<Trouble> {
    if (!this.#hasIndex) yield damaged('no index where the last 8 bytes say, or a damaged one: the file was cut', NAME);
    if (this.#brokenBlocks > 0)
      yield damaged(
        `blocks that are damaged, or have more than 64 MiB: ${this.#brokenBlocks}; they are scanned as is`,
        NAME,
      );
  }

  #entryAt(at: number, end: number) {
    const keyBytes = at + 2 <= end ? viewOf(this.#source.read(at, 2)).getUint16(0) : end;
    const keyEnd = at + 2 + keyBytes;
    if (keyEnd + KEY_END_BYTES > end) return undefined;
    const view = viewOf(this.#source.read(keyEnd, KEY_END_BYTES));
    const placesAt = keyEnd + KEY_END_BYTES;
    const last = placesAt + PLACE_BYTES * view.getUint16(1);
    if (last > end) return undefined;
    return { key: this.#source.read(at + 2, keyBytes), type: view.getUint8(0), placesAt, end: last };
  }

  /*  block
   *  0  4  CRC-32 of what follows
   *  4  1  type
   *  5  n  varint: bytes of the times; the times
   *  .  1  of text: 16, packed with Snappy
   *  .  .  unpacked: of each value a varint, its bytes, the bytes    */
  #values(block: Uint8Array, type: number): Iterable<Uint8Array> | undefined {
    const times = varintAt(block, 5);
    const valuesAt = times === undefined ? block.length : times.next + times.value;
    if (valuesAt >= block.length || crc32(block.subarray(4)) !== viewOf(block).getUint32(0) || block[4] !== type) {
      this.#brokenBlocks++;
      return undefined;
    }
    if (type !== TEXT) return undefined;
    const { content, isWhole } =
      block[valuesAt] === SNAPPY
        ? snappyContent(block.subarray(valuesAt + 1), MAX_BLOCK_BYTES)
        : { content: block.subarray(0, 0), isWhole: false };
    if (!isWhole) this.#brokenBlocks++;
    return valuesOf(content);
  }
}
const SNAPPY = 0x10;

/** The last value may be cut off. */
function* valuesOf(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; ) {
    const length = varintAt(content, at);
    if (length === undefined) return;
    at = length.next + length.value;
    yield content.subarray(length.next, at);
  }
}

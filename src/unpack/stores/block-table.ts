/**
 * Tables of LevelDB and RocksDB: individually packed blocks. They come unpacked as one entry, data blocks as separate keys and values.
 * All blocks that the index and the metadata list are read; whatever is in none of them comes as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { littleEndian } from '../codecs/small-numbers.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { type Handle, handleAt, type TableFooter } from './block-table-footer.ts';
import { handlesIn, type IndexFormat, pairsIn } from './block-table-lists.ts';
import { keysAndValues } from './block-table-pairs.ts';
import { BlockTableReader } from './block-table-reader.ts';

const NAME = 'blocks';
const LINE_FEED = Uint8Array.of(0x0a);
/** Names of RocksDB's metadata blocks that affect how others are read (table/meta_blocks.cc). */
const [PROPERTIES, DICTIONARY, INDEX] = ['rocksdb.properties', 'rocksdb.compression_dict', 'rocksdb.index'];
/** A partitioned filter: the block is an index of its partitions. */
const FILTER_IN_PARTS = 'partitionedfilter.';
/** Names of properties (table/table_properties.cc, table/block_based/block_based_table_factory.cc). */
const [INDEX_KIND, IS_DELTA] = ['rocksdb.block.based.table.index.type', 'rocksdb.index.value.is.delta.encoded'];
/**
 * When a database ingests a table, it writes its number into it, but leaves the checksum unchanged (db/external_sst_file_ingestion_job.cc).
 */
const SEQUENCE = 'rocksdb.external_sst_file.global_seqno';
/** Kinds of index: an index of indexes, and one with the first key of each block. */
const [TWO_LEVELS, WITH_FIRST_KEY] = [2, 3];

/** @param footerOf reads the footer; throws FormatError when it is invalid */
export async function* tableEntries(
  source: ByteSource,
  footerOf: (source: ByteSource) => TableFooter,
  budget: Budget,
): AsyncGenerator<Entry | Trouble> {
  const footer = footerOf(source);
  const reader = new BlockTableReader(source, footer, budget);
  const table = new BlockTable(reader, footer, budget);
  yield { name: NAME, open: () => table.blocks() };
  const { damagedBlocks, wrongSums, unsupportedBlocks } = reader;
  if (damagedBlocks + wrongSums + table.brokenLists + table.brokenBlocks > 0) {
    const counts = `${damagedBlocks}, which are scanned as is; with a wrong checksum: ${wrongSums}`;
    const lists = table.brokenLists > 0 ? `; lists of blocks that break off: ${table.brokenLists}` : '';
    const pairs = table.brokenBlocks > 0 ? `; blocks of keys and values that break off: ${table.brokenBlocks}` : '';
    yield damaged(`blocks that cannot be unpacked: ${counts}${lists}${pairs}`, NAME);
  }
  if (unsupportedBlocks > 0) {
    const message = `blocks packed with XPRESS, a codec of others or a trained dictionary, which are scanned as is: ${unsupportedBlocks}`;
    yield { trouble: { code: 'unsupported', message }, name: NAME };
  }
  const isReported = damagedBlocks + unsupportedBlocks + table.brokenLists > 0;
  yield* betweenBlocks(source, reader, isReported);
}

/**
 * What no block that was read covers: a list that omits some may have a matching checksum. @param isReported some unreadable blocks were
 * reported
 */
function* betweenBlocks(
  source: ByteSource,
  { coverage }: BlockTableReader,
  isReported: boolean,
): Generator<Entry | Trouble> {
  const { holes } = coverage.survey(source.size);
  const between = holes.filter(({ start, end }) => !isPadding(source, start, end));
  if (between.length > 0 && !isReported) {
    const bytes = between.reduce((sum, { start, end }) => sum + end - start, 0);
    yield damaged(`expected blocks up to the footer; no list of blocks names ${bytes} bytes, which are scanned as is`);
  }
  for (const { start, end } of between) yield remainder('between', () => streamOf(source, start, end));
}

class BlockTable {
  /** Index blocks that end within an entry, or omit a block that a table must have. */
  brokenLists = 0;
  /** Data blocks that end within a pair. */
  brokenBlocks = 0;
  readonly #reader: BlockTableReader;
  readonly #footer: TableFooter;
  readonly #budget: Budget;
  #format: IndexFormat = { isDelta: false, hasFirstKey: false };
  #levels = 1;

  constructor(reader: BlockTableReader, footer: TableFooter, budget: Budget) {
    this.#reader = reader;
    this.#footer = footer;
    this.#budget = budget;
  }

  /** Metadata and data blocks, with a line feed after each. */
  async *blocks(): AsyncGenerator<Uint8Array> {
    const metadata = await this.#reader.read(this.#footer.metadata);
    const index = this.#footer.index ?? (metadata && this.#named(metadata, INDEX));
    let dictionary: Uint8Array | undefined;
    if (metadata !== undefined) {
      yield* one(metadata);
      yield* one(await this.#readProperties(metadata));
      const handle = this.#named(metadata, DICTIONARY);
      dictionary = handle && (await this.#reader.read(handle));
      yield* one(dictionary);
      yield* this.#others(metadata);
    }
    if (index !== undefined) yield* this.#behind(index, this.#levels, dictionary);
    else this.brokenLists++;
  }

  async #readProperties(metadata: Uint8Array): Promise<Uint8Array | undefined> {
    const handle = this.#named(metadata, PROPERTIES);
    const block = handle && (await this.#reader.read(handle, { amend: withoutSequence }));
    for (const pair of block === undefined ? [] : this.#pairs(block)) {
      if (pair.name === INDEX_KIND) {
        const kind = littleEndian(pair.value, 0, 4);
        this.#levels = kind === TWO_LEVELS ? 2 : 1;
        this.#format = { ...this.#format, hasFirstKey: kind === WITH_FIRST_KEY };
      }
      if (pair.name === IS_DELTA) this.#format = { ...this.#format, isDelta: pair.value[0] !== 0 };
    }
    return block;
  }

  /** All metadata blocks except those read before. */
  async *#others(metadata: Uint8Array): AsyncGenerator<Uint8Array> {
    for (const { name, value } of this.#pairs(metadata)) {
      if ([PROPERTIES, DICTIONARY, INDEX].includes(name)) continue;
      const found = handleAt(value, 0);
      if (found === undefined) this.brokenLists++;
      else if (!name.startsWith(FILTER_IN_PARTS)) yield* one(await this.#reader.read(found.handle));
      // Partitions of a filter have no first keys.
      else yield* this.#behind(found.handle, 1, undefined, { ...this.#format, hasFirstKey: false }, 'plain');
    }
  }

  /** An index block, and everything it lists. @param dictionary of the data blocks @param named the kind of the listed blocks */
  async *#behind(
    handle: Handle,
    levels: number,
    dictionary: Uint8Array | undefined,
    format = this.#format,
    named: 'pairs' | 'plain' = 'pairs',
  ): AsyncGenerator<Uint8Array> {
    const list = await this.#reader.read(handle);
    if (list === undefined) return;
    yield* one(list);
    for (const inner of handlesIn(list, format)) {
      if (inner === undefined) this.brokenLists++;
      else if (levels > 1) yield* this.#behind(inner, levels - 1, dictionary, format, named);
      else {
        const block = await this.#reader.read(inner, { dictionary });
        yield* named === 'plain' ? one(block) : this.#data(block);
      }
    }
  }

  *#data(block: Uint8Array | undefined): Generator<Uint8Array> {
    if (block === undefined) return;
    if (!(yield* keysAndValues(block))) this.brokenBlocks++;
    yield LINE_FEED;
  }

  #named(metadata: Uint8Array, name: string): Handle | undefined {
    for (const pair of this.#pairs(metadata)) if (pair.name === name) return handleAt(pair.value, 0)?.handle;
    return undefined;
  }

  *#pairs(block: Uint8Array): Generator<{ readonly name: string; readonly value: Uint8Array }> {
    for (const pair of pairsIn(block)) {
      this.#budget.checkTime();
      if (pair === undefined) this.brokenLists++;
      else yield pair;
    }
  }
}

function* one(block: Uint8Array | undefined): Generator<Uint8Array> {
  if (block === undefined) return;
  yield block;
  yield LINE_FEED;
}

function withoutSequence(properties: Uint8Array): void {
  for (const pair of pairsIn(properties)) if (pair?.name === SEQUENCE) pair.value.fill(0);
}

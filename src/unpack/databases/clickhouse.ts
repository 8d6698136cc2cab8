/**
 * Files of ClickHouse: columns of parts (`*.bin`, `data.bin`), their marks and keys (`*.cmrk2`, `*.cidx`), tables of its log engines, and
 * network data: individually packed blocks without a magic number. One is recognised by its sizes, and by unpacking to exactly the stated
 * size. Columns of numbers may be packed as differences, which hold no text.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { drain } from '../../bytes/chunks.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isBrokenLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import {
  BLOCK_HEAD_BYTES,
  BLOCK_MARK,
  BLOCK_SEEN_BYTES,
  type ClickhouseBlock,
  clickhouseBlock,
  MAX_HELD_BYTES,
  unpackClickhouse,
} from './clickhouse-block.ts';

const NAME = 'blocks';
/** Failed attempts yield no entry, and thus do not count against the budget. */
const MAX_FAILED_BYTES = 1 << 30;

export const clickhouse: SourceContainer = {
  id: 'clickhouse',
  title: 'ClickHouse blocks (columns of parts: .bin)',
  limits: 'checksums are not compared; columns of numbers packed as differences; blocks above 64 MiB',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: BLOCK_SEEN_BYTES,
  mark: BLOCK_MARK,
  sniff,
  entries,
};

/**
 * A stored block shows only that two sizes agree, as the flags and the length of a list of R do by chance: another block must
 * follow, if it would be in view.
 */
function sniff(head: Uint8Array): boolean {
  const block = clickhouseBlock(head);
  if (block?.kind !== 'stored' || block.bytes + BLOCK_HEAD_BYTES > head.length) return block !== undefined;
  return clickhouseBlock(head.subarray(block.bytes)) !== undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (!(await isProved(source))) return;
  const blocks = new Blocks(source, budget);
  yield { name: NAME, open: () => blocks.contents(), taken: () => blocks.taken };
  await drain(blocks.contents());
  yield* blocks.troubles();
}

interface PlacedBlock extends ClickhouseBlock {
  readonly start: number;
  /** Expected end: the file may be cut off before that. */
  readonly end: number;
}

function blockAt(source: ByteSource, start: number): PlacedBlock | undefined {
  const head = source.read(start, Math.min(BLOCK_SEEN_BYTES, source.size - start));
  const block = clickhouseBlock(head);
  return block && { ...block, start, end: start + block.bytes };
}

/** Available bytes of a block of up to MAX_HELD_BYTES. */
const bytesOf = (source: ByteSource, { start, end }: PlacedBlock): Uint8Array =>
  source.read(start, Math.min(end, source.size) - start);

const isHeld = ({ bytes, contentBytes }: ClickhouseBlock): boolean => Math.max(bytes, contentBytes) <= MAX_HELD_BYTES;
const isPacked = ({ kind }: ClickhouseBlock): boolean => kind === 'stored' || kind === 'lz4' || kind === 'zstd';

/**
 * Whether the first block unpacks; or is damaged or truncated but begins in a way that chance does not produce; or the next one unpacks. A
 * block with an unsupported method must end at another block, or at the end.
 */
async function isProved(source: ByteSource): Promise<boolean> {
  const first = blockAt(source, 0);
  if (first === undefined) return false;
  if (first.kind === 'zstd') return true;
  const second = first.end < source.size ? blockAt(source, first.end) : undefined;
  if (!isPacked(first) || !isHeld(first)) return first.end === source.size || second !== undefined;
  return (await isReadable(source, first)) || (second !== undefined && (await isReadable(source, second)));
}

async function isReadable(source: ByteSource, block: PlacedBlock): Promise<boolean> {
  if (!isPacked(block) || !isHeld(block)) return false;
  const bytes = bytesOf(source, block);
  if (block.kind === 'lz4' && isBrokenLz4Block(bytes.subarray(BLOCK_HEAD_BYTES))) return true;
  return (await unpackClickhouse(block, bytes)).isWhole;
}

class Blocks {
  #at = 0;
  #soundEnd = 0;
  #isSound = true;
  #damaged = 0;
  #failedBytes = 0;
  #encrypted = 0;
  #unknown = 0;
  #tooLarge = 0;
  /** Offset of something that is no block. */
  #brokenAt: number | undefined;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  /** Up to the first block that is not wholly in the entry. */
  get taken(): readonly Range[] {
    return this.#soundEnd > 0 ? [{ start: 0, end: this.#soundEnd }] : [];
  }

  /** The content of all blocks not read yet: values continue from one to the next. */
  async *contents(): AsyncGenerator<Uint8Array> {
    for (let block = this.#next(); block !== undefined; block = this.#next()) {
      this.#budget.checkTime();
      const content = await this.#contentOf(block);
      this.#isSound &&= content !== undefined;
      if (this.#isSound) this.#soundEnd = block.end;
      if (content !== undefined && content.length > 0) yield content;
    }
  }

  *troubles(): Generator<Trouble> {
    const trouble = (code: 'encrypted' | 'unsupported', message: string): Trouble => ({ trouble: { code, message } });
    if (this.#encrypted > 0) yield trouble('encrypted', `blocks of ClickHouse that are encrypted: ${this.#encrypted}`);
    if (this.#unknown + this.#tooLarge > 0)
      yield trouble(
        'unsupported',
        `blocks of ClickHouse above 64 MiB: ${this.#tooLarge}; packed in a way that keysieve does not know: ${this.#unknown}; they are scanned as is`,
      );
    if (this.#damaged > 0)
      yield damaged(
        `blocks that cannot be unpacked to their end: ${this.#damaged}; the readable part is scanned`,
        NAME,
      );
    if (this.#brokenAt !== undefined)
      yield damaged(
        `expected a block of ClickHouse at byte ${this.#brokenAt}, found something else; from there on it is scanned as is`,
      );
  }

  #next(): PlacedBlock | undefined {
    if (this.#at >= this.#source.size) return undefined;
    const block = this.#failedBytes > MAX_FAILED_BYTES ? undefined : blockAt(this.#source, this.#at);
    if (block === undefined) this.#brokenAt = this.#at;
    this.#at = block?.end ?? this.#source.size;
    return block;
  }

  /** Undefined: the block is left to be searched as is. */
  async #contentOf(block: PlacedBlock): Promise<Uint8Array | undefined> {
    if (block.kind === 'encrypted') this.#encrypted++;
    else if (block.kind === 'unknown') this.#unknown++;
    else if (isPacked(block) && !isHeld(block)) this.#tooLarge++;
    else if (isPacked(block)) return this.#unpack(block);
    else if (block.end > this.#source.size) this.#damaged++;
    return undefined;
  }

  async #unpack(block: PlacedBlock): Promise<Uint8Array | undefined> {
    const { content, isWhole } = await unpackClickhouse(block, bytesOf(this.#source, block));
    if (isWhole) return content;
    this.#damaged++;
    this.#failedBytes += block.contentBytes;
    this.#isSound = false;
    return content;
  }
}

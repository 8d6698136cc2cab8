/**
 * The output of H2's `SCRIPT TO … COMPRESSION LZF` (org.h2.compress.LZFOutputStream of h2database/h2database): blocks, and nothing behind
 * them.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { unpackLzf } from '../codecs/lzf.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/*  0  4  "H2IS", then blocks, big-endian
 *  0  4  bytes of the block when it is packed      bytes of the block, negative: it is as it was
 *  4  4  bytes when it is unpacked                 it
 *  8  n  LZF                                       */
const MAGIC = magic('48 32 49 53');
const [MAGIC_BYTES, SIZE_BYTES] = [4, 4];
const HEAD_BYTES = MAGIC_BYTES + 2 * SIZE_BYTES;
/** H2 makes blocks of 128 KiB (Constants.IO_BUFFER_SIZE_COMPRESS). */
const MAX_BLOCK_BYTES = 1 << 20;
/** A step of LZF of 3 bytes expands to at most 264. */
const MAX_RATIO = 88;
const NAME = 'data';
const LINE_FEED = Uint8Array.of(0x0a);

export const h2Lzf: SourceContainer = {
  id: 'h2-lzf',
  title: 'H2 script, packed with LZF',
  reads: 'source',
  isCodec: true,
  headBytes: HEAD_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => head.length >= HEAD_BYTES && hasMagic(head, MAGIC) && blockIn(head, MAGIC_BYTES) !== undefined,
  entries,
};

interface Block {
  /** Relative to where its sizes begin. */
  readonly contentAt: number;
  readonly end: number;
  /** 0: stored uncompressed. */
  readonly unpackedBytes: number;
}

/** The block whose sizes are at `at`; undefined where there is none. */
function blockIn(bytes: Uint8Array, at: number): Block | undefined {
  if (bytes.length < at + SIZE_BYTES) return undefined;
  const fields = bufferOf(bytes);
  const size = fields.readInt32BE(at);
  if (size < 0)
    return -size <= MAX_BLOCK_BYTES ? { contentAt: SIZE_BYTES, end: SIZE_BYTES - size, unpackedBytes: 0 } : undefined;
  const contentAt = 2 * SIZE_BYTES;
  if (size === 0 || bytes.length < at + contentAt) return undefined;
  const unpackedBytes = fields.readInt32BE(at + SIZE_BYTES);
  const isOne = unpackedBytes > 0 && unpackedBytes <= MAX_BLOCK_BYTES && unpackedBytes <= size * MAX_RATIO;
  return isOne && size <= MAX_BLOCK_BYTES ? { contentAt, end: contentAt + size, unpackedBytes } : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const script = new Script(source, budget);
  yield { name: NAME, open: () => script.contents() };
  const { end, wrongBlocks } = script;
  if (wrongBlocks > 0)
    yield damaged(`blocks that cannot be unpacked: ${wrongBlocks}; the readable part is scanned, and they as is`, NAME);
  if (end === source.size) return;
  yield damaged(`expected a block at byte ${end}, found something else; what is left is scanned as is`);
  yield remainder('behind', () => streamOf(source, end), end);
}

class Script {
  wrongBlocks = 0;
  readonly #source: ByteSource;
  readonly #budget: Budget;

  constructor(source: ByteSource, budget: Budget) {
    this.#source = new ReadAheadSource(source);
    this.#budget = budget;
  }

  /** Where the blocks end, including one that the end of the file cuts off. */
  get end(): number {
    const { size } = this.#source;
    let at = MAGIC_BYTES;
    for (let block = this.#blockAt(at); block !== undefined; block = this.#blockAt(at)) {
      this.#budget.checkTime();
      at = Math.min(size, at + block.end);
    }
    return at;
  }

  async *contents(): AsyncGenerator<Uint8Array> {
    yield* gathered(this.#contents());
  }

  *#contents(): Generator<Uint8Array> {
    const { size } = this.#source;
    let at = MAGIC_BYTES;
    for (let block = this.#blockAt(at); block !== undefined; block = this.#blockAt(at)) {
      this.#budget.checkTime();
      const end = Math.min(size, at + block.end);
      const bytes = this.#source.read(at + block.contentAt, end - at - block.contentAt);
      yield* this.#content(bytes, block.unpackedBytes);
      if (end < at + block.end && block.unpackedBytes === 0) this.wrongBlocks++;
      at = end;
    }
  }

  *#content(bytes: Uint8Array, unpackedBytes: number): Generator<Uint8Array> {
    if (unpackedBytes === 0) {
      yield bytes;
      return;
    }
    const content = new Uint8Array(unpackedBytes);
    const { read, made } = unpackLzf(bytes, content);
    yield content.subarray(0, made);
    if (read === bytes.length && made === unpackedBytes) return;
    this.wrongBlocks++;
    yield* [LINE_FEED, bytes, LINE_FEED];
  }

  #blockAt(at: number): Block | undefined {
    return blockIn(this.#source.read(at, Math.min(2 * SIZE_BYTES, this.#source.size - at)), 0);
  }
}

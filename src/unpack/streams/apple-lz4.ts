/**
 * LZ4 as framed by Apple's compression library (developer.apple.com, `COMPRESSION_LZ4`): blocks, each with a magic number. The unified
 * log of macOS and iOS (.tracev3, in .logarchive, in what sysdiagnose and xcresulttool collect) stores its messages in such blocks, in
 * the middle of the file.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { isBrokenLz4Block, isLikelyLz4Block, MAX_RATIO, maxLz4Bytes, unpackLz4Block } from '../codecs/lz4-block.ts';
import { Lz4Window } from '../codecs/lz4-window.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { gathered } from '../container/gathered.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { NAME } from './block-stream.ts';

/*  packed, little-endian     as it is         end
 *  0   4  "bv41"             0  4  "bv4-"     0  4  "bv4$"
 *  4   4  bytes of content   4  4  bytes
 *  8   4  bytes packed       8  n  bytes
 *  12  n  block of LZ4                                        */
const PACKED = magic('62 76 34 31');
const STORED = magic('62 76 34 2d');
const END = magic('62 76 34 24');
const [MAGIC_BYTES, STORED_HEAD_BYTES, PACKED_HEAD_BYTES] = [4, 8, 12];
/** Held in memory. Blocks of a log have 64 KiB. */
const MAX_BLOCK_BYTES = 64 << 20;

export const appleLz4: SourceContainer = {
  id: 'apple-lz4',
  title: 'Apple LZ4 (bv41; in macOS and iOS logs, .tracev3)',
  limits: 'blocks above 64 MiB; in the middle of other bytes, data that begins with an unpacked block',
  reads: 'source',
  headBytes: 4096,
  embeddedBy: [PACKED],
  isCodec: true,
  firstBytes: firstBytesOf([PACKED]),
  sniff: (head) => {
    const block = blockIn(head);
    if (block === undefined) return false;
    return block.kind === 'stored' || (block.kind === 'packed' && mayBeBlock(head.subarray(0, block.bytes), block));
  },
  entries,
};

interface Block {
  readonly kind: 'packed' | 'stored' | 'end';
  /** Including its head. */
  readonly bytes: number;
  readonly contentBytes: number;
}

/** Whether it is a block, possibly one damaged behind its beginning. */
function mayBeBlock(bytes: Uint8Array, { contentBytes }: Block): boolean {
  const packed = bytes.subarray(PACKED_HEAD_BYTES);
  return isLikelyLz4Block(packed, contentBytes) || isBrokenLz4Block(packed);
}

/** The block that begins with `head`, if there is one. */
function blockIn(head: Uint8Array): Block | undefined {
  const fields = bufferOf(head);
  if (hasMagic(head, END)) return { kind: 'end', bytes: MAGIC_BYTES, contentBytes: 0 };
  if (head.length < PACKED_HEAD_BYTES) return undefined;
  const contentBytes = fields.readUInt32LE(MAGIC_BYTES);
  if (contentBytes === 0 || contentBytes > MAX_BLOCK_BYTES) return undefined;
  if (hasMagic(head, STORED)) return { kind: 'stored', bytes: STORED_HEAD_BYTES + contentBytes, contentBytes };
  const packedBytes = fields.readUInt32LE(STORED_HEAD_BYTES);
  const fits = packedBytes <= maxLz4Bytes(contentBytes) && contentBytes <= packedBytes * MAX_RATIO;
  return hasMagic(head, PACKED) && fits
    ? { kind: 'packed', bytes: PACKED_HEAD_BYTES + packedBytes, contentBytes }
    : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  const blocks = new Blocks(source, budget);
  const all = gathered(blocks.contents());
  yield {
    name: NAME,
    // The consumer may stop in the middle.
    async *open() {
      for (let step = all.next(); !step.done; step = all.next()) yield step.value;
    },
  };
  // Reads what the consumer left.
  for (const _ of all) budget.checkTime();
  if (blocks.wrong > 0)
    yield damaged(`blocks that cannot be unpacked to their end: ${blocks.wrong}; the readable part is scanned`, NAME);
  const { end, hasEnd } = blocks;
  if (!hasEnd)
    yield damaged(`expected a whole block of Apple's LZ4 at byte ${end}; the bytes there are scanned as is`, NAME);
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

/** Those that are complete: there may be millions of a few bytes each. */
class Blocks {
  /** Count of blocks that break off; these are also handed on as is. */
  wrong = 0;
  /** End of the blocks unpacked so far. */
  end = 0;
  hasEnd = false;
  readonly #source: ByteSource;
  readonly #budget: Budget;
  /** A match may refer to the previous block. */
  readonly #window = new Lz4Window();

  constructor(source: ByteSource, budget: Budget) {
    [this.#source, this.#budget] = [new ReadAheadSource(source), budget];
  }

  *contents(): Generator<Uint8Array> {
    const { size } = this.#source;
    while (this.end < size && !this.hasEnd) {
      this.#budget.checkTime();
      const block = blockIn(this.#source.read(this.end, Math.min(PACKED_HEAD_BYTES, size - this.end)));
      if (block === undefined || this.end + block.bytes > size) break;
      if (block.kind === 'end') this.hasEnd = true;
      else yield* this.#content(this.#source.read(this.end, block.bytes), block);
      this.end += block.bytes;
    }
    yield* this.#window.handOut();
  }

  *#content(bytes: Uint8Array, { kind, contentBytes }: Block): Generator<Uint8Array> {
    const window = this.#window;
    yield* window.reserve(contentBytes);
    const [start, limit] = [window.end, window.end + contentBytes];
    if (kind === 'stored') {
      window.buffer.set(bytes.subarray(STORED_HEAD_BYTES), start);
      window.end = limit;
      return;
    }
    const packed = bytes.subarray(PACKED_HEAD_BYTES);
    const made = unpackLz4Block(packed, window.buffer, { start, limit, base: window.base });
    window.end = made < 0 ? ~made : made;
    if (made === limit) return;
    this.wrong++;
    yield* window.handOut();
    // Without its head, by which it would be opened again.
    yield packed;
  }
}

/**
 * LZ4 as Apple's compression library frames it (developer.apple.com, `COMPRESSION_LZ4`): blocks behind magic numbers. The unified log of
 * macOS and iOS (.tracev3, in .logarchive, in what sysdiagnose and xcresulttool collect) has its messages in such, in its middle.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import {
  isBrokenLz4Block,
  isLikelyLz4Block,
  MAX_RATIO,
  mostLz4Bytes,
  SLACK_BYTES,
  unpackLz4Block,
} from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
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
/** Held in memory. Those of a log have 64 KiB. */
const MAX_BLOCK_BYTES = 64 << 20;
/** How far a match may reach, also into the block before. */
const WINDOW_BYTES = 64 << 10;

export const appleLz4: SourceContainer = {
  id: 'apple-lz4',
  title: 'LZ4 of Apple (bv41; in logs of macOS and iOS, .tracev3)',
  limits: 'blocks of more than 64 MiB; in the middle of other bytes, what begins with a block that is not packed',
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
  /** With its head. */
  readonly bytes: number;
  readonly contentBytes: number;
}

/** Whether it is one, or one that was damaged behind its beginning. */
function mayBeBlock(bytes: Uint8Array, { contentBytes }: Block): boolean {
  const packed = bytes.subarray(PACKED_HEAD_BYTES);
  return isLikelyLz4Block(packed, contentBytes) || isBrokenLz4Block(packed);
}

/** What begins with `head`, if a block does. */
function blockIn(head: Uint8Array): Block | undefined {
  const fields = bufferOf(head);
  if (hasMagic(head, END)) return { kind: 'end', bytes: MAGIC_BYTES, contentBytes: 0 };
  if (head.length < PACKED_HEAD_BYTES) return undefined;
  const contentBytes = fields.readUInt32LE(MAGIC_BYTES);
  if (contentBytes === 0 || contentBytes > MAX_BLOCK_BYTES) return undefined;
  if (hasMagic(head, STORED)) return { kind: 'stored', bytes: STORED_HEAD_BYTES + contentBytes, contentBytes };
  const packedBytes = fields.readUInt32LE(STORED_HEAD_BYTES);
  const fits = packedBytes <= mostLz4Bytes(contentBytes) && contentBytes <= packedBytes * MAX_RATIO;
  return hasMagic(head, PACKED) && fits
    ? { kind: 'packed', bytes: PACKED_HEAD_BYTES + packedBytes, contentBytes }
    : undefined;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  const wrong: Placed[] = [];
  const all = contents(source, budget, wrong);
  yield {
    name: NAME,
    // Whoever reads it may leave in its middle.
    async *open() {
      for (let step = all.next(); !step.done; step = all.next()) yield step.value;
    },
  };
  // What its reader left.
  for (const _ of all) budget.checkTime();
  if (wrong.length > 0)
    yield damaged(`blocks that cannot be unpacked to their end: ${wrong.length}; what could be had is scanned`, NAME);
  const { end, hasEnd } = extent(source, budget);
  if (!hasEnd)
    yield damaged(
      `expected a whole block of Apple's LZ4 at byte ${end}; what stands there is scanned as it lies`,
      NAME,
    );
  if (end < source.size) yield remainder('behind', () => streamOf(source, end), end);
}

interface Placed extends Block {
  readonly at: number;
}

/** All that are there to their ends. */
function* blocksIn(source: ByteSource, budget: Budget): Generator<Placed> {
  for (let at = 0; at < source.size; ) {
    budget.checkTime();
    const block = blockIn(source.read(at, Math.min(PACKED_HEAD_BYTES, source.size - at)));
    if (block === undefined || at + block.bytes > source.size) return;
    yield { ...block, at };
    at += block.bytes;
    if (block.kind === 'end') return;
  }
}

function extent(source: ByteSource, budget: Budget): { readonly end: number; readonly hasEnd: boolean } {
  let [end, hasEnd] = [0, false];
  for (const { at, bytes, kind } of blocksIn(source, budget)) [end, hasEnd] = [at + bytes, kind === 'end'];
  return { end, hasEnd };
}

/** @param wrong gets those that break off, which come as they lie, too */
function* contents(source: ByteSource, budget: Budget, wrong: Placed[]): Generator<Uint8Array> {
  let before: Uint8Array = new Uint8Array(0);
  for (const block of blocksIn(source, budget)) {
    if (block.kind === 'end') return;
    const bytes = source.read(block.at, block.bytes);
    const target = new Uint8Array(before.length + block.contentBytes + SLACK_BYTES);
    target.set(before);
    const limit = before.length + block.contentBytes;
    const made =
      block.kind === 'stored'
        ? limit
        : unpackLz4Block(bytes.subarray(PACKED_HEAD_BYTES), target, { start: before.length, limit, base: 0 });
    if (block.kind === 'stored') target.set(bytes.subarray(STORED_HEAD_BYTES), before.length);
    if (made !== limit) {
      wrong.push(block);
      // Without its head, by which it would be opened there once more.
      yield bytes.subarray(PACKED_HEAD_BYTES);
    }
    const end = made < 0 ? ~made : made;
    yield target.slice(before.length, end);
    before = target.slice(Math.max(0, end - WINDOW_BYTES), end);
  }
}

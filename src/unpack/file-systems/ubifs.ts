/**
 * UBIFS (fs/ubifs/ubifs-media.h of Linux), from a volume of UBI: its nodes are self-describing, so its index is not used. Files come by the
 * last part of their path.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { BlockMethod } from '../codecs/packed-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic, occurrencesIn } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';
import { FlashNodes } from './flash-nodes.ts';
import { missingNodes } from './ubifs-index.ts';

/*  node, little-endian
 *  0   4  magic number
 *  4   4  CRC-32 of the rest of the node, not inverted at the end
 *  8   8  sequence number
 *  16  4  bytes of the node
 *  20  1  type: 0 inode, 1 data, 2 directory entry …
 *  24  .  key: 4 bytes of inode, then of data 29 bits of block
 *  data:   40  4  bytes unpacked, 44  2  how they are packed, 48  n  packed bytes
 *  entry:  40  8  inode, 50  2  length of the name, 56  n  name                  */
const NODE = magic('31 18 10 06');
const HEAD_BYTES = 24;
const DATA = 1;
const ENTRY = 2;
const DATA_HEADER_BYTES = 48;
const ENTRY_HEADER_BYTES = 56;
/** Size of the pieces of a file. */
const BLOCK_BYTES = 4096;
/** UBIFS_MAX_NODE_SZ is some 8 KiB: data, and a key. */
const MAX_NODE_BYTES = 12 << 10;
const METHODS: readonly BlockMethod[] = ['stored', 'lzo', 'deflate', 'zstd'];

export const ubifs: SourceContainer = {
  id: 'ubifs',
  title: 'UBIFS',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'as is',
  firstBytes: firstBytesOf([NODE]),
  sniff: (head) => head.length >= HEAD_BYTES && hasMagic(head, NODE) && head[20] === SUPERBLOCK,
  entries,
};
const SUPERBLOCK = 6;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const nodes = new FlashNodes(source, budget);
  let [cut, end] = [0, 0];
  for (const node of nodesOf(source, budget)) {
    if (!readNode(node, nodes)) cut++;
    end = Math.max(end, node.at + node.bytes.length);
  }
  nodes.missingNodes = missingNodes(source, budget);
  yield* nodes.entries();
  if (cut > 0)
    yield damaged(`expected the sizes and lengths in a node to fit; ${cut} of them do not, and are scanned as is`);
  const behind = afterErased(source, end, budget);
  if (behind < source.size) yield remainder('behind', () => streamOf(source, behind), behind);
}

/** Skips erased flash, unused space of a block, and PADDING_BYTE in gaps too small for a node. */
function afterErased(source: ByteSource, from: number, budget: Budget): number {
  for (let at = from; at < source.size; at += ERASED.length) {
    budget.checkTime();
    const block = source.read(at, Math.min(ERASED.length, source.size - at));
    if (ERASED.compare(block, 0, block.length, 0, block.length) === 0 || isZero(block)) continue;
    const first = block.findIndex((byte) => byte !== 0xff && byte !== 0 && byte !== 0xce);
    if (first >= 0) return at + first;
  }
  return source.size;
}
const ERASED = Buffer.alloc(64 << 10, 0xff);

interface Node {
  readonly at: number;
  /** The whole node, or as much as there is. */
  readonly bytes: Buffer;
}

const PATTERN = Buffer.from(NODE.bytes);

/** Nodes are aligned to eight bytes. */
function* nodesOf(source: ByteSource, budget: Budget): Generator<Node> {
  const reader = new ReadAheadSource(source);
  for (const at of occurrencesIn(source, PATTERN, budget)) {
    if (at % 8 !== 0 || at + HEAD_BYTES > source.size) continue;
    const length = Buffer.from(reader.read(at, HEAD_BYTES)).readUInt32LE(16);
    if (length < HEAD_BYTES || length > MAX_NODE_BYTES) continue;
    yield { at, bytes: Buffer.from(reader.read(at, Math.min(length, source.size - at))) };
  }
}

/** @returns whether its fields are consistent */
function readNode({ at, bytes }: Node, nodes: FlashNodes): boolean {
  const type = bytes[20]!;
  if (type !== DATA && type !== ENTRY) return true;
  const length = bytes.readUInt32LE(16);
  if (bytes.length < length || length < (type === DATA ? DATA_HEADER_BYTES : ENTRY_HEADER_BYTES)) return false;
  if (~crc32(bytes.subarray(8)) >>> 0 !== bytes.readUInt32LE(4)) nodes.wrongSums++;
  if (type === ENTRY) {
    const nameEnd = ENTRY_HEADER_BYTES + bytes.readUInt16LE(50);
    if (nameEnd > length) return false;
    nodes.addName(bytes.readUInt32LE(40), decodeUtf8OrLatin1(bytes.subarray(ENTRY_HEADER_BYTES, nameEnd)));
    return true;
  }
  const size = bytes.readUInt32LE(40);
  if (size > BLOCK_BYTES) return false;
  nodes.addData({
    inode: bytes.readUInt32LE(24),
    offset: (bytes.readUInt32LE(28) & 0x1fff_ffff) * BLOCK_BYTES,
    version: size64LE(bytes, 8),
    ...{ start: at + DATA_HEADER_BYTES, end: at + length },
    ...{ bytes: size, method: METHODS[bytes.readUInt16LE(44)] },
  });
  return true;
}

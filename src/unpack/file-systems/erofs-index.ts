/**
 * Locates the packed parts of an EROFS file (fs/erofs/erofs_fs.h and zmap.c of Linux). A file is divided into logical clusters;
 * for each, the index says whether a packed part begins in it (a head) or continues. The index has a full form and a compact one,
 * which does not list the blocks of consecutive parts individually.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { type Inode, LAYOUT, type Superblock } from './erofs-inode.ts';

/* 0  4  offset of the end of the file in the inode of ends; or 2  2  size of the packed part that lies behind the index
 * 4  2  flags
 * 6  1  how it is packed: bits 0 to 3 of heads of type 1, bits 4 to 7 of heads of type 3
 * 7  1  bits 0 to 2: log2 of the blocks in a logical cluster; bit 7: all of the file is in the inode of ends, and all other
 *       bits of these 8 bytes are the offset                                                                                    */
const HEADER_BYTES = 8;
const COMPACTED_2B = 0x01;
const BIG_PARTS = 0x06;
const INLINE = 0x08;
const INTERLACED = 0x10;
const FRAGMENT = 0x20;
const ALL_IN_FRAGMENT = 0x80;
/** Without any of these features, there is no header. */
const HEADER_FEATURES = 0x02 | 0x10 | 0x20;

/** Types of logical clusters. */
const PLAIN = 0;
const NO_HEAD = 2;
const SECOND_HEAD = 3;
/** In a continuing cluster, marks the block count of the part. */
const BLOCK_COUNT = 0x800;

/** Bytes [start, end) of a file. */
export type Extent = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'hole' }
  | { readonly kind: 'stored'; readonly at: number }
  | {
      readonly kind: 'packed';
      readonly algorithm: number;
      readonly at: number;
      readonly packedBytes: number;
      /** The part is packed for this file alone: where it ends with the file, it has no more. */
      readonly isOwn: boolean;
    }
  /** From `at` on in the packed inode. */
  | { readonly kind: 'fragment'; readonly at: number }
);

interface Index {
  readonly flags: number;
  readonly algorithms: readonly [number, number];
  readonly clusterBits: number;
  readonly fragmentStart: number;
  readonly inlineBytes: number;
  /** End of the header. */
  readonly start: number;
}

interface Cluster {
  readonly type: number;
  /** For a head: where the part begins in the cluster. */
  readonly offset: number;
  /** For a head: other files have more of the part. */
  readonly isShared: boolean;
  /** For a head. */
  readonly block: number;
  /** Blocks of the part, if the cluster states them. */
  readonly blocks: number | undefined;
  /** Where the index continues. */
  readonly next: number;
}

export function* packedExtents(
  source: ByteSource,
  superblock: Superblock,
  inode: Inode,
  budget: Budget,
): Generator<Extent> {
  const { size } = inode;
  if (size === 0) return;
  const start = roundUp(inode.bodyStart, HEADER_BYTES);
  const header = Buffer.from(source.read(start, HEADER_BYTES));
  if ((header[7]! & ALL_IN_FRAGMENT) !== 0 && hasHeader(superblock, inode)) {
    header[7]! &= ~ALL_IN_FRAGMENT;
    return yield { kind: 'fragment', start: 0, end: size, at: size64LE(header, 0) };
  }
  if (!hasHeader(superblock, inode)) header.fill(0);
  const index: Index = {
    flags: header.readUInt16LE(4),
    algorithms: [header[6]! & 15, header[6]! >>> 4],
    clusterBits: superblock.blockBits + (header[7]! & 7),
    fragmentStart: header.readUInt32LE(0),
    inlineBytes: header.readUInt16LE(2),
    start: start + HEADER_BYTES,
  };
  const clusters =
    inode.layout === LAYOUT.packedCompact ? compactClusters(source, index, size) : fullClusters(source, index, size);
  yield* extentsOf(clusters, index, superblock, inode, budget);
}

/** The first version of the format had no header, but reserved its space. */
function hasHeader({ features }: Superblock, { layout }: Inode): boolean {
  return layout === LAYOUT.packedCompact || (features & HEADER_FEATURES) !== 0;
}

interface Head {
  readonly type: number;
  readonly start: number;
  readonly isShared: boolean;
  readonly block: number;
  blocks: number | undefined;
  /** Within its cluster. */
  readonly cluster: number;
}

function* extentsOf(
  clusters: Iterable<Cluster>,
  index: Index,
  superblock: Superblock,
  { size, layout }: Inode,
  budget: Budget,
): Generator<Extent> {
  const clusterBytes = 2 ** index.clusterBits;
  let head: Head | undefined;
  let firstStart = size;
  let number = 0;
  let indexEnd = index.start;
  for (const { type, offset, isShared, block, blocks, next } of clusters) {
    if ((number & 0xfff) === 0) budget.checkTime();
    indexEnd = next;
    const start = number * clusterBytes + offset;
    if (type === NO_HEAD) {
      if (head === undefined) throw new FormatError('a packed file does not begin with the head of a part');
      if (head.cluster + 1 === number) head.blocks = blocks;
    } else if (offset >= clusterBytes)
      throw new FormatError(`expected a packed part in its cluster, found it ${offset} after it`);
    else if (start < size) {
      if (head === undefined) firstStart = start;
      else yield* partOf(head, start, index, superblock);
      head = { type, start, isShared, block, blocks: undefined, cluster: number };
    }
    number++;
  }
  if (head !== undefined) yield* lastOf(head, { indexEnd, size, layout }, index, superblock);
  if (firstStart > 0)
    throw new FormatError(
      `expected parts from the beginning of a file of ${size} bytes, found none before ${firstStart}`,
    );
}

/** The last part may be behind the index, or in the inode of ends. */
function* lastOf(
  head: Head,
  { indexEnd, size, layout }: { readonly indexEnd: number; readonly size: number; readonly layout: number },
  index: Index,
  superblock: Superblock,
): Generator<Extent> {
  const { start } = head;
  if ((index.flags & FRAGMENT) !== 0) {
    const above = layout === LAYOUT.packedFull ? head.block * 2 ** 32 : 0;
    yield { kind: 'fragment', start, end: size, at: index.fragmentStart + above };
  } else if ((index.flags & INLINE) !== 0) {
    if (head.type === PLAIN) yield { kind: 'stored', start, end: size, at: indexEnd };
    else
      yield {
        kind: 'packed',
        start,
        end: size,
        at: indexEnd,
        packedBytes: index.inlineBytes,
        ...packingOf(head, index),
      };
  } else yield* partOf(head, size, index, superblock);
}

const packingOf = ({ type, isShared }: Head, { algorithms }: Index): { algorithm: number; isOwn: boolean } => ({
  algorithm: algorithms[type === SECOND_HEAD ? 1 : 0],
  isOwn: !isShared,
});

function* partOf(head: Head, end: number, index: Index, { blockBytes }: Superblock): Generator<Extent> {
  const { start, type, block, blocks } = head;
  const at = block * blockBytes;
  if (type !== PLAIN) {
    const packedBytes = ((index.flags & BIG_PARTS) !== 0 && blocks ? blocks : 1) * blockBytes;
    return yield { kind: 'packed', start, end, at, packedBytes, ...packingOf(head, index) };
  }
  if ((index.flags & INTERLACED) === 0) return yield { kind: 'stored', start, end, at };
  // Each byte is at the same offset as in a block of the file; what does not fit wraps around to the beginning.
  const offset = start % blockBytes;
  const middle = Math.min(end, start + blockBytes - offset);
  yield { kind: 'stored', start, end: middle, at: at + offset };
  if (middle < end) yield { kind: 'stored', start: middle, end, at };
}

/* 0  2  bits 0 and 1: type; bit 15: of a head, only some of the part is of this file (PARTIAL_REF)
 * 2  2  of a head: where the part begins in the cluster
 * 4  4  of a head: first block; otherwise 4  2  clusters back to the head, or BLOCK_COUNT with the number of blocks */
const FULL_BYTES = 8;

function* fullClusters(source: ByteSource, { start, clusterBits }: Index, size: number): Generator<Cluster> {
  const count = Math.ceil(size / 2 ** clusterBits);
  let at = start + FULL_BYTES;
  for (let number = 0; number < count; number++, at += FULL_BYTES) {
    const row = Buffer.from(source.read(at, FULL_BYTES));
    const back = row.readUInt16LE(4);
    yield {
      type: row.readUInt16LE(0) & 3,
      offset: row.readUInt16LE(2),
      isShared: (row[1]! & 0x80) !== 0,
      block: row.readUInt32LE(4),
      blocks: (back & BLOCK_COUNT) === 0 ? undefined : back & ~BLOCK_COUNT,
      next: at + FULL_BYTES,
    };
  }
}

/* Packs of 2 clusters in 8 bytes, or of 16 in 32 bytes, which begin at multiples of 32:
 *  .  n  for each cluster, from the lowest bit on: offset or distance, 12 bits or more; 2 bits of type
 * -4  4  a block, from which those of the heads in the pack are counted                                 */
const SMALL_PACK = { bytes: 8, clusters: 2, bits: 16 };
const LARGE_PACK = { bytes: 32, clusters: 16, bits: 14 };
const MIN_VALUE_BITS = 12;

function* compactClusters(source: ByteSource, index: Index, size: number): Generator<Cluster> {
  const count = Math.ceil(size / 2 ** index.clusterBits);
  const before = (-index.start & (LARGE_PACK.bytes - 1)) / 4;
  const inLarge =
    (index.flags & COMPACTED_2B) !== 0 && before < count
      ? Math.floor((count - before) / LARGE_PACK.clusters) * LARGE_PACK.clusters
      : 0;
  let at = index.start;
  for (let number = 0; number < count; ) {
    const pack = number >= before && number < before + inLarge ? LARGE_PACK : SMALL_PACK;
    const bytes = Buffer.from(source.read(at, pack.bytes));
    at += pack.bytes;
    yield* clustersOf(bytes, pack, { ...index, count: count - number, next: at });
    number += pack.clusters;
  }
}

function* clustersOf(
  bytes: Buffer,
  pack: typeof SMALL_PACK,
  { flags, clusterBits, count, next }: Index & { readonly count: number; readonly next: number },
): Generator<Cluster> {
  const valueBits = Math.max(clusterBits, MIN_VALUE_BITS);
  if (valueBits + 2 > pack.bits)
    throw new FormatError(`an index of clusters of ${2 ** clusterBits} bytes cannot be compact`);
  const isBig = (flags & BIG_PARTS) !== 0;
  let block = bytes.readUInt32LE(pack.bytes - 4) + (isBig ? 0 : 1);
  for (let place = 0; place < Math.min(pack.clusters, count); place++) {
    const bit = place * pack.bits;
    const word = bytes.readUInt32LE(bit >>> 3) >>> (bit & 7);
    const value = word & (2 ** valueBits - 1);
    const type = (word >>> valueBits) & 3;
    const blocks = type === NO_HEAD && (value & BLOCK_COUNT) !== 0 ? value & ~BLOCK_COUNT : undefined;
    yield { type, offset: value, isShared: false, block, blocks, next };
    if (type !== NO_HEAD) block++;
    // The preceding head is counted already, unless it is in the previous pack.
    else if (isBig && blocks !== undefined) block += blocks - (place > 0 ? 1 : 0);
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

/** Writes images of btrfs, true ones and lies: include/uapi/linux/btrfs_tree.h of Linux. Nodes and sectors are of 4 KiB. */
import { crc32c } from './block-table.ts';

export interface BtrfsItem {
  readonly id: number | bigint;
  readonly type: number;
  readonly offset?: number | bigint;
  readonly data: Buffer;
}

export interface BtrfsTree {
  readonly id: number | bigint;
  readonly items: readonly BtrfsItem[];
  /** References to the tree; none for one that is being deleted. */
  readonly references?: number;
}

export interface BtrfsStripe {
  readonly device: number;
  readonly at: number;
}

export interface BtrfsOptions {
  /** Besides that of chunks and that of roots. */
  readonly trees: readonly BtrfsTree[];
  /** More items of the tree of roots. */
  readonly roots?: readonly BtrfsItem[];
  /** More items of the tree of chunks. */
  readonly chunks?: readonly BtrfsItem[];
  /** From DATA on. */
  readonly data?: Uint8Array | string;
  readonly bytes?: number;
  /** Where nodes lie, each by its address; two of them have two copies. */
  readonly stripes?: readonly BtrfsStripe[];
  /** Changes nodes before they get their checksums. @param index first of chunks, then of roots, then of the trees in order */
  readonly lie?: (node: Buffer, index: number) => void;
  readonly superblock?: (block: Buffer) => void;
}

/** Addresses, and where the bytes lie that have them: there is one chunk for all but the first MiB. */
export const NODES = 1 << 20;
export const DATA = NODES + (512 << 10);
const CHUNK_BYTES = 1 << 20;
const NODE_BYTES = 4096;
export const SUPERBLOCK = 64 << 10;
export const MIRROR = 64 << 20;
const GENERATION = 7n;

export const nodeAddress = (index: number): number => NODES + NODE_BYTES * index;

export function buildBtrfs(options: BtrfsOptions): Buffer {
  const { trees, stripes = [{ device: 1, at: NODES }], bytes = DATA + CHUNK_BYTES / 2 } = options;
  const image = Buffer.alloc(bytes);
  const own = chunkItem(NODES, CHUNK_BYTES, stripes);
  const roots = trees.map(({ id, references = 1 }, index) => rootItem(id, nodeAddress(index + 2), references));
  const all = [
    [own, ...(options.chunks ?? [])],
    [...roots, ...(options.roots ?? [])],
    ...trees.map(({ items }) => items),
  ];
  for (const [index, items] of all.entries()) {
    const node = leaf(items, nodeAddress(index));
    options.lie?.(node, index);
    node.writeUInt32LE(crc32c(node.subarray(32)), 0);
    for (const { at } of stripes) node.copy(image, at + NODE_BYTES * index);
  }
  Buffer.from(options.data ?? '').copy(image, DATA);
  for (const at of [SUPERBLOCK, MIRROR].filter((place) => place < bytes)) {
    const block = superblock(at, bytes, own);
    options.superblock?.(block);
    block.writeUInt32LE(crc32c(block.subarray(32)), 0);
    block.copy(image, at);
  }
  return image;
}

function superblock(at: number, bytes: number, chunk: BtrfsItem): Buffer {
  const block = Buffer.alloc(NODE_BYTES);
  block.writeBigUInt64LE(BigInt(at), 48);
  block.write('_BHRfS_M', 64);
  block.writeBigUInt64LE(GENERATION, 72);
  block.writeBigUInt64LE(BigInt(nodeAddress(1)), 80);
  block.writeBigUInt64LE(BigInt(nodeAddress(0)), 88);
  block.writeBigUInt64LE(1n, 136);
  block.writeUInt32LE(NODE_BYTES, 144);
  block.writeUInt32LE(NODE_BYTES, 148);
  block.writeUInt32LE(17 + chunk.data.length, 160);
  block.writeBigUInt64LE(1n, 201);
  block.writeBigUInt64LE(BigInt(bytes), 209);
  key(chunk).copy(block, 811);
  chunk.data.copy(block, 811 + 17);
  return block;
}

const u64 = (value: number | bigint): bigint => BigInt.asUintN(64, BigInt(value));

function key({ id, type, offset = 0 }: BtrfsItem): Buffer {
  const bytes = Buffer.alloc(17);
  bytes.writeBigUInt64LE(u64(id), 0);
  bytes[8] = type;
  bytes.writeBigUInt64LE(u64(offset), 9);
  return bytes;
}

function leaf(items: readonly BtrfsItem[], address: number): Buffer {
  const order = (item: BtrfsItem): bigint => (u64(item.id) << 72n) | (BigInt(item.type) << 64n) | u64(item.offset ?? 0);
  const sorted = items.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
  const node = Buffer.alloc(NODE_BYTES);
  node.writeBigUInt64LE(BigInt(address), 48);
  node.writeBigUInt64LE(GENERATION, 80);
  node.writeUInt32LE(sorted.length, 96);
  let end = NODE_BYTES - 101;
  for (const [index, item] of sorted.entries()) {
    end -= item.data.length;
    key(item).copy(node, 101 + 25 * index);
    node.writeUInt32LE(end, 101 + 25 * index + 17);
    node.writeUInt32LE(item.data.length, 101 + 25 * index + 21);
    item.data.copy(node, 101 + end);
  }
  return node;
}

/** Makes a node one of `level` whose branches lead to `addresses`, from `firstId` on. */
export function makeInner(node: Buffer, level: number, firstId: number, addresses: readonly number[]): void {
  node.fill(0, 101);
  node.writeUInt32LE(addresses.length, 96);
  node[100] = level;
  for (const [index, address] of addresses.entries()) {
    node.writeBigUInt64LE(BigInt(firstId + index), 101 + 33 * index);
    node.writeBigUInt64LE(BigInt(address), 101 + 33 * index + 17);
    node.writeBigUInt64LE(GENERATION, 101 + 33 * index + 25);
  }
}

/** @param profile how it is spread over devices: 0x08 for RAID0 */
export function chunkItem(start: number, bytes: number, stripes: readonly BtrfsStripe[], profile = 0): BtrfsItem {
  const data = Buffer.alloc(48 + 32 * stripes.length);
  data.writeBigUInt64LE(BigInt(bytes), 0);
  data.writeBigUInt64LE(BigInt(7 | profile), 24);
  data.writeUInt16LE(stripes.length, 44);
  for (const [index, { device, at }] of stripes.entries()) {
    data.writeBigUInt64LE(BigInt(device), 48 + 32 * index);
    data.writeBigUInt64LE(BigInt(at), 56 + 32 * index);
  }
  return { id: 256, type: 228, offset: start, data };
}

export function rootItem(id: number | bigint, address: number, references: number): BtrfsItem {
  const data = Buffer.alloc(439);
  data.writeBigUInt64LE(GENERATION, 160);
  data.writeBigUInt64LE(BigInt(address), 176);
  data.writeUInt32LE(references, 216);
  return { id, type: 132, data };
}

export function inode(id: number, size: number | bigint, mode = 0o100644, offset = 0): BtrfsItem {
  const data = Buffer.alloc(160);
  data.writeBigUInt64LE(u64(size), 16);
  data.writeUInt32LE(mode, 52);
  return { id, type: 1, offset, data };
}

export function nameOf(id: number, parent: number, name: string): BtrfsItem {
  const head = Buffer.alloc(10);
  head.writeUInt16LE(Buffer.from(name).length, 8);
  return { id, type: 12, offset: parent, data: Buffer.concat([head, Buffer.from(name)]) };
}

/** One whose directory stands in its data, or, of a subvolume, the name in `tree`. */
export function longName(id: number, parent: number, name: string, tree?: number): BtrfsItem {
  const head = Buffer.alloc(18);
  head.writeBigUInt64LE(BigInt(parent), 0);
  head.writeUInt16LE(Buffer.from(name).length, 16);
  const data = Buffer.concat([head, Buffer.from(name)]);
  return tree === undefined ? { id, type: 13, offset: 99, data } : { id, type: 144, offset: tree, data };
}

export interface ExtentFields {
  readonly kind?: number;
  readonly packing?: number;
  readonly encryption?: number;
  readonly unpackedBytes?: number | bigint;
  readonly at?: number;
  readonly extentBytes?: number;
  readonly offset?: number;
  readonly bytes?: number;
}

export function inlineExtent(id: number, content: Uint8Array | string, fields: ExtentFields = {}): BtrfsItem {
  const data = Buffer.concat([extentHead({ kind: 0, unpackedBytes: content.length, ...fields }), Buffer.from(content)]);
  return { id, type: 108, data };
}

export function extent(id: number, start: number, fields: ExtentFields): BtrfsItem {
  const { at = DATA, bytes = 4096, extentBytes = bytes, offset = 0 } = fields;
  const tail = Buffer.alloc(32);
  for (const [index, value] of [at, extentBytes, offset, bytes].entries()) tail.writeBigUInt64LE(u64(value), 8 * index);
  return { id, type: 108, offset: start, data: Buffer.concat([extentHead({ unpackedBytes: bytes, ...fields }), tail]) };
}

function extentHead({ kind = 1, packing = 0, encryption = 0, unpackedBytes = 0 }: ExtentFields): Buffer {
  const head = Buffer.alloc(21);
  head.writeBigUInt64LE(u64(unpackedBytes), 8);
  head[16] = packing;
  head[17] = encryption;
  head[20] = kind;
  return head;
}

/** Checksums of sectors, from an address on. */
export function sums(at: number, ...values: readonly number[]): BtrfsItem {
  const data = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) data.writeUInt32LE(value, 4 * index);
  return { id: -10, type: 128, offset: at, data };
}

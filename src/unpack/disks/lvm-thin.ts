/**
 * Metadata of a thin pool (drivers/md/dm-thin-metadata.c and drivers/md/persistent-data/ of Linux): a tree with a subtree for each volume,
 * which maps its chunks to chunks of the pool. Little-endian.
 */
import type { Budget } from '../../bytes/budget.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { crc32cFrom } from '../checksums/crc32c.ts';
import { hasMagic, magic } from '../container/magic.ts';

/* Blocks of 4 KiB. Superblock, the first one:
 *   0  4  sum    32  8  27022010    320  8  root of the tree of volumes    336  4  sectors of a chunk
 * Node:
 *   0  4  sum     4  4  1 inner, 2 leaf    8  8  its block    16  4  entries    20  4  entries that it has room for
 *  24  4  bytes of a value                32     keys of 8 bytes; behind room for all of them, the values
 * Values: of an inner node a block; of the tree of volumes the root of a tree; of such a tree  0  3  time  3  5  chunk in the pool  */
const BLOCK_BYTES = 4096;
const MAGIC = magic('ba 52 9c 01 00 00 00 00', 32);
const HEADER_BYTES = 32;
const WORD_BYTES = 8;
const INNER = 1;
/** XORed into the checksums, with a value for each kind of block. */
const SUPERBLOCK_XOR = 160_774;
const NODE_XOR = 121_107;
const TIME_BITS = 24n;
const SECTOR_BYTES = 512;
/** 64 KiB to 1 GiB (man 7 lvmthin). */
const [MIN_CHUNK_BYTES, MAX_CHUNK_BYTES] = [64 << 10, 1 << 30];
/** With 252 children a node, the largest pool that dm-thin can address has five levels. */
const MAX_DEPTH = 10;

/** A chunk of a volume, and its number in the pool. */
export interface ThinChunk {
  readonly inVolume: number;
  readonly inPool: number;
}

/** @returns block number `block` of the metadata; undefined where there is none */
export type ReadBlock = (block: number) => Buffer | undefined;

export class ThinPool {
  readonly chunkBytes: number;
  readonly #read: ReadBlock;
  readonly #root: number;
  readonly #budget: Budget;

  /** @throws FormatError when this is no pool metadata */
  constructor(read: (block: number, bytes: number) => Buffer | undefined, budget: Budget) {
    this.#read = (block) => read(block, BLOCK_BYTES);
    this.#budget = budget;
    const superblock = this.#read(0);
    if (superblock === undefined || !hasMagic(superblock, MAGIC) || !isSumRight(superblock, SUPERBLOCK_XOR))
      throw new FormatError('expected the superblock of a pool of thin volumes, found none');
    this.chunkBytes = SECTOR_BYTES * superblock.readUInt32LE(336);
    if (this.chunkBytes < MIN_CHUNK_BYTES || this.chunkBytes > MAX_CHUNK_BYTES)
      throw new FormatError(`expected chunks of 64 KiB to 1 GiB in a pool of thin volumes, found ${this.chunkBytes}`);
    this.#root = size64LE(superblock, 320);
  }

  /** Ascending. @throws FormatError where its tree is damaged, after the chunks before that */
  *chunksOf(device: number): Generator<ThinChunk> {
    let last = -1;
    for (const [inVolume, value] of this.#entries(this.#treeOf(device), 0, new Set())) {
      if (inVolume <= last) throw broken('keys of which each is larger than the one before');
      last = inVolume;
      yield { inVolume, inPool: Number(value >> TIME_BITS) };
    }
  }

  /** Descends by key, since each volume asks: enumerating the tree each time would take hours. */
  #treeOf(device: number): number {
    let block = this.#root;
    for (let depth = 0; depth <= MAX_DEPTH; depth++) {
      const node = this.#node(block);
      const index = node.keys.findLastIndex((key) => key <= device);
      if (index < 0 || (!node.isInner && node.keys[index] !== device)) break;
      block = Number(node.valueAt(index));
      if (!node.isInner) return block;
    }
    throw broken(`volume ${device}`);
  }

  /** @param met blocks of the tree: a block may occur only once */
  *#entries(block: number, depth: number, met: Set<number>): Generator<readonly [number, bigint]> {
    if (depth > MAX_DEPTH || met.has(block)) throw broken('a tree');
    met.add(block);
    const { keys, isInner, valueAt } = this.#node(block);
    for (const [index, key] of keys.entries()) {
      const value = valueAt(index);
      if (isInner) yield* this.#entries(Number(value), depth + 1, met);
      else yield [key, value];
    }
  }

  #node(block: number): Node {
    this.#budget.checkTime();
    const node = this.#read(block);
    if (node === undefined || size64LE(node, 8) !== block || !isSumRight(node, NODE_XOR)) throw broken('a node');
    const [count, room] = [node.readUInt32LE(16), node.readUInt32LE(20)];
    if (count > room || room > (BLOCK_BYTES - HEADER_BYTES) / (2 * WORD_BYTES) || node.readUInt32LE(24) !== WORD_BYTES)
      throw broken('a node with its entries');
    return {
      keys: Array.from({ length: count }, (_, index) => size64LE(node, HEADER_BYTES + WORD_BYTES * index)),
      isInner: (node.readUInt32LE(4) & INNER) !== 0,
      valueAt: (index) => node.readBigUInt64LE(HEADER_BYTES + WORD_BYTES * (room + index)),
    };
  }
}

interface Node {
  readonly keys: readonly number[];
  readonly isInner: boolean;
  valueAt(index: number): bigint;
}

function broken(expected: string): FormatError {
  return new FormatError(`expected ${expected} in the metadata of the pool, found what is none`);
}

/** CRC-32C without the final inversion, and with some bits flipped. */
function isSumRight(block: Buffer, xor: number): boolean {
  return (crc32cFrom(0xffff_ffff, block.subarray(4)) ^ xor) >>> 0 === block.readUInt32LE(0);
}

/** Locates the blocks of an ext file (Documentation/filesystems/ext4/ifork.rst of Linux). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { crc32cFrom } from '../checksums/crc32c.ts';
import type { Inode } from './ext-inode.ts';
import type { Superblock } from './ext-super.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import { MappingBlocks } from './mapping-blocks.ts';
import type { Report, Stretch } from './stretches.ts';

/* Blocks: 12 that hold data, then one of blocks, one of such, and one of those. A zero is a hole. */
const DIRECT_BLOCKS = 12;
const LEVELS = 3;
const POINTER_BYTES = 4;

/* Extents, a tree of nodes:  0  2  f30a   2  2  entries   4  2  room for entries   6  2  depth: 0 has extents; then entries
 *  extent:  0  4  first block in the file   4  2  blocks, 32768 more where they are not written   6  2  and 8  4  where they lie
 *  branch:  0  4  first block in the file   4  4  and 8  2  where its node lies
 *  Behind the room for entries, but in an inode: a sum of all before it.                                                       */
const NODE_MAGIC = 0xf30a;
const ENTRY_BYTES = 12;
const MAX_DEPTH = 5;
const MAX_WRITTEN = 0x8000;

interface Node {
  readonly bytes: Buffer;
  readonly depth: number;
  /** Range of file blocks that it may map. */
  readonly start: number;
  readonly end: number;
}

export class ExtMaps {
  readonly #blocks: MappingBlocks;
  readonly #superblock: Superblock;
  readonly #notes: FileSystemNotes;
  readonly #budget: Budget;

  constructor(source: ByteSource, superblock: Superblock, notes: FileSystemNotes, budget: Budget) {
    this.#blocks = new MappingBlocks(source, superblock.blockBytes);
    this.#superblock = superblock;
    this.#notes = notes;
    this.#budget = budget;
  }

  /** Stretches of the first `end` blocks, in order, without holes. They may extend beyond the image. */
  *stretches(inode: Inode, end: number, report: Report): Generator<Stretch> {
    const { layout, body } = inode;
    if (layout === 'extents') {
      const depth = body.readUInt16LE(6);
      if (depth > MAX_DEPTH) report(`expected at most ${MAX_DEPTH} levels of extents, found ${depth}`);
      else yield* this.#extents(inode, { bytes: body, depth, start: 0, end }, report);
      return;
    }
    if (layout !== 'blocks') return;
    yield* this.#pointers(body.subarray(0, DIRECT_BLOCKS * POINTER_BYTES), { level: 0, start: 0, end }, report);
    const perBlock = this.#superblock.blockBytes / POINTER_BYTES;
    for (let level = 1, start = DIRECT_BLOCKS; level <= LEVELS && start < end; start += perBlock ** level, level++) {
      const at = (DIRECT_BLOCKS - 1 + level) * POINTER_BYTES;
      yield* this.#pointers(body.subarray(at, at + POINTER_BYTES), { level, start, end }, report);
    }
  }

  *#pointers(
    words: Buffer,
    { level, start, end }: { readonly level: number; readonly start: number; readonly end: number },
    report: Report,
  ): Generator<Stretch> {
    this.#budget.checkTime();
    const unit = (this.#superblock.blockBytes / POINTER_BYTES) ** level;
    let run: { start: number; count: number; at: number; isUnwritten: false } | undefined;
    for (let index = 0; index < words.length / POINTER_BYTES; index++) {
      const first = start + index * unit;
      if (first >= end) break;
      const at = words.readUInt32LE(index * POINTER_BYTES);
      if (at === 0) continue;
      if (level > 0) {
        const block = this.#block('a block of places', at, report);
        if (block !== undefined) yield* this.#pointers(block, { level: level - 1, start: first, end }, report);
      } else if (run !== undefined && run.start + run.count === first && run.at + run.count === at) run.count++;
      else {
        if (run !== undefined) yield run;
        run = { start: first, count: 1, at, isUnwritten: false };
      }
    }
    if (run !== undefined) yield run;
  }

  /** Entries are sorted, and each branch covers only the blocks before the next one's, so none is entered twice. */
  *#extents(inode: Inode, { bytes, depth, start, end }: Node, report: Report): Generator<Stretch> {
    this.#budget.checkTime();
    const stated = bytes.readUInt16LE(2);
    const count = Math.min(stated, Math.floor(bytes.length / ENTRY_BYTES) - 1);
    if (bytes.readUInt16LE(0) !== NODE_MAGIC || bytes.readUInt16LE(6) !== depth || stated > count) {
      report('a node of extents of the file is damaged');
      return;
    }
    let next = start;
    for (let index = 1; index <= count; index++) {
      const entry = bytes.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
      const first = entry.readUInt32LE(0);
      if (first >= end) break;
      // The first branch may cover blocks before its own first one.
      if (first < next && !(depth > 0 && index === 1)) {
        report('extents of the file overlap, or are out of order');
        continue;
      }
      if (depth === 0) {
        const length = entry.readUInt16LE(4);
        const blocks = length > MAX_WRITTEN ? length - MAX_WRITTEN : length;
        const at = entry.readUInt16LE(6) * 2 ** 32 + entry.readUInt32LE(8);
        yield { start: first, count: Math.min(blocks, end - first), at, isUnwritten: length > MAX_WRITTEN };
        next = first + blocks;
        continue;
      }
      const behind = index < count ? bytes.readUInt32LE((index + 1) * ENTRY_BYTES) : end;
      const at = entry.readUInt16LE(8) * 2 ** 32 + entry.readUInt32LE(4);
      const node = this.#block('a node of extents', at, report);
      const range = { start: Math.max(first, next), end: Math.min(behind, end) };
      next = Math.max(next, first + 1);
      if (node === undefined) continue;
      this.#checkSum(inode, node);
      yield* this.#extents(inode, { bytes: node, depth: depth - 1, ...range }, report);
    }
  }

  #checkSum({ sumSeed }: Inode, node: Buffer): void {
    const end = ENTRY_BYTES * (1 + node.readUInt16LE(4));
    if (sumSeed === undefined || node.readUInt16LE(0) !== NODE_MAGIC) return;
    const isRight = end + 4 <= node.length && crc32cFrom(sumSeed, node.subarray(0, end)) === node.readUInt32LE(end);
    if (!isRight) this.#notes.damage('nodes of extents');
  }

  #block(what: string, block: number, report: Report): Buffer | undefined {
    const exists = block > 0 && block < this.#superblock.blockCount;
    return this.#blocks.read(what, block, exists ? block : undefined, report);
  }
}

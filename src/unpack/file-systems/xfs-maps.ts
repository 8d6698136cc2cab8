/** Locates the blocks of an XFS file ("XFS Algorithms & Data Structures", chapter 18, data extents; xfs_bmbt_rec). */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import { MappingBlocks } from './mapping-blocks.ts';
import type { Report, Stretch } from './stretches.ts';
import type { Fork } from './xfs-inode.ts';
import { isSumRight } from './xfs-sum.ts';
import { blockOf, numberAt, type Superblock } from './xfs-super.ts';

/* An extent, of 128 bits from the uppermost one on:  1 not written   54 first block in the file   52 first block   21 blocks */
const EXTENT_BYTES = 16;

/* A tree of them. The root, in the inode:  0  2  level   2  2  entries; a node:  0  4  BMAP, or with sums BMA3   4  2  level   6  2  entries
 *  64  4  sum; behind the header of 24 bytes, or with sums 72: on level 0 extents, or else as many first blocks in the file as there is room for,
 *  of 8 bytes each, and as many numbers of blocks                                                                                            */
const MAGIC = { plain: 'BMAP', withSum: 'BMA3' } as const;
const SUM_AT = 64;
const HEADER_BYTES = { root: 4, plain: 24, withSum: 72 } as const;
const BRANCH_BYTES = 16;
/** 2⁴⁸ extents (XFS_MAX_EXTCNT_DATA_FORK_LARGE), of which a half-full node of 512 bytes holds 13. */
const MAX_LEVEL = 14;

interface Node {
  readonly area: Buffer;
  readonly level: number;
  readonly count: number;
  /** Range of file blocks that it may map. */
  readonly start: number;
  readonly end: number;
}

export class XfsMaps {
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
  *stretches({ layout, body, extents }: Fork, end: number, report: Report): Generator<Stretch> {
    if (layout === 'extents') yield* this.#extents({ area: body, level: 0, count: extents, start: 0, end }, report);
    // Attributes may begin at the end of the inode, or behind it.
    else if (layout === 'tree' && body.length >= HEADER_BYTES.root) {
      const [level, count] = [body.readUInt16BE(0), body.readUInt16BE(2)];
      const root = { area: body.subarray(HEADER_BYTES.root), level, count, start: 0, end };
      if (level > MAX_LEVEL) report(`expected at most ${MAX_LEVEL} levels of extents, found ${level}`);
      else yield* this.#node(root, report);
    } else report('an inode says in no known way where its blocks are');
  }

  /** The stretches of a free inode: its extents remain, although it says that it has none. */
  *formerStretches({ body }: Fork): Generator<Stretch> {
    let next = 0;
    for (let at = 0; at + EXTENT_BYTES <= body.length; at += EXTENT_BYTES) {
      const stretch = this.#stretch(body, at);
      if (stretch === undefined || stretch.count === 0 || stretch.start < next) return;
      yield stretch;
      next = stretch.start + stretch.count;
    }
  }

  *#node(node: Node, report: Report): Generator<Stretch> {
    this.#budget.checkTime();
    if (node.level === 0) yield* this.#extents(node, report);
    else yield* this.#branches(node, report);
  }

  /** Entries are sorted, and each branch covers only the blocks before the next one's, so none is entered twice. */
  *#branches({ area, level, count: stated, start, end }: Node, report: Report): Generator<Stretch> {
    const room = Math.floor(area.length / BRANCH_BYTES);
    if (stated > room) report('a node of extents of the file tells of more branches than it has room for');
    const count = Math.min(stated, room);
    let next = start;
    for (let index = 0; index < count; index++) {
      const first = numberAt(area, index * 8);
      if (first >= end) break;
      // The first branch may cover blocks before its own first one.
      if (first < next && index > 0) {
        report('extents of the file overlap, or are out of order');
        continue;
      }
      const behind = index + 1 < count ? numberAt(area, (index + 1) * 8) : end;
      const node = this.#read(numberAt(area, (room + index) * 8), level - 1, report);
      if (node !== undefined)
        yield* this.#node({ ...node, start: Math.max(first, next), end: Math.min(behind, end) }, report);
      next = Math.max(next, first + 1);
    }
  }

  *#extents({ area, count: stated, start, end }: Node, report: Report): Generator<Stretch> {
    const room = Math.floor(area.length / EXTENT_BYTES);
    if (stated > room) report('a node of extents of the file tells of more than it has room for');
    let next = start;
    for (let index = 0; index < Math.min(stated, room); index++) {
      const stretch = this.#stretch(area, index * EXTENT_BYTES);
      if (stretch === undefined) {
        report('blocks of the file should be where there are none');
        continue;
      }
      if (stretch.start >= end) break;
      if (stretch.start < next) {
        report('extents of the file overlap, or are out of order');
        continue;
      }
      next = stretch.start + stretch.count;
      yield { ...stretch, count: Math.min(stretch.count, end - stretch.start) };
    }
  }

  /** @returns undefined when it lies in no group, or in more than one */
  #stretch(area: Buffer, at: number): Stretch | undefined {
    const [a, b, c, d] = [0, 4, 8, 12].map((word) => area.readUInt32BE(at + word)) as Words;
    const number = (b & 0x1ff) * 2 ** 43 + c * 2 ** 11 + (d >>> 21);
    const count = d & 0x1f_ffff;
    const block = blockOf(number, this.#superblock);
    const { groupStep, groupBlocks } = this.#superblock;
    if (block === undefined || (number % groupStep) + count > groupBlocks) return undefined;
    const start = (a & 0x7fff_ffff) * 2 ** 23 + (b >>> 9);
    return { start, count, at: block, isUnwritten: a >>> 31 === 1 };
  }

  /** Undefined, and reported, when it cannot be read. */
  #read(number: number, level: number, report: Report): Pick<Node, 'area' | 'level' | 'count'> | undefined {
    const { hasSums } = this.#superblock;
    const bytes = this.#blocks.read('a node of extents', number, blockOf(number, this.#superblock), report);
    if (bytes === undefined) return undefined;
    const isOne = bytes.toString('latin1', 0, 4) === (hasSums ? MAGIC.withSum : MAGIC.plain);
    if (!isOne || bytes.readUInt16BE(4) !== level) {
      report('a node of extents of the file is damaged');
      return undefined;
    }
    if (hasSums && !isSumRight(bytes, SUM_AT)) this.#notes.damage('nodes of extents');
    const area = bytes.subarray(hasSums ? HEADER_BYTES.withSum : HEADER_BYTES.plain);
    return { area, level, count: bytes.readUInt16BE(6) };
  }
}
type Words = [number, number, number, number];

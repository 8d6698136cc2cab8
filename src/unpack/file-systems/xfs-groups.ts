/**
 * Enumerates inodes through the allocation groups of XFS ("XFS Algorithms & Data Structures", chapters 13 and 15; xfs_agi,
 * xfs_inobt_rec).
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { READ_AHEAD_BYTES } from '../container/file-tree.ts';
import { bufferOf } from '../container/magic.ts';
import type { FileSystemNotes } from './file-system-notes.ts';
import { isSumRight } from './xfs-sum.ts';
import type { Superblock } from './xfs-super.ts';

/* The third sector of a group:  0  4  XAGI   20  4  root of its tree of inodes   24  4  levels, at least 1   312  4  sum */
const GROUP = { magic: 'XAGI', sector: 2, rootAt: 20, levelsAt: 24, sumAt: 312 } as const;

/* A node of the tree:  0  4  IABT, or with sums IAB3   4  2  level   6  2  entries   52  4  sum; behind the header of 16 bytes, or with sums 56,
 *  as many first inodes as there is room for, of 4 bytes each, and as many numbers of blocks of the group; or on level 0, of 64 inodes each:
 *  0  4  the first one, in the group   4  2  with sparse inodes: a bit for each four that are not there   8  8  a bit for each that is free  */
const NODE = { plain: 'IABT', withSum: 'IAB3', sumAt: 52, plainHeader: 16, sumHeader: 56 } as const;
const BRANCH_BYTES = 8;
const RECORD_BYTES = 16;
const INODES = 64;
const INODES_PER_HOLE = 4;
/** XFS_BTREE_MAXLEVELS of xfs_btree.h. */
const MAX_LEVELS = 9;
const DAMAGE = 'trees of inodes';

/** A node still to be read; `level` is its parent's minus one. */
interface Branch {
  readonly block: number;
  readonly level: number;
}

export class XfsGroups {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #notes: FileSystemNotes;
  readonly #budget: Budget;

  constructor(source: ByteSource, superblock: Superblock, notes: FileSystemNotes, budget: Budget) {
    this.#source = new ReadAheadSource(source, READ_AHEAD_BYTES);
    this.#superblock = superblock;
    this.#notes = notes;
    this.#budget = budget;
  }

  /** Numbers of all existing inodes, including free ones; each once, ascending. */
  *inodes(): Generator<number> {
    const { groupCount, groupBlocks, blockBytes } = this.#superblock;
    for (let group = 0; group < groupCount && group * groupBlocks * blockBytes < this.#source.size; group++) {
      this.#budget.checkTime();
      yield* this.#inodesOf(group);
    }
  }

  *#inodesOf(group: number): Generator<number> {
    const { groupBlocks, groupStep, inodesPerBlock, hasSparseInodes } = this.#superblock;
    const firstInode = group * groupStep * inodesPerBlock;
    let next = 0;
    for (const leaf of this.#leaves(group))
      for (let at = 0; at < leaf.length; at += RECORD_BYTES) {
        const first = leaf.readUInt32BE(at);
        // Requiring ascending order ensures that none is met twice, even in a forged tree.
        if (first < next || first + INODES > groupBlocks * inodesPerBlock) {
          this.#notes.damage(DAMAGE);
          continue;
        }
        next = first + INODES;
        const holes = hasSparseInodes ? leaf.readUInt16BE(at + 4) : 0;
        for (let index = 0; index < INODES; index++)
          if ((holes & (1 << Math.floor(index / INODES_PER_HOLE))) === 0) yield firstInode + first + index;
      }
  }

  /** Records of each leaf. Reads at most as many nodes as the group has blocks: more would mean repetitions. */
  *#leaves(group: number): Generator<Buffer> {
    const root = this.#root(group);
    const branches = root === undefined ? [] : [root];
    let left = Math.min(this.#superblock.groupBlocks, Math.ceil(this.#source.size / this.#superblock.blockBytes));
    for (let branch = branches.pop(); branch !== undefined; branch = branches.pop()) {
      this.#budget.checkTime();
      const node = --left < 0 ? undefined : this.#node(group, branch);
      if (node === undefined) {
        this.#notes.damage(DAMAGE);
        if (left < 0) return;
        continue;
      }
      if (branch.level === 0) {
        yield node.area.subarray(0, node.count * RECORD_BYTES);
        continue;
      }
      const room = Math.floor(node.area.length / BRANCH_BYTES);
      for (let index = node.count - 1; index >= 0; index--)
        branches.push({ block: node.area.readUInt32BE((room + index) * 4), level: branch.level - 1 });
    }
  }

  #root(group: number): Branch | undefined {
    const { groupBlocks, blockBytes, sectorBytes, hasSums } = this.#superblock;
    const sector = this.#read(group * groupBlocks * blockBytes + GROUP.sector * sectorBytes, sectorBytes);
    const levels = sector?.readUInt32BE(GROUP.levelsAt) ?? 0;
    const isOne = sector?.toString('latin1', 0, 4) === GROUP.magic && levels >= 1 && levels <= MAX_LEVELS;
    if (!isOne || (hasSums && !isSumRight(sector, GROUP.sumAt))) this.#notes.damage('headers of groups');
    return isOne ? { block: sector.readUInt32BE(GROUP.rootAt), level: levels - 1 } : undefined;
  }

  #node(group: number, { block, level }: Branch): { readonly area: Buffer; readonly count: number } | undefined {
    const { groupBlocks, blockBytes, hasSums } = this.#superblock;
    if (block >= groupBlocks) return undefined;
    const bytes = this.#read((group * groupBlocks + block) * blockBytes, blockBytes);
    if (bytes?.toString('latin1', 0, 4) !== (hasSums ? NODE.withSum : NODE.plain)) return undefined;
    if (bytes.readUInt16BE(4) !== level) return undefined;
    if (hasSums && !isSumRight(bytes, NODE.sumAt)) this.#notes.damage(DAMAGE);
    const area = bytes.subarray(hasSums ? NODE.sumHeader : NODE.plainHeader);
    const count = bytes.readUInt16BE(6);
    return count * (level === 0 ? RECORD_BYTES : BRANCH_BYTES) <= area.length ? { area, count } : undefined;
  }

  #read(at: number, bytes: number): Buffer | undefined {
    return at + bytes <= this.#source.size ? bufferOf(this.#source.read(at, bytes)) : undefined;
  }
}

/** Tracks what of a btrfs was read, and what is left. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { Range } from '../container/coverage.ts';
import { CoveredSectors } from '../container/covered-sectors.ts';
import { LINE_FEED, uncovered } from '../container/uncovered.ts';
import { readBytesOf } from './btrfs-items.ts';
import { BtrfsNode } from './btrfs-node.ts';
import type { Superblock } from './btrfs-super.ts';

const SECTOR_BYTES = 4096;
/** Limit on remembered nodes with unread parts: 8 MiB. Further ones come out as is. */
const MAX_PARTLY = 1 << 20;

export class BtrfsCover {
  readonly #source: ByteSource;
  readonly #nodeBytes: number;
  readonly #budget: Budget;
  readonly #sectors: CoveredSectors;
  /** Offsets of nodes that were read but contain more than was used. */
  readonly #nodes: number[] = [];
  /** Unread ranges of superblocks. */
  readonly #ranges: Range[] = [];

  constructor(source: ByteSource, { nodeBytes, sound, unread }: Superblock, budget: Budget) {
    this.#source = source;
    this.#nodeBytes = nodeBytes;
    this.#budget = budget;
    this.#sectors = new CoveredSectors(source.size);
    for (const at of sound) this.#sectors.add(at, at + SECTOR_BYTES);
    // Only from the first of several copies of a superblock.
    for (const at of sound.slice(0, 1))
      for (const { start, end } of unread) this.#ranges.push({ start: at + start, end: at + end });
  }

  /** @param copy that was read @param copies of it, which are covered if they have the same content */
  add(copy: number, bytes: number, copies: readonly number[]): void {
    this.#sectors.add(copy, copy + bytes);
    for (const other of copies) if (other !== copy) this.#addSame(other, copy, bytes);
  }

  /** Like `add`, but only for the last bytes of a sector. @param used of the sectors from `copy` on */
  addUsed(copy: number, used: number, bytes: number, copies: readonly number[]): void {
    const end = Math.min(copy + bytes, this.#source.size);
    const isRestZero = copy + used >= end || isZero(this.#source.read(copy + used, end - copy - used));
    this.add(copy, isRestZero ? bytes : used, copies);
  }

  addNode(node: BtrfsNode, copy: number, copies: readonly number[]): void {
    if (this.#sectors.has(copy, copy + this.#nodeBytes)) return;
    if (node.unread(readBytesOf).next().done !== true) {
      if (this.#nodes.length === MAX_PARTLY) return;
      this.#sectors.add(copy, copy + this.#nodeBytes);
      // Otherwise it comes out as is.
      if (this.#sectors.has(copy, copy + this.#nodeBytes)) this.#nodes.push(copy);
    }
    this.add(copy, this.#nodeBytes, copies);
  }

  #addSame(other: number, copy: number, bytes: number): void {
    for (let at = 0; at < bytes; at += SECTOR_BYTES) {
      const length = Math.min(SECTOR_BYTES, bytes - at);
      if (Math.max(other, copy) + at + length > this.#source.size) return;
      const isSame = Buffer.compare(this.#source.read(copy + at, length), this.#source.read(other + at, length)) === 0;
      if (isSame) this.#sectors.add(other + at, other + at + length);
    }
  }

  /** What neither a file nor a tree accounts for among the first `size` bytes, without long runs of zeros. */
  *rest(size: number): Generator<Uint8Array> {
    yield* uncovered(this.#source, this.#sectors.holes(size), this.#budget);
    for (const range of this.#ranges) yield* this.#piece(this.#source.read(range.start, range.end - range.start));
    for (const copy of this.#nodes) {
      this.#budget.checkTime();
      const bytes = Buffer.from(this.#source.read(copy, this.#nodeBytes));
      for (const part of new BtrfsNode(bytes, true).unread(readBytesOf)) yield* this.#piece(part);
    }
  }

  *#piece(bytes: Uint8Array): Generator<Uint8Array> {
    if (isZero(bytes)) return;
    yield LINE_FEED;
    yield bytes;
  }
}

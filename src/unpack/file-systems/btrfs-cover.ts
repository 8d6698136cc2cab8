/** What of a btrfs was read, and what is left of it. */
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
/** Nodes of which parts are left, in mind: 8 MiB. More of them come out as they lie. */
const MAX_PARTLY = 1 << 20;

export class BtrfsCover {
  readonly #source: ByteSource;
  readonly #nodeBytes: number;
  readonly #budget: Budget;
  readonly #sectors: CoveredSectors;
  /** Places of nodes that were read, and in which more lies than was. */
  readonly #nodes: number[] = [];
  /** Of superblocks. */
  readonly #ranges: Range[] = [];

  constructor(source: ByteSource, { nodeBytes, sound, unread }: Superblock, budget: Budget) {
    this.#source = source;
    this.#nodeBytes = nodeBytes;
    this.#budget = budget;
    this.#sectors = new CoveredSectors(source.size);
    for (const at of sound) this.#sectors.add(at, at + SECTOR_BYTES);
    // Of copies of one superblock the first.
    for (const at of sound.slice(0, 1))
      for (const { start, end } of unread) this.#ranges.push({ start: at + start, end: at + end });
  }

  /** @param copy that was read @param copies of it, which are covered where they hold the same */
  add(copy: number, bytes: number, copies: readonly number[]): void {
    this.#sectors.add(copy, copy + bytes);
    for (const other of copies) if (other !== copy) this.#addSame(other, copy, bytes);
  }

  /** As `add`, of the last bytes of a sector, and no more than these. @param used of the sectors from `copy` on */
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
      // Else it comes out as it lies.
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

  /** What neither a file nor a tree accounts for, but for long zeros, of the first `size` bytes. */
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

/** Nodes of btrfs trees, and their items (include/uapi/linux/btrfs_tree.h of Linux). */
import { firstIndex } from '../../bytes/first-index.ts';
import { isZero } from '../../bytes/zeros.ts';
import { number64, UNSIZED } from './btrfs-super.ts';

/** Items are sorted by key. */
export interface Key {
  /** An inode, or another subject of the tree. */
  readonly id: number;
  /** The full id where `id` is `UNSIZED`, as for the halves of a UUID. */
  readonly wholeId?: bigint;
  readonly type: number;
  readonly offset: number;
  /** Like `wholeId`. */
  readonly wholeOffset?: bigint;
}

export interface Item extends Key {
  readonly data: Buffer;
  /** Address of its node, which snapshots share until it is changed. */
  readonly node: number;
  /** It was met before, in another tree. */
  readonly isMet: boolean;
}

export const FIRST_KEY: Key = { id: 0, type: 0, offset: 0 };
export const LAST_KEY: Key = { id: Number.POSITIVE_INFINITY, type: 0, offset: 0 };

export function isBefore(one: Key, other: Key): boolean {
  if (one.id !== other.id) return one.id < other.id;
  if (one.wholeId !== other.wholeId) return (one.wholeId ?? 0n) < (other.wholeId ?? 0n);
  if (one.type !== other.type) return one.type < other.type;
  if (one.offset !== other.offset) return one.offset < other.offset;
  return (one.wholeOffset ?? 0n) < (other.wholeOffset ?? 0n);
}

/*   0  32  checksum of the rest
 *  48   8  its own address
 *  80   8  generation
 *  96   4  number of items or branches
 * 100   1  level: 0 for items, and one more than its branches
 * items:     0  8  id,  8  1  type,  9  8  offset;  17  4  where its data lie, from 101 on,  21  4  how many
 * branches:  as items up to 17;  17  8  address,  25  8  generation                                   */
const NODE_HEADER_BYTES = 101;
const ITEM_BYTES = 25;
const BRANCH_BYTES = 33;
/** BTRFS_MAX_LEVEL */
export const LEVELS = 8;

export class BtrfsNode {
  readonly level: number;
  readonly address: number;
  readonly generation: number;
  /** As many as fit into it. */
  readonly count: number;
  /** It claims to have more than that. */
  readonly isOverfull: boolean;
  readonly #bytes: Buffer;
  readonly #rowBytes: number;
  readonly #isInOrder: boolean;
  /** Where the data of valid items begins; -1 for others. */
  #starts: Int32Array | undefined;

  /** @param isSound its checksum matches */
  constructor(bytes: Buffer, isSound: boolean) {
    this.#bytes = bytes;
    this.level = bytes[100]!;
    this.address = number64(bytes, 48);
    this.generation = number64(bytes, 80);
    this.#rowBytes = this.level === 0 ? ITEM_BYTES : BRANCH_BYTES;
    const count = bytes.readUInt32LE(96);
    this.count = Math.min(count, Math.floor((bytes.length - NODE_HEADER_BYTES) / this.#rowBytes));
    this.isOverfull = count > this.count;
    this.#isInOrder = isSound && !this.isOverfull;
  }

  key(index: number): Key {
    const at = NODE_HEADER_BYTES + this.#rowBytes * index;
    const [id, type, offset] = [number64(this.#bytes, at), this.#bytes[at + 8]!, number64(this.#bytes, at + 9)];
    if (id !== UNSIZED && offset !== UNSIZED) return { id, type, offset };
    return {
      ...{ id, type, offset },
      ...(id === UNSIZED && { wholeId: this.#bytes.readBigUInt64LE(at) }),
      ...(offset === UNSIZED && { wholeOffset: this.#bytes.readBigUInt64LE(at + 9) }),
    };
  }

  /**
   * The last item not behind `key`, or else the first one. For damaged nodes always the first one, since items may be unsorted.
   */
  indexOf(key: Key): number {
    if (this.level === 0 && !this.#isInOrder) return 0;
    return Math.max(0, firstIndex(this.count, (index) => isBefore(key, this.key(index))) - 1);
  }

  /** The first item of an id, if items are sorted. */
  firstOf(id: number): number {
    const before = this.indexOf({ id, type: -1, offset: 0 });
    return before < this.count && this.key(before).id < id ? before + 1 : before;
  }

  /** Items are sorted by key, as far as the checksum guarantees that. */
  get isInOrder(): boolean {
    return this.#isInOrder;
  }

  /** Data of an item, in a node of level 0. @returns undefined when it is outside the node, or overlaps another item's */
  data(index: number): Buffer | undefined {
    this.#starts ??= this.#layout();
    const start = this.#starts[index]!;
    return start < 0 ? undefined : this.#bytes.subarray(start, this.#place(index).end);
  }

  #place(index: number): { readonly start: number; readonly end: number } {
    const at = NODE_HEADER_BYTES + ITEM_BYTES * index + 17;
    const start = NODE_HEADER_BYTES + this.#bytes.readUInt32LE(at);
    return { start, end: start + this.#bytes.readUInt32LE(at + 4) };
  }

  /**
   * Data of items is contiguous and without overlaps, beginning at the end of the node. Of two that overlap, the first one is wrong when
   * the second fits what precedes both: so one false item loses no others.
   */
  #layout(): Int32Array {
    const starts = new Int32Array(this.count).fill(-1);
    let least = this.#bytes.length;
    for (let index = 0; index < this.count; index++) {
      const { start, end } = this.#place(index);
      const rowEnd = NODE_HEADER_BYTES + ITEM_BYTES * (index + 1);
      if (start < rowEnd || end > least) continue;
      const next = index + 1 < this.count ? this.#place(index + 1) : undefined;
      if (next !== undefined && next.start >= rowEnd + ITEM_BYTES && next.end > start && next.end <= least) continue;
      starts[index] = start;
      least = start;
    }
    return starts;
  }

  /**
   * Non-zero bytes that belong to no interpreted item or branch. @param readBytesOf says how many bytes of an item's data are
   * interpreted
   */
  *unread(readBytesOf: (type: number, data: Buffer) => number): Generator<Buffer> {
    let at = NODE_HEADER_BYTES + this.#rowBytes * this.count;
    for (let index = this.level === 0 ? this.count - 1 : -1; index >= 0; index--) {
      const data = this.data(index);
      if (data === undefined) continue;
      const start = this.#starts![index]!;
      // Usually free, from the table to the last item.
      if (isZero(this.#bytes.subarray(at, start))) at = Math.max(at, start);
      const read = Math.min(data.length, readBytesOf(this.key(index).type, data));
      if (read === 0) continue;
      if (start > at) yield this.#bytes.subarray(at, start);
      at = Math.max(at, start + read);
    }
    const rest = this.#bytes.subarray(at);
    if (!isZero(rest)) yield rest;
  }

  /** For a node of a level above 0. */
  branch(index: number): { readonly at: number; readonly generation: number } {
    const at = NODE_HEADER_BYTES + BRANCH_BYTES * index + 17;
    return { at: number64(this.#bytes, at), generation: number64(this.#bytes, at + 8) };
  }
}

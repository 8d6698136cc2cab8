/** Trees of btrfs: nodes are read lazily, and few of them are cached. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ChunkMap } from './btrfs-chunks.ts';
import type { BtrfsCover } from './btrfs-cover.ts';
import { TYPE } from './btrfs-items.ts';
import { BtrfsNode, FIRST_KEY, type Item, isBefore, type Key, LAST_KEY, LEVELS } from './btrfs-node.ts';
import { isSumRight, number64, type Superblock, type TreePlace } from './btrfs-super.ts';

/** Limit on cached nodes. */
const KEPT_BYTES = 4 << 20;
const ELSEWHERE = 'nodes on other devices';

/** Counts what is wrong with trees. */
export class BtrfsNotes {
  readonly #counts = new Map<string, number>();

  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** Nodes on devices that are not available. */
  get elsewhere(): number {
    return this.#counts.get(ELSEWHERE) ?? 0;
  }

  /** A description of all other damage. */
  get damage(): string | undefined {
    const words = [...this.#counts].flatMap(([what, count]) => (what === ELSEWHERE ? [] : [`${what}: ${count}`]));
    return words.length === 0 ? undefined : `${words.join('; ')}; the readable part was read`;
  }
}

interface Open {
  readonly node: BtrfsNode;
  /** All of its keys are below this one. */
  readonly end: Key;
  /** Of the next item or branch. */
  index: number;
  /** In a leaf that was met before: where the items of its last inode begin. */
  readonly lastIndex: number;
  /** All of its items were yielded so far. */
  isAll: boolean;
}

/** What is known of a node before it is read. */
interface Wanted extends TreePlace {
  readonly notes: BtrfsNotes;
}

/** Leaves that were walked completely, so that the meaning of all their items is known: snapshots share most of them. */
export class MetLeaves {
  readonly #generations = new Map<number, number>();

  has(address: number, generation: number): boolean {
    return this.#generations.get(address) === generation;
  }

  add(node: BtrfsNode): void {
    if (node.isInOrder && this.#generations.size < MAX_MET) this.#generations.set(node.address, node.generation);
  }
}
/** Some 10 MiB. */
const MAX_MET = 1 << 18;

export class BtrfsTrees {
  readonly #source: ByteSource;
  readonly #superblock: Superblock;
  readonly #chunks: ChunkMap;
  readonly #covered: BtrfsCover;
  readonly #budget: Budget;
  readonly #kept = new Map<number, BtrfsNode>();
  readonly #maxKept: number;

  /** @param covered records the nodes that were read */
  constructor(
    source: ByteSource,
    superblock: Superblock,
    { chunks, covered, budget }: { readonly chunks: ChunkMap; readonly covered: BtrfsCover; readonly budget: Budget },
  ) {
    this.#source = source;
    this.#superblock = superblock;
    this.#chunks = chunks;
    this.#covered = covered;
    this.#budget = budget;
    this.#maxKept = Math.floor(KEPT_BYTES / superblock.nodeBytes);
  }

  /**
   * The items of a tree in order, from the last one not behind `from` (or the next one) on. A key that is not above the previous one,
   * or not below the limit of its node, is skipped, so each branch of a node is entered once.
   * @param met records leaves; of those that it already has, only the items of the first and the last id are yielded, which other
   * leaves may continue
   */
  *items(root: TreePlace, notes: BtrfsNotes, from: Key = FIRST_KEY, met?: MetLeaves): Generator<Item> {
    const open: Open[] = [];
    this.#open(open, { ...root, notes }, from, LAST_KEY, met);
    let last: Key | undefined;
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const { node, index } = top;
      if (index === node.count) {
        open.pop();
        if (node.level === 0 && top.isAll) met?.add(node);
        continue;
      }
      const key = node.key(index);
      if (index > 0 && index < top.lastIndex && key.id !== last?.id) {
        top.index = top.lastIndex;
        continue;
      }
      top.index++;
      if (
        !isBefore(key, top.end) ||
        (last !== undefined && isBefore(key, last)) ||
        isWrongBeforeNext(node, index, last)
      ) {
        notes.add('keys out of order');
        top.isAll = false;
        continue;
      }
      last = key;
      if (node.level > 0) {
        const next = index + 1 < node.count ? node.key(index + 1) : top.end;
        const end = isBefore(next, top.end) ? next : top.end;
        if (met !== undefined && isWholeLeaf(node, index, met)) continue;
        this.#open(open, { ...node.branch(index), level: node.level - 1, notes }, from, end, met);
        continue;
      }
      const data = node.data(index);
      if (data === undefined) {
        notes.add('items whose data are not in their node, or overlap those of others');
        top.isAll = false;
      } else yield { ...key, data, node: node.address, isMet: top.lastIndex >= 0 };
    }
  }

  #open(open: Open[], wanted: Wanted, from: Key, end: Key, met: MetLeaves | undefined): void {
    const node = this.#node(wanted);
    if (node === undefined) return;
    const isMet =
      node.level === 0 && node.count > 0 && node.isInOrder && met?.has(node.address, node.generation) === true;
    const lastIndex = isMet ? node.firstOf(node.key(node.count - 1).id) : -1;
    open.push({ node, index: node.indexOf(from), end, lastIndex, isAll: true });
  }

  #node(wanted: Wanted): BtrfsNode | undefined {
    this.#budget.checkTime();
    const { at, level, notes } = wanted;
    const kept = this.#kept.get(at);
    const node = kept ?? this.#read(wanted);
    if (node === undefined) return undefined;
    if (node.level !== level || level >= LEVELS) {
      notes.add('nodes of another level');
      return undefined;
    }
    if (node.isOverfull) notes.add('nodes with more items than they hold');
    this.#kept.delete(at);
    this.#kept.set(at, node);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#maxKept) this.#kept.delete(oldest!);
    return node;
  }

  /** The first valid copy, or else one whose header says that it is the wanted node. */
  #read({ at, level, generation, notes }: Wanted): BtrfsNode | undefined {
    const { nodeBytes, sumKind } = this.#superblock;
    const place = this.#chunks.find(at);
    if (place?.copies.length === 0) {
      notes.add(ELSEWHERE);
      return undefined;
    }
    const copies = (place?.copies ?? []).filter((copy) => copy + nodeBytes <= this.#source.size);
    let damagedNode: BtrfsNode | undefined;
    for (const copy of copies) {
      const bytes = Buffer.from(this.#source.read(copy, nodeBytes));
      const isWanted =
        number64(bytes, 48) === at &&
        bytes[100] === level &&
        (generation === undefined || number64(bytes, 80) === generation);
      if (!isWanted) continue;
      const isSound = isSumRight(sumKind, bytes.subarray(32), bytes);
      const node = new BtrfsNode(bytes, isSound);
      if (isSound) {
        this.#covered.addNode(node, copy, copies);
        return node;
      }
      damagedNode ??= node;
    }
    notes.add(damagedNode === undefined ? 'nodes that are not where they should be' : 'nodes with a wrong checksum');
    return damagedNode;
  }
}

/** Whether a branch is a leaf met before that begins with an inode, as the next one does: then nothing in it continues elsewhere. */
function isWholeLeaf(node: BtrfsNode, index: number, met: MetLeaves): boolean {
  if (node.level !== 1 || index + 1 >= node.count) return false;
  const { at, generation } = node.branch(index);
  return met.has(at, generation) && node.key(index).type === TYPE.inode && node.key(index + 1).type === TYPE.inode;
}

/** Of two unsorted keys, whether the first is the wrong one: when the second one fits the key before both. */
function isWrongBeforeNext(node: BtrfsNode, index: number, last: Key | undefined): boolean {
  if (index + 1 === node.count) return false;
  const next = node.key(index + 1);
  return !isBefore(node.key(index), next) && (last === undefined || !isBefore(next, last));
}

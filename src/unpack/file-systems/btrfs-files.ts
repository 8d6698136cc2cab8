/** The files of btrfs subvolumes, each a tree of its own, by their paths. */
import { createHash, type Hash } from 'node:crypto';
import type { Budget } from '../../bytes/budget.ts';
import { BudgetError } from '../../model/errors.ts';
import type { Entry } from '../container/container.ts';
import { pathIn } from '../container/file-tree.ts';
import type { BtrfsData } from './btrfs-data.ts';
import { type Inode, isPlain, type Name, readExtent, readInode, readName, readRoot, TYPE } from './btrfs-items.ts';
import type { Item } from './btrfs-node.ts';
import { BtrfsPaths, type Subvolume, type SubvolumeName, TOP } from './btrfs-paths.ts';
import { special, type TreePlace } from './btrfs-super.ts';
import { BtrfsNotes, type BtrfsTrees, MetLeaves } from './btrfs-trees.ts';

/** Tree ids. Trees from the first subvolume on hold files, up to those with negative ids. */
const [ROOTS, CHUNKS, SUMS, FIRST_SUBVOLUME, LAST_SUBVOLUME] = [1, 3, 7, 256, 2 ** 52];
/** Relocation trees, whose nodes may be partly gone. */
const MOVED = special(-8);
const MAX_TREES = 1 << 16;
/** Limit on remembered files, which spare reading them again from another snapshot: some 50 MiB. */
const MAX_KNOWN = 1 << 19;
/** Characters of a SHA-256. */
const KNOWN_CHARACTERS = 16;

/** What successive items say about an inode. */
interface Met {
  readonly id: number;
  inode: Inode | undefined;
  name: Name | undefined;
  hasExtents: boolean;
  /** Its extents hold more than a link's path. */
  hasContent: boolean;
  /** All of its items were met in another tree. */
  isShared: boolean;
}

/** The tree of chunks, the tree of the other trees, and the logs: recent writes that are in no other tree yet. */
interface Roots {
  readonly roots: TreePlace;
  readonly chunks: TreePlace;
  readonly logs: TreePlace | undefined;
}

export class BtrfsFiles {
  readonly #trees: BtrfsTrees;
  readonly #data: BtrfsData;
  readonly #notes: BtrfsNotes;
  readonly #paths: BtrfsPaths;
  readonly #subvolumes = new Map<number, Subvolume>();
  readonly #subvolumeNames = new Map<number, SubvolumeName>();
  /** All trees except those of roots and of chunks, each once, keyed by its place. */
  readonly #all = new Map<string, Subvolume>();
  readonly #metLeaves = new MetLeaves();
  readonly #known = new Set<string>();

  constructor(trees: BtrfsTrees, data: BtrfsData, notes: BtrfsNotes, budget: Budget) {
    this.#trees = trees;
    this.#data = data;
    this.#notes = notes;
    this.#paths = new BtrfsPaths(trees, budget);
  }

  /** Files of all subvolumes. Other trees are walked too: they should hold no files, except for a cache in the tree of roots. */
  async *entries({ roots, chunks, logs }: Roots): AsyncGenerator<Entry> {
    this.#readRoots(roots);
    const reportedBefore = new BtrfsNotes();
    yield* this.#files({ id: CHUNKS, place: chunks, notes: reportedBefore }, `[tree ${CHUNKS}]`);
    yield* this.#files({ id: ROOTS, place: roots, notes: reportedBefore }, `[tree ${ROOTS}]`);
    const all = [...this.#all.values()];
    for (const tree of all) if (!isSubvolume(tree.id)) yield* this.#files(tree, `[tree ${numberOf(tree.id)}]`);
    for (const tree of all) if (isSubvolume(tree.id)) yield* this.#files(tree, this.#pathOf(tree.id));
    if (logs === undefined) return;
    // The tree of logs holds no files, either.
    yield* this.#files({ id: ROOTS, place: logs, notes: reportedBefore }, '[tree of logs]');
    for (const item of this.#trees.items(logs, this.#notes)) {
      const place = item.type === TYPE.root ? readRoot(item) : undefined;
      // The id of its subvolume takes the place of an offset.
      if (place !== undefined) yield* this.#files({ id: item.offset, place, notes: this.#notes }, '[log]');
    }
  }

  #readRoots(roots: TreePlace): void {
    for (const item of this.#trees.items(roots, this.#notes)) {
      if (item.type === TYPE.rootBackref) this.#nameSubvolume(item);
      const root = item.type === TYPE.root ? readRoot(item) : undefined;
      if (item.type === TYPE.root && root === undefined) this.#notes.add('trees whose root is damaged');
      if (root === undefined) continue;
      const { isDeleted, ...place } = root;
      if (item.id === SUMS) this.#data.packed.sums = place;
      // A snapshot that nobody has changed since is the same tree.
      const key = `${place.at}/${place.generation}/${place.level}`;
      const known = this.#all.get(key);
      if (this.#all.size === MAX_TREES)
        throw new BudgetError(`the file system has more than ${MAX_TREES} trees; mount it, and scan its files`);
      // Parts of a tree that is being deleted or relocated may be gone.
      const notes = isDeleted || item.id === MOVED ? new BtrfsNotes() : this.#notes;
      const tree = { id: item.id, place, notes };
      if (known === undefined || (known.notes !== this.#notes && notes === this.#notes)) this.#all.set(key, tree);
      if (isSubvolume(item.id) && this.#subvolumes.size < MAX_TREES) this.#subvolumes.set(item.id, tree);
    }
    if (!this.#subvolumes.has(TOP)) this.#notes.add('trees of files that are not there');
  }

  #nameSubvolume(item: Item): void {
    const name = readName(item);
    if (this.#subvolumes.has(item.id) && name !== undefined)
      this.#subvolumeNames.set(item.id, { ...name, subvolume: item.offset });
  }

  #pathOf(id: number): string {
    return this.#paths.ofSubvolume(id, this.#subvolumes, this.#subvolumeNames);
  }

  async *#files(tree: Subvolume, prefix: string): AsyncGenerator<Entry> {
    const { place, notes } = tree;
    let met: Met | undefined;
    for (const item of this.#trees.items(place, notes, undefined, this.#metLeaves)) {
      if (item.id !== met?.id) {
        if (met !== undefined) yield* this.#fileOf(met, tree, prefix);
        met = newMet(item.id);
      }
      take(met, item, notes);
    }
    if (met !== undefined) yield* this.#fileOf(met, tree, prefix);
  }

  *#fileOf(met: Met, tree: Subvolume, prefix: string): Generator<Entry> {
    const { id, name, inode } = met;
    if (met.isShared) return;
    if (inode === undefined && met.hasExtents) tree.notes.add('files without an inode');
    const isEntry = inode?.kind === 'file' || (inode?.kind === 'link' ? met.hasContent : met.hasExtents);
    if (!isEntry || this.#isKnown(met, tree)) return;
    const inner = name === undefined ? `inode ${id}` : pathIn(this.#paths.folder(tree.place, name.parent), name.name);
    yield {
      name: pathIn(prefix, inner),
      open: () => this.#data.read({ tree: tree.place, id, size: inode?.size ?? Number.POSITIVE_INFINITY }),
    };
  }

  /**
   * Snapshots of a subvolume share most files: same number, name, size and extents. For files without extents, equal names and content
   * would suffice, so these count as known only within one node.
   */
  #isKnown({ id }: Met, { place }: Subvolume): boolean {
    if (this.#subvolumes.size <= 1) return false;
    const hash = createHash('sha256');
    let hasStored = false;
    let node = 0;
    const reportedBefore = new BtrfsNotes();
    for (const item of this.#trees.items(place, reportedBefore, { id, type: 0, offset: 0 })) {
      if (item.id > id) break;
      if (item.id < id) continue;
      if (item.type === TYPE.inode) node = item.node;
      hasStored ||= item.type === TYPE.extentData && readExtent(item)?.kind === 'stored';
      addTo(hash, item);
    }
    if (!hasStored) hash.update(`in node ${node}`);
    const key = hash.digest().toString('latin1', 0, KNOWN_CHARACTERS);
    if (this.#known.has(key)) return true;
    if (this.#known.size < MAX_KNOWN) this.#known.add(key);
    return false;
  }
}

function isSubvolume(id: number): boolean {
  return id === TOP || (id >= FIRST_SUBVOLUME && id < LAST_SUBVOLUME);
}

/** Restores a negative id. */
function numberOf(id: number): number {
  return id < LAST_SUBVOLUME ? id : id - special(0);
}

/** Adds what identifies a file; each part with its length, so that two parts cannot be confused with one. */
function addTo(hash: Hash, item: Item): void {
  const { type, offset, data } = item;
  if (type === TYPE.inode) hash.update(`inode ${item.id} ${readInode(item)?.size} `);
  else if (type === TYPE.inodeRef || type === TYPE.inodeExtref)
    hash.update(`name ${offset} ${data.length} `).update(data);
  // Everything but the generation.
  else if (type === TYPE.extentData) hash.update(`extent ${offset} ${data.length} `).update(data.subarray(8));
}

function newMet(id: number): Met {
  return { id, inode: undefined, name: undefined, hasExtents: false, hasContent: false, isShared: true };
}

function take(met: Met, item: Item, notes: BtrfsNotes): void {
  const { type } = item;
  met.isShared &&= item.isMet;
  if (type === TYPE.inode) {
    // The first one counts; there is no other legitimate one.
    if (item.offset !== 0 || met.inode !== undefined) notes.add('inodes that are there twice');
    else met.inode = readInode(item);
  } else if (type === TYPE.inodeRef || type === TYPE.inodeExtref) {
    const name = readName(item);
    if (name === undefined) notes.add('names that are damaged');
    met.name ??= name;
  } else if (type === TYPE.extentData) {
    met.hasExtents = true;
    const extent = readExtent(item);
    met.hasContent ||= extent?.kind !== 'inline' || extent.packing !== 0 || !isPath(extent.inline);
  }
}

/** mkfs.btrfs 6.14 ends a link's path with a zero byte, the kernel does not. */
function isPath(bytes: Uint8Array): boolean {
  return isPlain(bytes.at(-1) === 0 ? bytes.subarray(0, -1) : bytes);
}

/** Files of the subvolumes of btrfs, which are trees of their own, by their paths. */
import { createHash, type Hash } from 'node:crypto';
import type { Budget } from '../../bytes/budget.ts';
import { BudgetError } from '../../model/errors.ts';
import type { Entry } from '../container/container.ts';
import { pathIn } from '../container/file-tree.ts';
import type { BtrfsData } from './btrfs-data.ts';
import { type Name, readExtent, readInode, readName, readRoot, TYPE } from './btrfs-items.ts';
import type { Item } from './btrfs-node.ts';
import { special, type TreePlace } from './btrfs-super.ts';
import { BtrfsNotes, type BtrfsTrees } from './btrfs-trees.ts';

/** Ids of trees. From the first subvolume on trees hold files, up to those with a number below zero. */
const [TOP, SUMS, FIRST_SUBVOLUME, LAST_SUBVOLUME] = [5, 7, 256, 2 ** 52];
/** Of trees whose nodes are moved elsewhere, some of which may be gone. */
const MOVED = special(-8);
/** Of a subvolume. */
const ROOT_DIRECTORY = 256;
const MAX_SUBVOLUMES = 1 << 16;
/** Directories in one another; Linux lets a path be so long. */
const MAX_DEPTH = 2048;
/** Paths of directories that are kept. */
const KEPT_PATHS = 1 << 12;
/** Files that are kept in mind, lest another snapshot's are read once more: some 50 MiB. */
const MAX_KNOWN = 1 << 19;
/** Of a SHA-256. */
const KNOWN_CHARACTERS = 16;

interface Subvolume {
  readonly id: number;
  readonly place: TreePlace;
  readonly notes: BtrfsNotes;
  /** In another one. */
  name?: Name & { readonly subvolume: number };
}

/** What the items of an inode tell, one after the other. */
interface Met {
  readonly id: number;
  size: number;
  isFile: boolean | undefined;
  name: Name | undefined;
  hasExtents: boolean;
  /** Some of its content lies outside of trees. */
  hasStored: boolean;
  /** The node of its inode. */
  node: number;
  readonly hash: Hash;
}

export class BtrfsFiles {
  readonly #trees: BtrfsTrees;
  readonly #data: BtrfsData;
  readonly #notes: BtrfsNotes;
  readonly #budget: Budget;
  readonly #subvolumes = new Map<number, Subvolume>();
  /** Of the subvolume that is gone through. */
  readonly #paths = new Map<number, string>();
  readonly #known = new Set<string>();

  constructor(trees: BtrfsTrees, data: BtrfsData, notes: BtrfsNotes, budget: Budget) {
    this.#trees = trees;
    this.#data = data;
    this.#notes = notes;
    this.#budget = budget;
  }

  /** Files of all subvolumes; all other trees that the tree of roots names are gone through. */
  async *entries(roots: TreePlace, logs: TreePlace | undefined): AsyncGenerator<Entry> {
    this.#readRoots(roots);
    const done = new Set<number>();
    for (const subvolume of this.#subvolumes.values()) {
      // A snapshot of what nobody has changed since.
      if (done.has(subvolume.place.at)) continue;
      done.add(subvolume.place.at);
      yield* this.#files(subvolume, this.#pathOf(subvolume));
    }
    if (logs === undefined) return;
    for (const item of this.#trees.items(logs, this.#notes)) {
      const place = item.type === TYPE.root ? readRoot(item) : undefined;
      // Which subvolume it is of stands where else there is an offset.
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
      // Of what is being deleted, or moved, parts are gone.
      const notes = isDeleted || item.id === MOVED ? new BtrfsNotes() : this.#notes;
      if (item.id === SUMS) this.#data.sums = place;
      if (item.id === TOP || (item.id >= FIRST_SUBVOLUME && item.id < LAST_SUBVOLUME)) {
        if (this.#subvolumes.size === MAX_SUBVOLUMES)
          throw new BudgetError(
            `the file system has more than ${MAX_SUBVOLUMES} subvolumes; mount it, and scan its files`,
          );
        this.#subvolumes.set(item.id, { id: item.id, place, notes });
      } else for (const _ of this.#trees.items(place, notes));
    }
    if (!this.#subvolumes.has(TOP)) this.#notes.add('trees of files that are not there');
  }

  #nameSubvolume(item: Item): void {
    const subvolume = this.#subvolumes.get(item.id);
    const name = readName(item);
    if (subvolume !== undefined && name !== undefined) subvolume.name = { ...name, subvolume: item.offset };
  }

  #pathOf(subvolume: Subvolume): string {
    if (subvolume.id === TOP) return '';
    let path = '';
    let one: Subvolume | undefined = subvolume;
    for (let depth = 0; one !== undefined && one.id !== TOP; depth++) {
      const { name }: Subvolume = one;
      if (name === undefined || depth === MAX_DEPTH) return under(`[subvolume ${one.id}]`, path);
      one = this.#subvolumes.get(name.subvolume);
      this.#paths.clear();
      const folder = one === undefined ? `[subvolume ${name.subvolume}]` : this.#folder(one, name.parent);
      path = under(pathIn(folder, name.name), path);
    }
    return path;
  }

  async *#files(subvolume: Subvolume, prefix: string): AsyncGenerator<Entry> {
    const { place, notes } = subvolume;
    this.#paths.clear();
    let met: Met | undefined;
    for (const item of this.#trees.items(place, notes)) {
      if (item.id !== met?.id) {
        if (met !== undefined) yield* this.#fileOf(met, subvolume, prefix);
        met = newMet(item.id);
      }
      take(met, item);
    }
    if (met !== undefined) yield* this.#fileOf(met, subvolume, prefix);
  }

  *#fileOf(met: Met, subvolume: Subvolume, prefix: string): Generator<Entry> {
    const { id, name, size, isFile } = met;
    if (isFile === undefined && met.hasExtents) subvolume.notes.add('files without an inode');
    if (!(isFile ?? met.hasExtents) || this.#isKnown(met)) return;
    const inner = name === undefined ? `inode ${id}` : pathIn(this.#folder(subvolume, name.parent), name.name);
    yield {
      name: pathIn(prefix, inner),
      open: () => this.#data.read({ tree: subvolume.place, id, size }),
    };
  }

  /**
   * Of snapshots of one subvolume most files are the same: by number, name, size and extents. Where there are no extents, two files of
   * one name and content would be, too: only those in one node are.
   */
  #isKnown({ hash, hasStored, node }: Met): boolean {
    if (this.#subvolumes.size === 1) return false;
    if (!hasStored) hash.update(`in node ${node}`);
    const key = hash.digest().toString('latin1', 0, KNOWN_CHARACTERS);
    if (this.#known.has(key)) return true;
    if (this.#known.size < MAX_KNOWN) this.#known.add(key);
    return false;
  }

  /** The path of a directory, whose parents are looked up. */
  #folder({ place }: Subvolume, directory: number): string {
    const open: { readonly id: number; readonly name: string }[] = [];
    let path = '';
    for (let id = directory; id !== ROOT_DIRECTORY; ) {
      const kept = this.#paths.get(id);
      const name = kept === undefined ? this.#nameOf(place, id) : undefined;
      if (kept !== undefined || name === undefined || open.length === MAX_DEPTH) {
        path = kept ?? `inode ${id}`;
        break;
      }
      open.push({ id, name: name.name });
      id = name.parent;
    }
    for (const { id, name } of open.reverse()) {
      path = pathIn(path, name);
      if (this.#paths.size === KEPT_PATHS) this.#paths.clear();
      this.#paths.set(id, path);
    }
    return path;
  }

  #nameOf(place: TreePlace, id: number): Name | undefined {
    this.#budget.checkTime();
    const from = { id, type: TYPE.inodeRef, offset: 0 };
    for (const item of this.#trees.items(place, new BtrfsNotes(), from)) {
      if (item.id > id || (item.id === id && item.type > TYPE.inodeExtref)) break;
      if (item.id === id && item.type >= TYPE.inodeRef) return readName(item);
    }
    return undefined;
  }
}

/** @param path possibly none */
function under(folder: string, path: string): string {
  return path === '' ? folder : pathIn(folder, path);
}

function newMet(id: number): Met {
  const size = Number.POSITIVE_INFINITY;
  return {
    id,
    size,
    isFile: undefined,
    name: undefined,
    hasExtents: false,
    hasStored: false,
    node: 0,
    hash: createHash('sha256'),
  };
}

function take(met: Met, item: Item): void {
  const { type, data } = item;
  if (type === TYPE.inode) {
    const inode = readInode(item);
    if (inode === undefined) return;
    met.size = inode.size;
    met.isFile = inode.isFile;
    met.node = item.node;
    met.hash.update(`${item.id} ${inode.size} `);
  } else if ((type === TYPE.inodeRef || type === TYPE.inodeExtref) && met.name === undefined) {
    met.name = readName(item);
    if (met.name !== undefined) met.hash.update(`${met.name.parent} ${met.name.name} `);
  } else if (type === TYPE.extentData) {
    met.hasExtents = true;
    const extent = readExtent(item);
    met.hasStored ||= extent?.kind === 'stored';
    // But for the generation.
    met.hash.update(`${item.offset} ${data.length} `).update(data.subarray(8));
  }
}

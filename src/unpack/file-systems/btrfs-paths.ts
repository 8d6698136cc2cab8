/** Paths of btrfs directories and subvolumes, each of which refers to its parent. */
import type { Budget } from '../../bytes/budget.ts';
import { pathIn } from '../container/file-tree.ts';
import { type Name, readName, TYPE } from './btrfs-items.ts';
import type { TreePlace } from './btrfs-super.ts';
import { BtrfsNotes, type BtrfsTrees } from './btrfs-trees.ts';

/** The subvolume that contains the others. */
export const TOP = 5;
/** The root of a subvolume. */
const ROOT_DIRECTORY = 256;
/** Nesting limit. Anything deeper, or with a longer path than Linux accepts, is named by its number. */
const [MAX_DEPTH, MAX_PATH] = [512, 4096];
/** Limits on cached paths, and on their characters. */
const [MAX_KEPT, MAX_KEPT_CHARACTERS] = [1 << 15, 4 << 20];

export interface Subvolume {
  readonly id: number;
  readonly place: TreePlace;
  readonly notes: BtrfsNotes;
}

/** The name of a subvolume, and the one that contains it. */
export interface SubvolumeName extends Name {
  readonly subvolume: number;
}

interface Path {
  readonly path: string;
  /** Infinite where it is no path. */
  readonly depth: number;
}

export class BtrfsPaths {
  readonly #trees: BtrfsTrees;
  readonly #budget: Budget;
  readonly #kept = new Map<string, Path>();
  #keptCharacters = 0;
  readonly #ofSubvolumes = new Map<number, string>([[TOP, '']]);

  constructor(trees: BtrfsTrees, budget: Budget) {
    this.#trees = trees;
    this.#budget = budget;
  }

  /** @param subvolumes by their ids */
  ofSubvolume(
    id: number,
    subvolumes: ReadonlyMap<number, Subvolume>,
    names: ReadonlyMap<number, SubvolumeName>,
  ): string {
    const open: { readonly id: number; readonly name: SubvolumeName }[] = [];
    let one = id;
    for (; !this.#ofSubvolumes.has(one); ) {
      this.#budget.checkTime();
      const name = names.get(one);
      if (name === undefined || open.length === MAX_DEPTH) break;
      open.push({ id: one, name });
      one = name.subvolume;
    }
    const isLost = open.length === MAX_DEPTH && !this.#ofSubvolumes.has(one);
    let path = this.#ofSubvolumes.get(one) ?? `[subvolume ${one}]`;
    if (isLost) path = `[subvolume ${id}]`;
    else
      for (const { id: inner, name } of open.reverse()) {
        const outer = subvolumes.get(name.subvolume);
        const folder = outer === undefined ? '' : this.folder(outer.place, name.parent);
        path = under(under(path, folder), name.name);
        if (path.length > MAX_PATH) path = `[subvolume ${inner}]`;
        this.#ofSubvolumes.set(inner, path);
      }
    this.#ofSubvolumes.set(id, path);
    return path;
  }

  /** The path of a directory in its subvolume, found through its parents. */
  folder(place: TreePlace, directory: number): string {
    const open: { readonly id: number; readonly name: string }[] = [];
    let above: Path = { path: '', depth: 0 };
    for (let id = directory; id !== ROOT_DIRECTORY; ) {
      const kept = this.#get(place, id);
      const name = kept === undefined ? this.#nameOf(place, id) : undefined;
      if (kept !== undefined || name === undefined) {
        above = kept ?? { path: `inode ${id}`, depth: 1 };
        break;
      }
      // Those in between are not cached: their depth may be smaller.
      if (open.length === MAX_DEPTH) {
        const lost = { path: `inode ${directory}`, depth: Number.POSITIVE_INFINITY };
        this.#keep(place, directory, lost);
        return lost.path;
      }
      open.push({ id, name: name.name });
      id = name.parent;
    }
    for (const { id, name } of open.reverse()) {
      const [path, depth] = [pathIn(above.path, name), above.depth + 1];
      const isPath = depth <= MAX_DEPTH && path.length <= MAX_PATH;
      above = isPath ? { path, depth } : { path: `inode ${id}`, depth: Number.POSITIVE_INFINITY };
      this.#keep(place, id, above);
    }
    return above.path;
  }

  #get(place: TreePlace, id: number): Path | undefined {
    const key = keyOf(place, id);
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  #keep(place: TreePlace, id: number, path: Path): void {
    this.#kept.set(keyOf(place, id), path);
    this.#keptCharacters += path.path.length;
    for (const [key, oldest] of this.#kept) {
      if (this.#kept.size <= MAX_KEPT && this.#keptCharacters <= MAX_KEPT_CHARACTERS) break;
      this.#kept.delete(key);
      this.#keptCharacters -= oldest.path.length;
    }
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

function keyOf({ at, generation }: TreePlace, id: number): string {
  return `${at}/${generation}/${id}`;
}

/** @param folder possibly empty @param path possibly empty */
function under(folder: string, path: string): string {
  return path === '' ? folder : pathIn(folder, path);
}

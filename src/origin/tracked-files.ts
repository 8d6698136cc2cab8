import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkoutFoldersIn } from './checkout-folders.ts';
import { gitFolderOf, hashBytesOf } from './git-folder.ts';
import { NOTHING_TRACKED, type TrackedPaths, trackedPaths } from './git-index.ts';

/** A git checkout, or several in one folder. */
export interface Checkout {
  /** Absolute. Of several, the folder that they lie in. */
  readonly root: string;
  /** Of tracked regular files, those of submodules too, from the root, with forward slashes. Sorted. */
  readonly paths: readonly string[];
}

/** Of all that is read. 400,000 files have an index of some 40 MB, and 40 MB of names. */
const MAX_INDEX_BYTES = 256 << 20;
const MAX_NAME_CHARACTERS = 64 << 20;
/** Between a folder and the root of its checkout. */
const MAX_FOLDERS_UP = 64;
/** Submodules in submodules count too; the largest trees (Qt, Boost) have fewer than 200. */
const MAX_INDEXES = 500;

/** The checkout that `folder` lies in; undefined when it lies in none. Reads git's own files and runs nothing. */
export function checkoutAround(folder: string): Checkout | undefined {
  let root = resolve(folder);
  for (let up = 0; up < MAX_FOLDERS_UP; up++) {
    if (gitFolderOf(root) !== undefined) return { root, paths: pathsIn(root, ['']) };
    const parent = dirname(root);
    if (parent === root) return undefined;
    root = parent;
  }
  return undefined;
}

/** The one that `folder` lies in, or those that lie in it. */
export function checkoutsAt(folder: string): Checkout | undefined {
  const around = checkoutAround(folder);
  if (around !== undefined) return around;
  const [first, ...others] = checkoutFoldersIn(folder);
  if (first === undefined) return undefined;
  const root = resolve(folder);
  if (others.length > 0) return { root, paths: pathsIn(root, [first, ...others]) };
  const only = join(root, first);
  return { root: only, paths: pathsIn(only, ['']) };
}

/**
 * Tracked files of the checkouts in the folders `names`, which are paths from `root`, and of their submodules, as far as they are there.
 * None where git has none, or does not let us read them: then nothing is traced, and the report is the same otherwise.
 */
function pathsIn(root: string, names: readonly string[]): readonly string[] {
  const paths: string[] = [];
  const waiting = [...names];
  const left = { indexBytes: MAX_INDEX_BYTES, characters: MAX_NAME_CHARACTERS };
  for (let read = 0; read < MAX_INDEXES; read++) {
    const name = waiting.shift();
    if (name === undefined) break;
    const { files, submodules } = trackedIn(root, name, left);
    for (const file of files) {
      left.characters -= name.length + file.length;
      if (left.characters < 0) return paths.sort();
      paths.push(under(name, file));
    }
    waiting.push(...submodules.slice(0, MAX_INDEXES).map((submodule) => under(name, submodule)));
  }
  return paths.sort();
}

function trackedIn(root: string, name: string, left: { indexBytes: number }): TrackedPaths {
  const folder = join(root, name);
  try {
    const gitFolder = gitFolderOf(folder);
    // A link in place of a submodule may lead outside, or back: then it would hold itself.
    const isLinked = realpathSync.native(folder) !== join(realpathSync.native(root), name);
    if (gitFolder === undefined || isLinked) return NOTHING_TRACKED;
    const index = join(gitFolder, 'index');
    left.indexBytes -= statSync(index).size;
    return left.indexBytes < 0 ? NOTHING_TRACKED : trackedPaths(readFileSync(index), hashBytesOf(gitFolder));
  } catch {
    return NOTHING_TRACKED;
  }
}

function under(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

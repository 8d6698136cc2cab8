import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkoutFoldersIn } from './checkout-folders.ts';
import { gitFolderOf, hashBytesOf } from './git-folder.ts';
import { NOTHING_TRACKED, type TrackedPaths, trackedPaths } from './git-index.ts';

/** A git checkout, or several in one folder. */
export interface Checkout {
  /** Absolute. With several checkouts, the folder that contains them. */
  readonly root: string;
  /** Paths of tracked regular files, including those of submodules, from the root, with forward slashes. Sorted. */
  readonly paths: readonly string[];
}

/** Limits for everything that is read. 400,000 files have an index of some 40 MB, and 40 MB of names. */
const MAX_INDEX_BYTES = 256 << 20;
const MAX_NAME_CHARACTERS = 64 << 20;
/** Most levels between a folder and the root of its checkout. */
const MAX_FOLDERS_UP = 64;
/** Nested submodules count too; the largest trees (Qt, Boost) have fewer than 200. */
const MAX_INDEXES = 500;

/** The checkout that contains `folder`; undefined when there is none. Reads git's own files and runs nothing. */
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

/** The checkout that contains `folder`, or else those that it contains. */
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
 * Tracked files of the checkouts in the folders `names` (relative to `root`) and of their submodules, as far as those
 * are checked out. Empty when git has none, or they cannot be read: then nothing is traced, and the report is otherwise
 * the same.
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
    // A link in place of a submodule may lead outside, or back to a folder that contains it.
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

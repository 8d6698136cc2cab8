import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { trackedPaths } from './git-index.ts';

/** A git checkout. */
export interface Checkout {
  /** Absolute. */
  readonly root: string;
  /** Of tracked regular files, from the root, with forward slashes. Sorted. */
  readonly paths: readonly string[];
}

/** 400,000 files have an index of some 40 MB. */
const MAX_INDEX_BYTES = 256 << 20;
/** Between a folder and the root of its checkout. */
const MAX_FOLDERS_UP = 64;

/** The checkout that `folder` lies in; undefined when it lies in none. Reads git's own files and runs nothing. */
export function checkoutAround(folder: string): Checkout | undefined {
  let root = resolve(folder);
  for (let up = 0; up < MAX_FOLDERS_UP; up++) {
    const gitFolder = gitFolderOf(root);
    if (gitFolder !== undefined) return { root, paths: pathsIn(gitFolder) };
    const parent = dirname(root);
    if (parent === root) return undefined;
    root = parent;
  }
  return undefined;
}

/** `.git` is a folder, or, of a worktree and a submodule, a file that says where it is. */
function gitFolderOf(root: string): string | undefined {
  const path = join(root, '.git');
  try {
    const stats = lstatSync(path);
    if (stats.isDirectory()) return path;
    if (!stats.isFile() || stats.size > 4096) return undefined;
    const [, target] = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8')) ?? [];
    return target === undefined ? undefined : resolve(root, target.trim());
  } catch {
    return undefined;
  }
}

/** None where git has none, or does not let us read them: then nothing is traced, and the report is the same otherwise. */
function pathsIn(gitFolder: string): readonly string[] {
  try {
    const index = join(gitFolder, 'index');
    if (statSync(index).size > MAX_INDEX_BYTES) return [];
    return trackedPaths(readFileSync(index), hashBytesOf(gitFolder)).sort();
  } catch {
    return [];
  }
}

function hashBytesOf(gitFolder: string): 20 | 32 {
  try {
    const common = commonFolderOf(gitFolder);
    return /^\s*objectformat\s*=\s*sha256\s*$/im.test(readFileSync(join(common, 'config'), 'utf8')) ? 32 : 20;
  } catch {
    return 20;
  }
}

/** A worktree shares the configuration of the checkout that it was made from. */
function commonFolderOf(gitFolder: string): string {
  try {
    return resolve(gitFolder, readFileSync(join(gitFolder, 'commondir'), 'utf8').trim());
  } catch {
    return gitFolder;
  }
}

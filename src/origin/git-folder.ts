import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The git folder of a checkout. `.git` is that folder, or, in a worktree or submodule, a file that names it. */
export function gitFolderOf(root: string): string | undefined {
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

/** Bytes of the hashes by which git names objects: 20 for SHA-1, 32 for SHA-256. */
export function hashBytesOf(gitFolder: string): 20 | 32 {
  try {
    const common = commonFolderOf(gitFolder);
    return /^\s*objectformat\s*=\s*sha256\s*$/im.test(readFileSync(join(common, 'config'), 'utf8')) ? 32 : 20;
  } catch {
    return 20;
  }
}

/** The folder with the configuration: a worktree shares that of the checkout it was made from. */
function commonFolderOf(gitFolder: string): string {
  try {
    return resolve(gitFolder, readFileSync(join(gitFolder, 'commondir'), 'utf8').trim());
  } catch {
    return gitFolder;
  }
}

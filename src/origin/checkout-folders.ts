import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gitFolderOf } from './git-folder.ts';

/** `path: app`, `path: src/app`: nobody has been seen to go deeper. */
const MAX_DEPTH = 2;
/** What a build has left in the workspace has many folders, and no checkouts. */
const MAX_FOLDERS = 1000;

/**
 * Folders below `folder` that are git checkouts, as paths from it with forward slashes: actions/checkout puts them there (`path:`). Links
 * are not followed.
 */
export function checkoutFoldersIn(folder: string): readonly string[] {
  const found: string[] = [];
  const waiting = foldersIn(folder, '');
  for (let looked = 0; looked < MAX_FOLDERS; looked++) {
    const name = waiting.shift();
    if (name === undefined) break;
    if (gitFolderOf(join(folder, name)) !== undefined) found.push(name);
    else if (name.split('/').length < MAX_DEPTH) waiting.push(...foldersIn(folder, name));
  }
  return found.sort();
}

function foldersIn(folder: string, name: string): string[] {
  try {
    return readdirSync(join(folder, name), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => (name === '' ? entry.name : `${name}/${entry.name}`))
      .sort()
      .slice(0, MAX_FOLDERS);
  } catch {
    return [];
  }
}

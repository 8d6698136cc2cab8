import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gitFolderOf } from './git-folder.ts';

/** `path: app`, `path: src/app`: deeper ones have not been seen. */
const MAX_DEPTH = 2;
/** A build may leave many folders in the workspace that are no checkouts. */
const MAX_FOLDERS = 1000;

/**
 * Folders below `folder` that are git checkouts, as relative paths with forward slashes: actions/checkout makes them
 * when it is given `path:`. Links are not followed.
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

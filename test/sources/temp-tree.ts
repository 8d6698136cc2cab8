import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Path to what lies there: text of a file, `folder`, or where a link leads (from the folder that it lies in). */
export type Tree = Readonly<Record<string, 'file' | 'folder' | { readonly link: string }>>;

/** A temp folder with a tree in it, gone when the test ends. @returns its real path */
export function tempTree(tree: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'keysieve-tree-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, what] of Object.entries(tree)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (what === 'folder') mkdirSync(file, { recursive: true });
    else if (what === 'file') writeFileSync(file, path);
    // The kind matters on Windows only, where it must be known beforehand.
    else symlinkSync(what.link, file, what.link.endsWith('/') ? 'dir' : 'file');
  }
  return root;
}

/** A tree of files. */
export function files(...paths: readonly string[]): Tree {
  return Object.fromEntries(paths.map((path) => [path, 'file']));
}

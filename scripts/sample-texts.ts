import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Declarations, sources, documentation, data, source maps. Our own sources are left out, or each commit would change the tables. */
const FOLDERS = [
  '@types/node',
  'ajv',
  'assemblyscript/std',
  'dependency-cruiser',
  'fast-check',
  'typescript/lib',
  'vitest',
  'yauzl',
];
const ENDINGS = /\.(ts|mts|js|mjs|cjs|json|md|map)$/;
const MAX_FILE_BYTES = 1 << 20;

/**
 * Text like that which is scanned most, 17 MB: files of the development packages that package-lock.json pins, so that they are the same
 * everywhere.
 * @param root folder of package.json
 */
export function sampleTexts(root: string): readonly Uint8Array[] {
  const folders = FOLDERS.map((folder) => join(root, 'node_modules', folder));
  return folders
    .flatMap((folder) => [...filesBelow(folder)])
    .map((path) => readFileSync(path))
    .filter(({ length }) => length <= MAX_FILE_BYTES);
}

function* filesBelow(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile() && ENDINGS.test(entry.name)) yield path;
  }
}

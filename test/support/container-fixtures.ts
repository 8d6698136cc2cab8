import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Recipe } from '../recipes/recipe.ts';

/** A row of test/fixtures/containers/manifest.json. */
export interface FixtureRow extends Required<Omit<Recipe, 'packed' | 'unchecked' | 'note' | 'file'>> {
  readonly packed?: true;
  readonly unchecked?: true;
  readonly note?: string;
  /** With `.gz` when it is packed. */
  readonly file: string;
  readonly version: string;
  /** As it is kept. */
  readonly bytes: number;
  /** Whether the marker can be seen in the file as is. */
  readonly isVisible: boolean;
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'containers');

export const fixtureRows: readonly FixtureRow[] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/** The name and the bytes to be scanned. */
export function readFixture({ file, packed }: FixtureRow): { readonly name: string; readonly bytes: Buffer } {
  const kept = readFileSync(join(folder, file));
  return packed ? { name: file.replace(/\.gz$/, ''), bytes: gunzipSync(kept) } : { name: file, bytes: kept };
}

/** What is in the fixture of this name, which may be kept packed. */
export function fixtureBytes(name: string): Buffer {
  const row = fixtureRows.find(({ file }) => file === name || file === `${name}.gz`);
  if (row === undefined) throw new Error(`expected a fixture ${name}, found none in the manifest`);
  return readFixture(row).bytes;
}

/** Whether `path` is what `pattern` says, in which `*` stands for any characters. */
export function matchesPath(pattern: string, path: string): boolean {
  const [first = '', ...pieces] = pattern
    .split('*')
    .map((piece) => piece.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${[first, ...pieces].join('.*')}$`, 's').test(path);
}

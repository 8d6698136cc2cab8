/**
 * Makes test/fixtures/containers anew: `node test/recipes/make.ts`, or some of it: `node test/recipes/make.ts 7z 'zip-*'`.
 * On Debian 13 as root, with the packages that PROVENANCE.md names.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, matchesGlob } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FixtureRow } from '../support/container-fixtures.ts';
import { recipes } from './catalog.ts';
import { provenance } from './provenance.ts';
import { LONG, MARKER, NOTE, OTHER, type Recipe } from './recipe.ts';

const folder = join(import.meta.dirname, '..', 'fixtures', 'containers');
const manifestPath = join(folder, 'manifest.json');
const EPOCH_SECONDS = 1_700_000_000;
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const known: FixtureRow[] = existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : [];
const byFile = new Map(known.map((row) => [row.file, row]));

const failed: string[] = [];
for (const recipe of recipes) {
  const isWanted = wanted.length === 0 || wanted.some((pattern) => matchesGlob(recipe.file, pattern));
  if (!isWanted) continue;
  try {
    byFile.set(fileOf(recipe), make(recipe));
  } catch (error) {
    failed.push(`${recipe.file}: ${error instanceof Error ? error.message : error}`);
  }
}
const files = recipes.map(fileOf).filter((file) => byFile.has(file));
const rows = files.map((file) => byFile.get(file)!);
for (const file of readdirSync(folder))
  if (![...files, 'manifest.json', 'PROVENANCE.md', 'NOTICE'].includes(file)) rmSync(join(folder, file));
writeFileSync(manifestPath, `${JSON.stringify(rows, undefined, 1)}\n`);
writeFileSync(join(folder, 'PROVENANCE.md'), provenance(rows));
console.log(`${rows.length} fixtures, ${rows.reduce((sum, { bytes }) => sum + bytes, 0)} bytes`);
for (const failure of failed) console.error(failure);
if (failed.length > 0) process.exitCode = 1;

function fileOf({ file, packed }: Recipe): string {
  return packed ? `${file}.gz` : file;
}

function make(recipe: Recipe): FixtureRow {
  const work = mkdtempSync(join(tmpdir(), 'ks-'));
  try {
    const inputs = { 'note.txt': NOTE, 'long.txt': LONG, 'other.txt': OTHER };
    mkdirSync(join(work, 'in'));
    for (const [name, text] of Object.entries(inputs)) {
      writeFileSync(join(work, 'in', name), text, { mode: 0o644 });
      utimesSync(join(work, 'in', name), EPOCH_SECONDS, EPOCH_SECONDS);
    }
    const out = join(work, recipe.file);
    const env = {
      ...process.env,
      ...{ out, work, recipes: import.meta.dirname, root: join(import.meta.dirname, '..', '..') },
      ...{ MARKER, SOURCE_DATE_EPOCH: `${EPOCH_SECONDS}`, LC_ALL: 'C.UTF-8', TZ: 'UTC', HOME: work },
    };
    const script = `set -euo pipefail; umask 022; export PATH=/usr/bin:/usr/sbin:$PATH\n${recipe.run}`;
    execFileSync('bash', ['-c', script], { cwd: join(work, 'in'), env, stdio: ['ignore', 'pipe', 'pipe'] });
    return keep(recipe, readFileSync(out));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function keep(recipe: Recipe, bytes: Buffer): FixtureRow {
  const {
    opens,
    by,
    run,
    marks = ['!/note.txt'],
    also = [],
    gaps = [],
    packed,
    unchecked,
    marker = MARKER,
    note,
  } = recipe;
  const kept = packed ? gzipSync(bytes, { level: 9 }) : bytes;
  const file = fileOf(recipe);
  writeFileSync(join(folder, file), kept);
  return {
    ...{ file, opens, by, version: versionOf(by), run, marks, also, gaps, bytes: kept.length, marker },
    ...(packed && { packed }),
    ...(unchecked && { unchecked }),
    isVisible: bytes.includes(marker),
    ...(note && { note }),
  };
}

function versionOf(by: string): string {
  if (by.startsWith('http')) return '';
  if (!by.startsWith('npm:')) return execFileSync('dpkg-query', ['-W', '-f', '$' + '{Version}', by]).toString();
  return by.slice(by.lastIndexOf('@') + 1);
}

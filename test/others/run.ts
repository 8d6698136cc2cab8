/**
 * `npm run test:others -- FOLDER [PACKAGE …]`: what other projects try their readers with. Fetches the sources of packages.ts with
 * `apt-get source` into FOLDER, which is used again, scans each as it comes, and compares gaps and findings with EXPECTED.json:
 * broken archives that were no gap any more, sound ones that are one, keys that are not found any more. `--write` writes it anew: each line
 * that changes is to be looked at. Of a package in another version the difference is told and fails nothing. Needs sources in apt's list
 * (`Types: deb-src`).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKAGES } from './packages.ts';

interface Summary {
  /** Archives as they were fetched: their names hold the version. */
  readonly files: readonly string[];
  /** By code. */
  readonly gaps: Counts;
  /** By rule and confidence, of medium confidence or better. */
  readonly findings: Counts;
}
type Counts = Readonly<Record<string, number>>;

const EXPECTED = join(import.meta.dirname, 'EXPECTED.json');
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const [folder, ...chosen] = words;
if (folder === undefined)
  throw new Error('expected a folder for the sources, found none: npm run test:others -- FOLDER');
const home = resolve(folder);

const expected: Record<string, Summary> = JSON.parse(readFileSync(EXPECTED, 'utf8'));
const found: Record<string, Summary> = {};
for (const name of PACKAGES.filter((one) => chosen.length === 0 || chosen.includes(one))) {
  const summary = scan(name);
  if (summary === undefined) continue;
  found[name] = summary;
  compare(name, expected[name], summary);
  // At once: a run of all takes half an hour.
  if (process.argv.includes('--write')) write();
}

function write(): void {
  const all = Object.entries({ ...expected, ...found }).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(EXPECTED, `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
}

function scan(name: string): Summary | undefined {
  const place = join(home, name);
  mkdirSync(place, { recursive: true });
  if (!isWhole(archivesIn(place)))
    spawnSync('apt-get', ['source', '--download-only', name], { cwd: place, stdio: ['ignore', 'ignore', 'ignore'] });
  const files = archivesIn(place);
  if (!isWhole(files)) {
    console.log(`${name}: apt-get cannot fetch it`);
    return undefined;
  }
  const report = join(home, `${name}.json`);
  const options = ['--json', report, '--quiet', '--max-seconds', '1800'];
  const { status } = spawnSync(process.execPath, [MAIN, 'scan', place, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0 && status !== 1) throw new Error(`the scan of ${name} ended with ${status}`);
  const { gaps, findings } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const told = findings.filter(({ confidence }) => confidence !== 'low');
  return {
    files,
    gaps: countsOf(gaps.map(({ code }) => code)),
    findings: countsOf(told.map(({ rule, confidence }) => `${rule} ${confidence}`)),
  };
}

interface Report {
  readonly gaps: readonly { readonly code: string }[];
  readonly findings: readonly { readonly rule: string; readonly confidence: string }[];
}

/** Debian's own part alone is what is there of a fetch that failed. */
function isWhole(files: readonly string[]): boolean {
  return files.some((file) => !file.includes('.debian.tar.'));
}

function archivesIn(place: string): string[] {
  return readdirSync(place).filter((file) => /\.tar\.[a-z0-9]+$/.test(file));
}

function countsOf(names: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function compare(name: string, before: Summary | undefined, now: Summary): void {
  if (before === undefined) {
    console.log(`${name}: new`);
    return;
  }
  const differences = [...differencesOf(before.gaps, now.gaps), ...differencesOf(before.findings, now.findings)];
  const isSame = before.files.join() === now.files.join();
  if (differences.length === 0) console.log(`${name}: as expected`);
  else
    console.log(
      `${name}${isSame ? '' : ', another version'}: ${differences.join('; ')} (${join(home, `${name}.json`)})`,
    );
  if (differences.length > 0 && isSame) process.exitCode = 1;
}

function differencesOf(before: Counts, now: Counts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((key) => before[key] !== now[key])
    .map((key) => `${key}: expected ${before[key] ?? 0}, found ${now[key] ?? 0}`);
}

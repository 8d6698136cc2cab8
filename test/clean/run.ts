/**
 * `npm run test:clean`: false alarms on what everyone uses. Fetches the packages of corpora.ts with the clients of npm and Debian into a
 * temporary folder, scans all of it, unpacked or packed as it comes, and writes RESULTS.md. `--keep` leaves the folder; a folder as
 * argument is used again: packages that are there are not fetched, and a set of which `npm.scanned.json` is there is not scanned, so that the
 * sets can be scanned one after another where there is no room for all. `--only=npm-sixth` takes the set with that folder, `--only=sixth` those
 * with that word in their name; both leave RESULTS.md as it is. What did not stand there before is listed last. Fails when a finding at
 * medium confidence or better is not explained in known.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { CORPORA, type Corpus } from './corpora.ts';
import { KNOWN } from './known.ts';
import { KNOWN_AGAIN } from './known-again.ts';
import { KNOWN_IN_EIGHTH } from './known-eighth.ts';
import { KNOWN_IN_ELEVENTH } from './known-eleventh.ts';
import { KNOWN_IN_FIFTEENTH } from './known-fifteenth.ts';
import { KNOWN_IN_FIFTH } from './known-fifth.ts';
import { KNOWN_IN_FOURTEENTH } from './known-fourteenth.ts';
import { KNOWN_IN_FOURTH } from './known-fourth.ts';
import { KNOWN_IN_NINETEENTH } from './known-nineteenth.ts';
import { KNOWN_IN_NINTH } from './known-ninth.ts';
import { KNOWN_IN_SEVENTEENTH } from './known-seventeenth.ts';
import { KNOWN_IN_SEVENTH } from './known-seventh.ts';
import { KNOWN_IN_SIXTEENTH } from './known-sixteenth.ts';
import { KNOWN_IN_SIXTH } from './known-sixth.ts';
import { KNOWN_IN_TENTH } from './known-tenth.ts';
import { KNOWN_IN_THIRTEENTH } from './known-thirteenth.ts';
import { KNOWN_IN_TWELFTH } from './known-twelfth.ts';
import { KNOWN_IN_TWENTIETH } from './known-twentieth.ts';
import { type Alarm, newRows, renderResults, type Scanned } from './results.ts';

const ALL_KNOWN = [
  ...[...KNOWN_IN_FOURTH, ...KNOWN, ...KNOWN_IN_FIFTH],
  ...[
    ...KNOWN_IN_SIXTH,
    ...KNOWN_IN_SEVENTH,
    ...KNOWN_IN_EIGHTH,
    ...KNOWN_IN_NINTH,
    ...KNOWN_IN_TENTH,
    ...KNOWN_IN_ELEVENTH,
    ...KNOWN_IN_TWELFTH,
    ...KNOWN_IN_THIRTEENTH,
    ...KNOWN_IN_FOURTEENTH,
    ...KNOWN_IN_FIFTEENTH,
    ...KNOWN_IN_SIXTEENTH,
    ...KNOWN_IN_SEVENTEENTH,
    ...KNOWN_IN_NINETEENTH,
    ...KNOWN_IN_TWENTIETH,
    ...KNOWN_AGAIN,
  ],
];
const ROOT = join(import.meta.dirname, '../..');
const RESULTS = join(import.meta.dirname, 'RESULTS.md');
const given = process.argv.slice(2).find((word) => !word.startsWith('--'));
const folder = given ?? mkdtempSync(join(tmpdir(), 'keysieve-clean-'));
const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length) ?? '';
const FETCH = { npm: fetchNpm, 'npm pack': fetchPacked, Debian: fetchDebian } as const;
const isKept = given !== undefined || process.argv.includes('--keep');

try {
  const one = CORPORA.filter((corpus) => corpus.folder === only);
  const chosen = one.length > 0 ? one : CORPORA.filter(({ name }) => name.includes(only));
  const corpora = chosen.map((corpus) => explained(scannedBefore(corpus) ?? scan(corpus)));
  const results = renderResults(corpora);
  const unseen = newRows(results, readFileSync(RESULTS, 'utf8'));
  if (only === '') writeFileSync(RESULTS, results);
  console.log(results);
  if (unseen.length > 0) console.log(`Not in RESULTS.md before, to be looked at:\n${unseen.join('\n')}`);
  if (corpora.some(({ alarms }) => alarms.some(({ reason }) => reason === undefined))) process.exitCode = 1;
} finally {
  if (isKept) console.log(`packages are in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}

/** With their dependencies, unpacked; nothing of them runs. */
function fetchNpm({ folder: name, packages }: Corpus): string {
  const home = join(folder, name);
  if (existsSync(join(home, 'node_modules'))) return home;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  const options = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--no-package-lock'];
  const install = (some: readonly string[]): boolean =>
    spawnSync('npm', ['install', ...options, ...some], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] }).status ===
    0;
  // A dependency of one of them may be gone from the registry: then each half by itself.
  const installAll = (some: readonly string[]): void => {
    if (install(some)) return;
    if (some.length === 1) console.log(`${some[0]}: npm cannot install it`);
    else for (const half of [some.slice(0, some.length / 2), some.slice(some.length / 2)]) installAll(half);
  };
  installAll(packages);
  return home;
}

/** As npm keeps them, without what they depend on. */
function fetchPacked({ folder: name, packages }: Corpus): string {
  const home = join(folder, name);
  if (existsSync(home)) return home;
  mkdirSync(home, { recursive: true });
  for (const one of packages) {
    const pack = ['pack', '--ignore-scripts', '--silent', one];
    const { status } = spawnSync('npm', pack, { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) console.log(`${one}: npm cannot pack it`);
  }
  return home;
}

/** As packages, which the scan opens. */
function fetchDebian({ folder: name, packages }: Corpus): string {
  const home = join(folder, name);
  if (existsSync(home)) return home;
  mkdirSync(home, { recursive: true });
  for (const one of packages) {
    const { status } = spawnSync('apt-get', ['download', one], { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) console.log(`${one}: apt-get knows no such package`);
  }
  return home;
}

function keptOf(corpus: Corpus): string {
  return join(folder, `${corpus.folder}.scanned.json`);
}

function scannedBefore(corpus: Corpus): Scanned | undefined {
  return existsSync(keptOf(corpus)) ? JSON.parse(readFileSync(keptOf(corpus), 'utf8')) : undefined;
}

function scan(corpus: Corpus): Scanned {
  const { name, folder: of, client, packages } = corpus;
  const home = FETCH[client](corpus);
  const report = join(folder, `${of}.json`);
  const since = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'src/cli/main.ts'), 'scan', home, '--json', report, '--quiet', '--max-seconds', '3600'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0 && status !== 1) throw new Error(`the scan of ${name} ended with ${status}`);
  const { findings, gaps, stats } = JSON.parse(readFileSync(report, 'utf8'));
  const alarms = (findings as Finding[])
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ rule, path, line, offset, confidence, severity, count }): Alarm => {
      return { rule, path: relative(home, path), at: line ?? offset, confidence, severity, count };
    });
  const scanned: Scanned = {
    name,
    day: new Date().toISOString().slice(0, 10),
    packages: client === 'npm' ? npmCount(home) : packages.length,
    bytes: stats.scannedBytes,
    artifacts: stats.artifacts,
    seconds: (performance.now() - since) / 1000,
    gaps: gaps.length,
    low: findings.length - alarms.length,
    alarms,
  };
  writeFileSync(keptOf(corpus), JSON.stringify(scanned));
  return scanned;
}

/** With the reasons of today, whenever it was scanned. */
function explained(scanned: Scanned): Scanned {
  const alarms = scanned.alarms.map((alarm): Alarm => {
    const known = ALL_KNOWN.find(({ rules, path }) => rules.test(alarm.rule) && path.test(alarm.path));
    return known === undefined ? alarm : { ...alarm, reason: known.reason };
  });
  return { ...scanned, alarms };
}

interface Finding {
  readonly rule: string;
  readonly path: string;
  readonly line?: number;
  readonly offset: number;
  readonly confidence: string;
  readonly severity: string;
  readonly count: number;
}

function npmCount(home: string): number {
  const lock = join(home, 'node_modules/.package-lock.json');
  return statSync(lock).size === 0 ? 0 : Object.keys(JSON.parse(readFileSync(lock, 'utf8')).packages).length;
}

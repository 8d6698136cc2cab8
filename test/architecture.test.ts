import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const MAX_LINES = 300;
/** Files of other projects, and names of files that are examples, in comments of src. */
const OF_OTHERS = new Set(['internal-pattern.ts', 'src/shared/search.ts', 'access-token.ts', 'i-private-key.ts']);
/** By a name that is no literal, since the configuration has no types. */
const {
  ROOMS,
  INNER_ROOMS,
}: Record<'ROOMS' | 'INNER_ROOMS', Record<string, string[]>> = await import(
  pathToFileURL(join(ROOT, '.dependency-cruiser.mjs')).href
);

interface Report {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

/** What dependency-cruiser says of src in `root`. */
function cruise(root: string): Report {
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [tool, 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser gave no report: ${stderr}`);
  return JSON.parse(stdout);
}

/** All below `folder`, relative to the root and with forward slashes. */
function pathsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll(sep, '/')}`,
  );
}

/** Files of them that end with `ending`; AssemblyScript is another language. */
function filesBelow(folder: string, ending: string): string[] {
  return pathsBelow(folder)
    .filter((path) => path.endsWith(ending) && !path.startsWith('src/kernel/assembly/'))
    .sort();
}

const sources = filesBelow('src', '.ts');
const tests = filesBelow('test', '.ts');
const withoutRoom = (inner: string) => inner.slice(inner.indexOf('/') + 1);
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('the floor plan', () => {
  const { modules, summary } = cruise(ROOT);

  it('is checked over every file of src', () => {
    const seen = modules.map(({ source }) => source).filter((source) => source.startsWith('src/'));
    expect(seen.sort()).toEqual(sources);
    expect(sources.length).toBeGreaterThan(50);
  });

  it('is kept', () => {
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  });

  it('is the two tables of ARCHITECTURE.md', () => {
    const rows = [...textOf('ARCHITECTURE.md').matchAll(/^\| `([\w./-]+?)\/?` \| .* \| ([^|]+) \|$/gm)];
    const table = rows.map(([, room, allowed]) => [room, allowed!.trim() === '—' ? [] : allowed!.trim().split(' ')]);
    const sorted = (plan: unknown[][]) =>
      Object.fromEntries(plan.map(([room, list]) => [room, [...(list as string[])].sort()]));
    // Rows of the second table name their neighbours without the room that all of them stand in.
    const inner = Object.entries(INNER_ROOMS).map(([room, list]) => [room, list.map((of) => withoutRoom(of))]);
    expect(sorted(table)).toEqual(sorted([...Object.entries(ROOMS), ...inner]));
  });
});

describe('a wrong import fails the check', () => {
  const wrong: [what: string, file: string, text: string, rule: string][] = [
    ['a detector that reads a file', 'src/detect/text/reads.ts', "import 'node:fs';", 'node-fs'],
    ['a detector that reads a file later', 'src/detect/text/waits.ts', "import 'node:fs/promises';", 'node-fs'],
    [
      'a detector that imports a report',
      'src/detect/text/reports.ts',
      "import '../../report/escape.ts';",
      'room-detect',
    ],
    ['policy that knows GitHub', 'src/policy/comments.ts', "import '@actions/core';", 'package-@actions/core'],
    ['an archive that knows the walk', 'src/unpack/archives/y.ts', "import '../walk/walker.ts';", 'inner-room-unpack'],
    [
      'arithmetic that knows a text',
      'src/detect/proof/y.ts',
      "import '../text/keys/key-text.ts';",
      'inner-room-detect/proof',
    ],
    ['an inner room that the plan does not have', 'src/unpack/y/x.ts', 'export const x = 1;', 'no-new-inner-room'],
    ['a room that the plan does not have', 'src/utils/x.ts', 'export const x = 1;', 'no-new-room'],
    ['a package that nobody looked at', 'src/unpack/other.ts', "import 'tar-stream';", 'known-packages-only'],
    ['a detector that opens a connection', 'src/detect/text/calls.ts', "import 'node:https';", 'node-(net|http'],
  ];
  const copy = mkdtempSync(join(tmpdir(), 'keysieve-rooms-'));
  afterAll(() => rmSync(copy, { recursive: true }));
  cpSync(join(ROOT, 'src'), join(copy, 'src'), { recursive: true });
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const [, file, text] of wrong) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${text}\n`);
  }
  const { violations } = cruise(copy).summary;

  it.each(wrong)('%s', (_, file, __, rule) => {
    const names = violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(names.some((name) => name.startsWith(rule))).toBe(true);
  });
});

describe('every file', () => {
  it('of src has fewer than 300 lines', () => {
    const generated = (path: string) => path.startsWith('src/kernel/generated/');
    const all = pathsBelow('src').filter((path) => path.endsWith('.ts') && !generated(path));
    const long = all.filter((path) => textOf(path).split('\n').length > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('has a name in kebab-case', () => {
    const wrong = [...sources, ...tests].filter(
      (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.foreign)?\.ts$/.test(basename(path)),
    );
    expect(wrong).toEqual([]);
  });

  it('of src exports by name', () => {
    expect(sources.filter((path) => /^export default|export \{[^}]*\bas default\b/m.test(textOf(path)))).toEqual([]);
  });

  it('that a comment of src names exists', () => {
    const all = ['src', 'test', 'scripts'].flatMap(pathsBelow);
    const named = (line: string) => line.match(/(?<![\w*./{-])(?:[\w-]+\/)*[\w-]+\.ts\b/g) ?? [];
    const lost = sources.flatMap((path) =>
      textOf(path)
        .split('\n')
        .filter((line) => /^\s*(?:\/\/|\/?\*)/.test(line))
        .flatMap(named)
        .filter((name) => !OF_OTHERS.has(name) && !all.some((file) => `/${file}`.endsWith(`/${name}`)))
        .map((name) => `${path}: ${name}`),
    );
    expect(lost).toEqual([]);
  });

  it('of test runs all its tests', () => {
    const skips = /^\s*(?:it|test|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b/m;
    expect(tests.filter((path) => skips.test(textOf(path)))).toEqual([]);
  });
});

it('the version of the tool is that of package.json', async () => {
  const { VERSION } = await import('../src/model/version.ts');
  expect(VERSION).toBe(JSON.parse(textOf('package.json')).version);
});

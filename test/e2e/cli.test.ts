import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/model/version.ts';
import { rules } from '../../src/run.ts';
import { optionsOf } from '../../src/settings/settings.ts';
import { zipWith } from '../support/wrap.ts';
import { FULL_DISK, OWN_NODE, runCli, SECRETS } from './dist.ts';

let folder: string;
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
SECRETS.add(pem.split('\n')[1]!);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keysieve-cli-'));
  writeFileSync(join(folder, 'leak.zip'), await zipWith('id.pem', Buffer.from(pem)));
  writeFileSync(join(folder, 'clean.txt'), 'nothing here\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line', () => {
  const node = OWN_NODE;
  const run = (args: string[], input?: Uint8Array) => runCli(args, { node, cwd: folder, ...(input ? { input } : {}) });

  test('demo makes a leak, finds it proven, names the key, and exits 1', async () => {
    const { code, stdout, stderr } = await run(['demo']);
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toMatch(/proven/i);
    expect(stdout).toMatch(/[0-9a-f]{64}/);
    expect(stdout).toContain('service-report.json');
  });

  test('who does not read what went wrong gets the exit code all the same', async ({ signal }) => {
    const child = spawn(node, [resolve('dist/cli.js'), 'scan', 'missing.txt'], { cwd: folder, signal });
    child.stderr.destroy();
    expect(await once(child, 'close')).toEqual([2, null]);
  });

  test('a disk that is full when the report is written hides no finding', async () => {
    const options = { node, cwd: folder, env: { NODE_OPTIONS: FULL_DISK } };
    const { code, stdout, stderr } = await runCli(['scan', 'leak.zip', '--json', 'out.json'], options);
    expect([code, stderr]).toEqual([2, expect.stringContaining('out.json: cannot write the report: ENOSPC')]);
    expect(stdout).toContain('leak.zip!/id.pem');
  });

  test('exit codes: 0 clean, 1 found, 2 usage', async () => {
    expect((await run(['scan', 'clean.txt'])).code).toBe(0);
    expect((await run(['scan', 'clean.txt', 'leak.zip'])).code).toBe(1);
    for (const args of [
      ['scan', 'missing.txt'],
      ['scan'],
      ['scan', 'clean.txt', '--no-such-option'],
      ['scan', 'clean.txt', '--json', 'no/such/folder/out.json'],
      ['scan', 'clean.txt', '--json', `../${basename(folder)}`],
      ['scan', 'clean.txt', '--json', 'out.json', '--sarif', './out.json'],
      ['scan', 'clean.txt', '--sarif', `../${basename(folder)}/clean.txt`],
      ['scan', 'leak.zip', '--json', './leak.zip'],
      ['rules', '--fail-on', 'sometimes'],
      ['frobnicate'],
      [],
    ]) {
      const { code, stderr, stdout } = await run(args);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
      expect(stderr).not.toMatch(/keysieve: internal error|at .*\.js:/);
    }
  });

  test('worker threads find the same as the main thread', async () => {
    const [inline, threaded] = await Promise.all(['0', '2'].map((threads) => run(['scan', '.', '--threads', threads])));
    expect(threaded!.code).toBe(1);
    const untimed = (text: string) => text.replace(/in \d+\.\d s/, '');
    expect(untimed(threaded!.stdout)).toBe(untimed(inline!.stdout));
  });

  test('a report in the place of standard output is all that is there', async () => {
    for (const [option, key] of [
      ['--json', 'findings'],
      ['--sarif', 'runs'],
    ] as const) {
      const { code, stdout, stderr } = await run(['scan', '-', option, '-'], await zipWith('id.pem', Buffer.from(pem)));
      expect(code).toBe(1);
      expect(JSON.parse(stdout)[key]).toHaveLength(1);
      expect(stderr).toContain('id.pem');
    }
    expect(existsSync(join(folder, '-'))).toBe(false);
    for (const args of [
      ['scan', 'leak.zip', '--json', '-', '--sarif', '-'],
      ['baseline', 'leak.zip', '--json', '-'],
    ])
      expect(await run(args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('found "-"') });
  });

  test('- reads standard input', async () => {
    const { code, stdout } = await run(['scan', '-'], await zipWith('deep/id.pem', Buffer.from(pem)));
    expect(code).toBe(1);
    expect(stdout).toContain('-!/deep/id.pem');
  });
});

/** Without gdb there is no core, which the demo otherwise takes five seconds to scan. */
const WITHOUT_GDB = { ...process.env, PATH: '' };

test('demo says nothing when who reads it has seen enough', async () => {
  const child = spawn(OWN_NODE, [resolve('dist/cli.js'), 'demo'], { cwd: folder, env: WITHOUT_GDB });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect([code, Buffer.concat(complaints).toString()]).toEqual([1, '']);
});

// No system but Linux has such a device.
test.each([
  ['a report', ['scan', 'clean.txt']],
  ['what is written in parts', ['demo']],
])('standard output that is full is told in one sentence, and is not clean: %s', async (_, command) => {
  const full = existsSync('/dev/full') ? openSync('/dev/full', 'w') : 'ignore';
  const child = spawn(OWN_NODE, [resolve('dist/cli.js'), ...command], {
    cwd: folder,
    env: WITHOUT_GDB,
    stdio: ['ignore', full, 'pipe'],
  });
  const complaints: Buffer[] = [];
  child.stderr!.on('data', (chunk: Buffer) => complaints.push(chunk));
  const [code] = await once(child, 'close');
  const told = 'keysieve: cannot write to standard output: ENOSPC; send it where there is room\n';
  expect([code, Buffer.concat(complaints).toString()]).toEqual(
    full === 'ignore' ? [command[0] === 'demo' ? 1 : 0, ''] : [2, told],
  );
  if (full !== 'ignore') closeSync(full);
});

test('operands are taken as they are, whatever characters they have', async () => {
  const odd = mkdtempSync(join(tmpdir(), 'keysieve-odd-'));
  for (const name of ['a', 'b', 'x']) writeFileSync(join(odd, name), 'clean\n');
  for (const name of ['a\nb', 'x ', '-']) writeFileSync(join(odd, name), pem);
  for (const name of ['a\nb', 'x ', '-']) expect((await runCli(['scan', name], { cwd: odd })).code).toBe(1);
  expect((await runCli(['scan', 'a', 'b', 'x'], { cwd: odd })).code).toBe(0);
  rmSync(odd, { recursive: true });
});

describe('rules', () => {
  const compareIds = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  /** Made of the sources by `npm run generate`. */
  const table = readFileSync('docs/rules.md', 'utf8');
  const documented = [...table.matchAll(/^\| `([\w-]+)`<br>.*? \| .*? ?\| (\w+) \| (\w+) \|/gm)]
    .map(([, ...row]) => row)
    .toSorted();

  test('lists every rule with its severity', async () => {
    const { code, stdout } = await runCli(['rules']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ +/, 3)).toSorted()).toEqual(documented);
  });

  test('prints what is known as JSON and as the table of docs/rules.md', async () => {
    const { stdout: json } = await runCli(['rules', '--format', 'json']);
    const { format, rules: listed } = JSON.parse(json);
    expect(format).toBe('keysieve-rules/1');
    // The exports of a module come in another order where it is bundled.
    expect(listed.toSorted(compareIds)).toEqual((await rules()).toSorted(compareIds));
    const { stdout: markdown } = await runCli(['rules', '--format', 'markdown']);
    expect(table).toContain(markdown);
  });

  test('tells all of the rules that are named', async () => {
    const { stdout } = await runCli(['rules', 'github-personal-token', 'private-key-pem']);
    expect(stdout).toMatch(/^github-personal-token {2}.*\n {2}provider {3}GitHub\n/);
    expect(stdout).toMatch(/^private-key-pem {2}.*\n {2}severity {3}critical\n/m);
  });

  test.each([
    [['no-such-rule'], 'no-such-rule: no such rule'],
    [['--format', 'yaml'], 'format: expected one of text, json, markdown, found "yaml"'],
  ])('%j is an error of usage', async (args, message) => {
    const { code, stderr } = await runCli(['rules', ...args]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });
});

test('demo takes no files', async () => {
  const { code, stderr } = await runCli(['demo', 'dist']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('demo: expected no further word') });
});

test.each([
  ['--format', 'json', 'rules'],
  ['--output', 'here.json', 'baseline'],
])('%s belongs to another command, and is an error of usage', async (option, value, owner) => {
  const { code, stderr } = await runCli(['scan', 'package.json', option, value]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `keysieve: ${option}: an option of keysieve ${owner}, not of keysieve scan; see keysieve --help\n`,
  });
});

test('an option whose value begins with a dash is told in one line', async () => {
  const { code, stderr } = await runCli(['scan', 'package.json', '--threads', '-1']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "keysieve: Option '--threads' argument is ambiguous; see keysieve --help\n",
  });
});

test('help names every option, and --version the version', async () => {
  const { stdout } = await runCli(['--help']);
  for (const [name] of optionsOf('cli')) if (name !== 'paths') expect(stdout).toContain(`--${name}`);
  expect((await runCli(['--version'])).stdout).toBe(`keysieve ${VERSION}\n`);
});

test('quiet prints nothing, and the exit code tells', async () => {
  expect(await runCli(['scan', 'leak.zip', '--quiet'], { cwd: folder })).toEqual({ code: 1, stdout: '', stderr: '' });
});

describe('a file that changes while it is read', () => {
  /** Something that a scan does once it has opened a file, in whatever thread. */
  const during = (action: string) =>
    `import fs from 'node:fs';
    const real = Uint8Array.prototype.copyWithin;
    Uint8Array.prototype.copyWithin = function (...given) { ${action}; return real.apply(this, given); };`;
  const gapsOf = async (size: number, action: string) => {
    writeFileSync(join(folder, 'changing.bin'), Buffer.alloc(size, 'what stands here is of no interest. '));
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(during(action))}` };
    const { code } = await runCli(['scan', 'changing.bin', '--json', 'changing.json'], { cwd: folder, env });
    return { code, gaps: JSON.parse(readFileSync(join(folder, 'changing.json'), 'utf8')).gaps };
  };

  test.each([
    ['a small one', 3_000_000],
    ['one that is cut', 40_000_000],
  ])('%s is a gap when it becomes longer', async (_, size) => {
    const { code, gaps } = await gapsOf(size, 'fs.appendFileSync("changing.bin", "more")');
    expect(code).toBe(1);
    expect(gaps).toMatchObject([
      { path: 'changing.bin', code: 'unreadable', message: expect.stringContaining('became longer') },
    ]);
  });

  test('and when it becomes shorter', async () => {
    const { code, gaps } = await gapsOf(40_000_000, 'fs.truncateSync("changing.bin", 10)');
    expect(code).toBe(1);
    for (const gap of gaps) expect(gap).toMatchObject({ path: 'changing.bin', code: 'unreadable' });
  });
});

/** Repositories as git itself writes them. Needs git. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gitObject } from '../../src/unpack/git/git-object.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { list, observe } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const IDENTITY = ['-c', 'user.name=n', '-c', 'user.email=n@example.invalid', '-c', 'gc.auto=0'];

function git(repository: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', ['-C', join(folder, repository), ...IDENTITY, ...args], {
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });
}

/** Many versions of a few files, so that there are deltas. */
function repository(name: string, hash: string): void {
  execFileSync('git', ['init', '-q', `--object-format=${hash}`, join(folder, name)]);
  const random = seededRandom(1);
  const lines = Array.from({ length: 500 }, (_, index) => `${index} ${random.int(1e9)}`);
  for (let commit = 0; commit < 30; commit++) {
    lines[random.int(lines.length)] = `changed in ${commit}`;
    writeFileSync(join(folder, name, 'file'), lines.join('\n'));
    writeFileSync(join(folder, name, `noise${commit}`), random.bytes(20_000));
    git(name, ['add', '.']);
    git(name, ['commit', '-q', '-m', `commit ${commit}`]);
  }
  git(name, ['tag', '-a', '-m', 'a tag', 'v1']);
}
repository('sha1', 'sha1');
repository('sha256', 'sha256');

/** `<type> <id>` of everything but trees. */
function objectsOf(name: string): string[] {
  const lines = git(name, ['cat-file', '--batch-check=%(objecttype) %(objectname)', '--batch-all-objects']);
  return lines
    .toString()
    .split('\n')
    .filter((line) => /^(blob|commit|tag) /.test(line))
    .toSorted();
}

async function namesIn(bytes: Uint8Array): Promise<{ names: string[]; gaps: unknown[]; text: string }> {
  const { leaves, gaps } = await observe(bytes);
  const names = leaves.map(({ path }) => path.replace(/^.*!\//, '')).filter((name) => /^(blob|commit|tag) /.test(name));
  return { names: names.toSorted(), gaps, text: leaves.map(({ bytes: leaf }) => leaf.toString('latin1')).join('\n') };
}

test.each([
  ['sha1', []],
  ['sha1', ['--no-reuse-delta', '--depth=4000', '--window=50']],
  ['sha256', []],
])('a pack of all objects, %s %j', async (name, options) => {
  for (const offsets of [[], ['--delta-base-offset']]) {
    const pack = git(name, ['pack-objects', '--stdout', '--revs', '--all', ...offsets, ...options]);
    const { names, gaps, text } = await namesIn(pack);
    expect(gaps).toEqual([]);
    expect(names).toEqual(objectsOf(name));
    for (let commit = 0; commit < 30; commit++) expect(text).toContain(`changed in ${commit}`);
    expect(text).toContain('noise17');
  }
});

test('what git gc leaves', async () => {
  git('sha1', ['gc', '-q', '--aggressive']);
  const packs = join(folder, 'sha1/.git/objects/pack');
  const pack = readdirSync(packs).find((file) => file.endsWith('.pack'))!;
  const { names, gaps } = await namesIn(readFileSync(join(packs, pack)));
  expect([names, gaps]).toEqual([objectsOf('sha1'), []]);
});

test.each(['sha1', 'sha256'])('a bundle of all, and a thin one, %s', async (name) => {
  const path = join(folder, `${name}.bundle`);
  git(name, ['bundle', 'create', '-q', path, '--all']);
  const { names, gaps } = await namesIn(readFileSync(path));
  expect([names, gaps]).toEqual([objectsOf(name), []]);
  git(name, ['bundle', 'create', '-q', path, 'HEAD~3..HEAD']);
  const thin = await namesIn(readFileSync(path));
  expect(thin.gaps).toMatchObject([{ code: 'unsupported' }]);
  for (const commit of [27, 28, 29]) expect(thin.text).toContain(`changed in ${commit}`);
});

test('loose objects, whatever the compression', async () => {
  for (const level of ['0', '1', '9']) {
    const text = `level ${level} ${'text '.repeat(1000)}`;
    const id = git('sha1', ['-c', `core.looseCompression=${level}`, 'hash-object', '-w', '--stdin'], text);
    const [, prefix, rest] = /^(..)(.*)\n$/.exec(id.toString())!;
    const { entries, troubles } = await list(
      gitObject,
      readFileSync(join(folder, 'sha1/.git/objects', prefix!, rest!)),
    );
    expect(troubles).toEqual([]);
    expect(entries.map((entry) => [entry.name, entry.bytes.toString()])).toEqual([['blob', text]]);
  }
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { trackedPaths } from '../../src/origin/git-index.ts';
import { checkoutAround, checkoutsAt } from '../../src/origin/tracked-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysieve-checkout-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args], { cwd });

const NAMES = [
  'a',
  'a.txt',
  'dir/b',
  'dir/deep/c.ts',
  'dir/deep/c.tsx',
  'name with space',
  'schlüssel/日本',
  'z'.repeat(200),
];

function repository(...options: string[]): string {
  const root = join(folder, 'repository');
  mkdirSync(root);
  git(root, 'init', '--quiet', ...options);
  for (const name of NAMES) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), name);
  }
  git(root, 'add', '.');
  return root;
}

/** With one file, of its own name. */
function smallRepository(name: string): string {
  const root = join(folder, name);
  mkdirSync(root, { recursive: true });
  git(root, 'init', '--quiet');
  writeFileSync(join(root, `${basename(name)}.txt`), name);
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '--message', 'all');
  return root;
}

function addSubmodule(root: string, module: string, path: string): void {
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module, path);
  git(root, 'commit', '--quiet', '--message', 'submodule');
}

describe('tracked files, as git itself writes them down', () => {
  test.each([
    ['version 2', [], '2'],
    ['version 4', [], '4'],
    ['SHA-256', ['--object-format=sha256'], '2'],
    ['SHA-256 and version 4', ['--object-format=sha256'], '4'],
  ])('%s', (_, options, version) => {
    const root = repository(...options);
    git(root, 'update-index', '--index-version', version);
    expect(checkoutAround(root)).toEqual({ root, paths: [...NAMES].sort() });
  });

  it('with flags of version 3', () => {
    const root = repository();
    writeFileSync(join(root, 'later'), '');
    git(root, 'add', '--intent-to-add', 'later');
    expect(readFileSync(join(root, '.git/index')).readUInt32BE(4)).toBe(3);
    expect(checkoutAround(root)!.paths).toEqual([...NAMES, 'later'].sort());
  });

  it('seen from a folder inside', () => {
    const root = repository();
    expect(checkoutAround(join(root, 'dir/deep'))!.root).toBe(root);
  });

  it('of a worktree, whose .git is a file', () => {
    const root = repository('--object-format=sha256');
    git(root, 'commit', '--quiet', '--message', 'all');
    git(root, 'worktree', 'add', '--quiet', '../other');
    expect(checkoutAround(join(folder, 'other'))!.paths).toEqual([...NAMES].sort());
  });

  it('without links', () => {
    const root = repository();
    symlinkSync('/etc/passwd', join(root, 'link'));
    git(root, 'add', 'link');
    expect(checkoutAround(root)!.paths).toEqual([...NAMES].sort());
  });

  it('of submodules too, and of submodules in them, as far as they were checked out', () => {
    const [root, lib, deep] = ['app', 'lib', 'deep'].map((name) => smallRepository(name));
    addSubmodule(lib!, deep!, 'third party/deep');
    addSubmodule(root!, lib!, 'lib');
    const own = ['.gitmodules', 'app.txt', 'lib/.gitmodules', 'lib/lib.txt'];
    expect(checkoutAround(root!)!.paths).toEqual(own);
    git(root!, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'update', '--init', '--recursive');
    expect(checkoutAround(root!)!.paths).toEqual([...own, 'lib/third party/deep/deep.txt']);
  });

  it('a link in the place of a submodule is not followed', () => {
    const root = smallRepository('app');
    git(root, 'clone', '--quiet', '.', 'self');
    git(root, 'add', 'self');
    rmSync(join(root, 'self'), { recursive: true });
    symlinkSync('.', join(root, 'self'));
    expect(checkoutAround(root)!.paths).toEqual(['app.txt']);
  });
});

describe('checkouts in a folder, as actions/checkout makes them with a path', () => {
  it('one is the checkout', () => {
    const root = smallRepository('src/app');
    expect(checkoutsAt(folder)).toEqual({ root, paths: ['app.txt'] });
  });

  it('several are one, from the folder that they lie in', () => {
    for (const name of ['tools', 'src/app']) smallRepository(name);
    mkdirSync(join(folder, 'out'));
    expect(checkoutsAt(folder)).toEqual({ root: folder, paths: ['src/app/app.txt', 'tools/tools.txt'] });
  });

  it('the one around goes before those inside', () => {
    const root = smallRepository('app');
    smallRepository('app/other');
    expect(checkoutsAt(root)).toEqual({ root, paths: ['app.txt'] });
  });

  it('links are not followed, and further down nobody looks', () => {
    smallRepository('a/b/c');
    symlinkSync('a/b/c', join(folder, 'link'));
    expect(checkoutsAt(folder)).toBeUndefined();
  });
});

describe('what is no checkout', () => {
  it('is none', () => {
    expect(checkoutAround(folder)).toBeUndefined();
  });

  it('has no files when its index is missing', () => {
    mkdirSync(join(folder, '.git'));
    expect(checkoutAround(folder)).toEqual({ root: folder, paths: [] });
  });
});

describe('an index that somebody made', () => {
  const entry = (name: string): Buffer => {
    const bytes = Buffer.alloc(Math.ceil((62 + Buffer.byteLength(name) + 1) / 8) * 8);
    bytes.writeUInt32BE(0o100644, 24);
    bytes.write(name, 62);
    return bytes;
  };
  const index = (count: number, ...names: string[]): Buffer => {
    const head = Buffer.from('DIRC\0\0\0\u0002\0\0\0\0');
    head.writeUInt32BE(count, 8);
    return Buffer.concat([head, ...names.map(entry)]);
  };

  it('names nothing outside of the checkout', () => {
    const names = ['../x', '/etc/passwd', 'a/../../x', '.git/config', 'a/.git/x', 'good'];
    expect(trackedPaths(index(names.length, ...names), 20)).toEqual({ files: ['good'], submodules: [] });
  });

  it('names no path that is longer than a system has, however little each entry adds to it', () => {
    const first = Buffer.concat([entry('').subarray(0, 62), Buffer.from(`\0${'a'.repeat(1 << 20)}\0`)]);
    const other = Buffer.concat([entry('').subarray(0, 62), Buffer.from('\0b\0')]);
    const head = Buffer.from('DIRC\0\0\0\u0004\0\u0001\0\0');
    expect(trackedPaths(Buffer.concat([head, first, ...new Array<Buffer>(2000).fill(other)]), 20).files).toEqual([]);
  });

  it('ends where it ends, whatever it says and wherever it is cut', () => {
    const whole = index(0xffff_ffff, 'a', 'b');
    expect(trackedPaths(whole, 20).files).toEqual(['a', 'b']);
    for (let end = 0; end < whole.length; end++)
      expect(['a', 'b'].slice(0, 2)).toEqual(
        expect.arrayContaining([...trackedPaths(whole.subarray(0, end), 20).files]),
      );
  });
});

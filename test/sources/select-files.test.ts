import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileSource } from '../../src/bytes/file-source.ts';
import { UsageError } from '../../src/model/errors.ts';
import { type Selection, type SelectionOptions, selectFiles } from '../../src/sources/select-files.ts';
import { files, tempTree } from './temp-tree.ts';

type Choices = Partial<Omit<SelectionOptions, 'base'>>;

function select(base: string, patterns: readonly string[], choices: Choices = {}): Selection {
  return selectFiles(patterns, { base, hidden: 'include', syntax: 'lines', ...choices });
}

function pathsOf(base: string, patterns: readonly string[], choices?: Choices): string[] {
  return select(base, patterns, choices).files.map(({ path }) => path);
}

describe('what patterns select, as in actions/upload-artifact', () => {
  const tree = files('a.zip', 'a/b.txt', 'a/c/d.zip', 'a/c/e.txt', 'b/b.txt', 'b/f.zip', 'g');

  it.each<[string, string[], string[]]>([
    ['a file', ['g'], ['g']],
    ['a folder brings all that is in it', ['a'], ['a/b.txt', 'a/c/d.zip', 'a/c/e.txt']],
    ['a folder with a slash', ['a/'], ['a/b.txt', 'a/c/d.zip', 'a/c/e.txt']],
    ['a star stays in one folder', ['*.zip'], ['a.zip']],
    ['two stars go down', ['**/*.zip'], ['a.zip', 'a/c/d.zip', 'b/f.zip']],
    ['a folder that a wildcard matches brings all that is in it', ['[a]*/c*'], ['a/c/d.zip', 'a/c/e.txt']],
    ['a wildcard for folders only', ['*/'], ['a/b.txt', 'a/c/d.zip', 'a/c/e.txt', 'b/b.txt', 'b/f.zip']],
    ['an exclude takes away', ['**', '!**/*.txt'], ['a.zip', 'a/c/d.zip', 'b/f.zip', 'g']],
    ['an excluded folder goes with all that is in it', ['**', '!a'], ['a.zip', 'b/b.txt', 'b/f.zip', 'g']],
    ['a later pattern brings back', ['**', '!a', 'a/c/*.zip'], ['a.zip', 'a/c/d.zip', 'b/b.txt', 'b/f.zip', 'g']],
    ['an exclude before the include says nothing', ['!a', 'a/b.txt'], ['a/b.txt']],
    ['an exclude for folders only spares a file', ['g', '!g/'], ['g']],
    ['a file is listed once', ['a', 'a/c', '**/d.zip', './a/c/d.zip'], ['a/b.txt', 'a/c/d.zip', 'a/c/e.txt']],
    ['** at the end matches a file too', ['a*/**', '!a/**'], ['a.zip']],
    ['comments and blank lines say nothing', ['# all', '', '  g  '], ['g']],
    ['braces are letters', ['{a,b}/*'], []],
    ['all', ['.'], ['a.zip', 'a/b.txt', 'a/c/d.zip', 'a/c/e.txt', 'b/b.txt', 'b/f.zip', 'g']],
  ])('%s: %j', (_, patterns, expected) => {
    expect(pathsOf(tempTree(tree), patterns)).toEqual(expected);
  });

  it('agrees with the plain reading of the rules on random trees and patterns', () => {
    const name = fc.constantFrom('a', 'b', 'ab', '.h', 'c.d');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
    const segment = fc.oneof(name, fc.constantFrom('*', '**', '?', 'a*', '*b', '[ab]', '.*'));
    const glob = fc.tuple(
      fc.constantFrom('', '', '!'),
      fc.array(segment, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '', '/'),
    );
    const property = fc.property(
      fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
      fc.array(glob, { minLength: 1, maxLength: 4 }),
      (paths, globs) => {
        // No name is a file and a folder at once; and the first pattern is a wildcard, so that nothing is required to exist.
        const leaves = paths.filter((file) => !paths.some((other) => other.startsWith(`${file}/`)));
        const patterns = [
          '*/**/?',
          ...globs.map(([mark, segments, slash]) => `${mark}*/${segments.join('/')}${slash}`),
        ];
        const root = tempTreeNow(leaves);
        expect(pathsOf(root, patterns)).toEqual(leaves.filter((file) => isSelected(file, patterns)).sort());
      },
    );
    fc.assert(property, { seed: 20_260_101, numRuns: 150 });
  });
});

const tempTreeNow = (paths: readonly string[]) => tempTree(files(...paths));

/** The rules, read one pattern and one path at a time. */
function isSelected(file: string, patterns: readonly string[]): boolean {
  const ancestors = file
    .split('/')
    .map((_, index, names) => names.slice(0, index).join('/'))
    .slice(1);
  let selected = false;
  for (const pattern of patterns) {
    const glob = pattern.replace(/^!/, '').replace(/\/$/, '');
    const matches = (path: string) =>
      minimatch(glob.endsWith('**') ? `${path}/` : path, glob, { dot: true, nobrace: true, noext: true });
    if (ancestors.some(matches) || (!pattern.endsWith('/') && matches(file))) selected = !pattern.startsWith('!');
  }
  return selected;
}

describe('hidden files', () => {
  const tree = files('.env', '.git/config', 'a/.npmrc', 'a/b', 'a/.c/d', '.next/.cache/x', '.next/y');

  it('are selected on the command line', () => {
    expect(select(tempTree(tree), ['.']).files).toHaveLength(7);
  });

  it.each<[string, string[], string[], number]>([
    ['are left out, and folders with them', ['.'], ['a/b'], 5],
    ['are left out where only a wildcard names them', ['.*', '**/.c/*'], [], 4],
    ['are selected where a pattern spells them out', ['.env', 'a/.c'], ['.env', 'a/.c/d'], 0],
    ['a folder that is spelled out hides what is hidden in it', ['.next/'], ['.next/y'], 1],
    ['a wildcard in such a folder', ['.next/*'], ['.next/y'], 1],
    ['a spelled out folder does not open the way for the other pattern', ['.', '.next/y'], ['.next/y', 'a/b'], 5],
    ['what an exclude takes away too is not counted as hidden', ['.', '!**/.*'], ['a/b'], 0],
  ])('%s: %j', (_, patterns, expected, hiddenCount) => {
    const { files, leftOut } = select(tempTree(tree), patterns, { hidden: 'leave-out' });
    expect(files.map(({ path }) => path)).toEqual(expected);
    expect(leftOut.hidden ?? 0).toBe(hiddenCount);
  });
});

describe('arguments of a shell', () => {
  const choices = { syntax: 'arguments' } as const;

  it.each(['app[1].zip', '!x', '#x', ' x ', '[ab]'])('%j is a name when it exists', (name) => {
    expect(pathsOf(tempTree(files(name, 'app1.zip', 'a')), [name], choices)).toEqual([name]);
  });

  it('are patterns when no such file exists', () => {
    expect(pathsOf(tempTree(files('app1.zip', 'b')), ['app[12].zip', '!b'], choices)).toEqual(['app1.zip']);
  });

  it('outside the base folder are shown as they were given', () => {
    const root = tempTree(files('base/x', 'other/y'));
    const shown = pathsOf(join(root, 'base'), ['../other', 'x', join(root, 'other', 'y')], choices);
    expect(shown).toEqual(['../other/y', 'x']);
    expect(pathsOf(join(root, 'base'), [join(root, 'other')], choices)).toEqual([
      `${root.replaceAll('\\', '/')}/other/y`,
    ]);
  });

  it('inside the base folder are shown from there, however they were given', () => {
    const root = tempTree(files('base/x/y'));
    expect(pathsOf(join(root, 'base'), [join(root, 'base', 'x')], choices)).toEqual(['x/y']);
    expect(pathsOf(join(root, 'base'), ['..'], choices)).toEqual(['x/y']);
  });
});

it('names the file as the system knows it', () => {
  const root = tempTree(files('a/b'));
  expect(select(root, ['**/b']).files).toEqual([{ path: 'a/b', file: join(root, 'a', 'b') }]);
});

it('sorts by code units, folders among files', () => {
  expect(pathsOf(tempTree(files('b', 'a/x', 'a.x', 'é', 'Z', 'a0')), ['.'])).toEqual([
    'Z',
    'a.x',
    'a/x',
    'a0',
    'b',
    'é',
  ]);
});

describe('what selects nothing', () => {
  it.each<[string[], string[]]>([
    [['*.zip', 'a'], ['*.zip']],
    [['empty', 'a'], ['empty']],
    [['a', '!a'], ['a']],
    [['no/such/*', 'a'], ['no/such/*']],
    [['a', '**/a', '*'], []],
  ])('of %j is %j', (patterns, unmatched) => {
    expect(select(tempTree({ a: 'file', empty: 'folder' }), patterns).unmatched).toEqual(unmatched);
  });

  it.each([
    [['no'], 'no: expected a file or folder, found nothing'],
    [['a/x'], 'a/x: expected a file or folder, found nothing'],
    [['*', 'no'], 'no: expected a file or folder, found nothing'],
    [['a/'], 'a/: expected a folder, found a file'],
    [[], 'paths: expected a file, folder or glob to scan, found none'],
    [['# only a comment'], 'paths: expected a file, folder or glob to scan, found none'],
    [['!a'], 'paths: expected a file, folder or glob to scan, found none'],
  ])('%j is an error of usage', (patterns, message) => {
    const root = tempTree(files('a'));
    expect(() => select(root, patterns)).toThrow(UsageError);
    expect(() => select(root, patterns)).toThrow(message);
  });
});

it('counts what it leaves out: a file as one, a folder that it does not open as one', () => {
  const { leftOut } = select(tempTree(files('a/b', 'a/c', 'd', 'e', 'f')), ['.', '!a', '!d', '!e']);
  expect(leftOut).toEqual({ excluded: 3 });
});

describe('links', () => {
  it('are followed, to files and to folders', () => {
    const tree = { 'a/b': 'file', 'to/file': { link: '../a/b' }, 'to/folder': { link: '../a/' } } as const;
    expect(pathsOf(tempTree(tree), ['to'])).toEqual(['to/file', 'to/folder/b']);
  });

  it('are judged by their own name', () => {
    const tree = { 'a/b.zip': 'file', 'a/c.zip': { link: 'b.txt' }, 'a/b.txt': 'file' } as const;
    expect(pathsOf(tempTree(tree), ['a/*.zip', '!a/b.*'])).toEqual(['a/c.zip']);
  });

  it('in a circle end where they meet themselves', () => {
    const root = tempTree({ 'a/b/x': 'file', 'a/b/up': { link: '../' }, 'a/b/here': { link: './' } });
    const { files, leftOut, gaps } = select(root, ['.']);
    expect(files.map(({ path }) => path)).toEqual(['a/b/x']);
    expect([leftOut, gaps]).toEqual([{ 'link-cycle': 2 }, []]);
  });

  it('out of the folder and back in do not go round for ever', () => {
    const root = tempTree({ 'base/x': 'file', 'base/out': { link: '../' }, 'side/y': 'file' });
    const { files, leftOut } = select(join(root, 'base'), ['.']);
    expect(files.map(({ path }) => path)).toEqual(['out/side/y', 'x']);
    expect(leftOut).toEqual({ 'link-cycle': 1 });
  });

  it('that lead nowhere have no bytes: they are counted', () => {
    const root = tempTree({ x: 'file', gone: { link: 'nowhere' }, self: { link: 'self' }, odd: { link: 'x/y' } });
    const { files, leftOut, gaps } = select(root, ['.']);
    expect(files.map(({ path }) => path)).toEqual(['x']);
    expect([leftOut, gaps]).toEqual([{ 'broken-link': 3 }, []]);
  });

  it('that lead nowhere and were named are gaps', () => {
    const { gaps, unmatched } = select(tempTree({ x: 'file', gone: { link: 'nowhere' } }), ['x', 'gone']);
    expect(gaps).toMatchObject([{ path: 'gone', code: 'unreadable', message: expect.stringContaining('ENOENT') }]);
    expect(unmatched).toEqual([]);
  });

  it('that cannot be followed leave open whether a pattern matches', () => {
    const refusing = { link: 'n'.repeat(300) };
    const root = tempTree({ 'x/y': refusing, 'far/deep/name': refusing, z: 'file' });
    const { gaps, unmatched } = select(root, ['x', 'far/**/n*', 'z*', 'no*']);
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([
      ['far/deep/name', 'unreadable'],
      ['x/y', 'unreadable'],
    ]);
    expect(unmatched).toEqual([]);
    expect(select(root, ['x', 'z/no*']).unmatched).toEqual(['z/no*']);
  });

  it('that nobody asked for are not followed', () => {
    const { leftOut } = select(tempTree({ 'a/x': 'file', 'a/gone': { link: 'nowhere' } }), ['a', '!a/gone']);
    expect(leftOut).toEqual({ excluded: 1 });
  });

  it('that double the ways at every step end at a limit, which is a gap', () => {
    const steps = 16;
    const root = tempTree({ '16/x': 'file' });
    for (let step = 0; step < steps; step++) {
      mkdirSync(join(root, `${step}`));
      for (const way of ['a', 'b']) symlinkSync(join(root, `${step + 1}`), join(root, `${step}`, way), 'junction');
    }
    const { gaps, files } = select(root, ['0']);
    expect(gaps).toMatchObject([{ code: 'budget', message: expect.stringContaining('more than 10000 folders again') }]);
    expect(files.length).toBeGreaterThan(1000);
  });
});

describe('deep folders', () => {
  it('cost no stack', () => {
    const deep = Array.from({ length: 200 }, () => 'd').join('/');
    expect(pathsOf(tempTree(files(`${deep}/x`)), ['.'])).toEqual([`${deep}/x`]);
  });
});

// Names and kinds of file that Windows does not have.
if (process.platform !== 'win32') {
  describe('odd names', () => {
    it.each([
      'a\nb',
      '::error::x',
      '%0A::error::',
      'a\\b',
      ' ',
      '*',
      '-',
      '\u202egnp.exe',
      'é',
      'e\u0301',
      '日本',
      '\ufffd',
      '\x1b[31m',
      'x'.repeat(255),
      '…'.repeat(85),
    ])('%j is selected under its own name', (name) => {
      expect(pathsOf(tempTree(files(`a/${name}`)), ['a'])).toEqual([`a/${name}`]);
    });
  });

  describe('what cannot be looked at', () => {
    it('is a gap, and the rest is selected', () => {
      // Deeper than a path may be long: 20 folders of 250 characters. No way leads there but step by step.
      const root = tempTree(files('x'));
      const step = 'd'.repeat(250);
      const dig = `for (let i = 0; i < 20; i++) { fs.mkdirSync('${step}'); process.chdir('${step}'); }`;
      const fill = `for (let i = 0; i < 20; i++) { process.chdir('..'); fs.rmdirSync('${step}'); }`;
      const climb = `for (let i = 0; i < 20; i++) process.chdir('${step}');`;
      expect(spawnSync(process.execPath, ['-e', dig], { cwd: root }).status).toBe(0);
      onTestFinished(() => void spawnSync(process.execPath, ['-e', climb + fill], { cwd: root }));
      const { files: found, gaps } = select(root, ['.']);
      expect(found.map(({ path }) => path)).toEqual(['x']);
      expect(gaps).toMatchObject([
        { code: 'unreadable', message: expect.stringContaining('cannot list the folder: ENAMETOOLONG') },
      ]);
      expect(gaps[0]!.path.startsWith(`${step}/${step}`)).toBe(true);
    });
  });

  describe('what is neither file nor folder', () => {
    it('is counted and never opened', async () => {
      const root = tempTree(files('x'));
      const server = createServer().listen(join(root, 'socket'));
      onTestFinished(() => void server.close());
      await new Promise((resolve) => server.once('listening', resolve));
      symlinkSync('/dev/zero', join(root, 'zero'));
      const { files: found, leftOut } = select(root, ['.']);
      expect(found.map(({ path }) => path)).toEqual(['x']);
      expect(leftOut).toEqual({ special: 2 });
    });

    it('is an error of usage when it was named', () => {
      expect(() => select('/', ['/dev/null'])).toThrow(
        '/dev/null: expected a file or folder, found a pipe, socket or device',
      );
    });
  });
}

describe('names that are no UTF-8, where the file system takes them', () => {
  const LATIN_1 = Buffer.from('caf\xe9', 'latin1');
  const inFolder = (folder: string, name: Uint8Array) => Buffer.concat([Buffer.from(`${folder}/`), name]);

  /** False on file systems that take UTF-8 only (APFS, some of NTFS). */
  function put(root: string): boolean {
    try {
      const folder = inFolder(root, LATIN_1);
      mkdirSync(folder);
      writeFileSync(Buffer.concat([folder, Buffer.from('/a.txt')]), 'deep');
      writeFileSync(inFolder(root, Buffer.from([0x61, 0xff])), 'first');
      writeFileSync(inFolder(root, Buffer.from([0x61, 0xfe])), 'second');
      symlinkSync(LATIN_1, join(root, 'link'));
      return readdirSync(root, { encoding: 'buffer' }).some((name) => name.equals(LATIN_1));
    } catch {
      return false;
    }
  }

  it('are selected by their bytes, and opened', () => {
    const root = tempTree(files('x'));
    const expected = put(root)
      ? [
          ['a\udcfe', 'second'],
          ['a\udcff', 'first'],
          ['caf\udce9/a.txt', 'deep'],
          ['link/a.txt', 'deep'],
        ]
      : [];
    const { files: found, gaps } = select(root, ['.', '!x']);
    expect(gaps).toEqual([]);
    const contents = found.map(({ path, file }) => {
      const source = FileSource.open(file);
      try {
        return [path, Buffer.from(source.read(0, source.size)).toString()];
      } finally {
        source.close();
      }
    });
    expect(contents).toEqual(expected);
  });

  it('cannot be given, which is an error that says what can', () => {
    expect(() => select(tempTree(files('x')), ['caf\ufffd'])).toThrow('give the folder that contains it');
  });

  it('are met by wildcards', () => {
    const root = tempTree(files('x'));
    const expected = put(root) ? ['a\udcfe', 'a\udcff', 'caf\udce9/a.txt'] : [];
    expect(pathsOf(root, ['a?', 'caf*/*.txt'])).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import { PathGlob } from '../../src/model/path-glob.ts';

const matches = (glob: string, path: string) => new PathGlob(glob).matches(path);

describe('a glob over the paths of reports', () => {
  test.each([
    ['a plain path', 'dist/a.txt', 'dist/a.txt'],
    ['what lies in a folder', 'dist', 'dist/a/b.txt'],
    ['what lies in an archive', 'dist/app.zip', 'dist/app.zip!/lib/x.jar!/conf/server.key'],
    ['a path through archives, written as reports do', 'app.zip!/lib/*.jar', 'app.zip!/lib/x.jar!/a'],
    ['the same with plain separators', 'app.zip/lib/*.jar', 'app.zip!/lib/x.jar!/a'],
    ['a name at any depth', '*.md', 'a/b!/c/README.md'],
    ['a name at any depth, in full', 'README.md', 'a/b!/README.md'],
    ['any names in a row, also none', 'a/**/z', 'a/z'],
    ['any names in a row, archives too', 'a/**/z', 'a/b!/c/d!/z'],
    ['what ends with any names', 'test/**', 'test/x/y'],
    ['one character', 'a?c/x', 'abc/x'],
    ['brackets are literal', 'pages/[id].js', 'pages/[id].js'],
    ['a name at the beginning', '/a*', 'ab/c'],
    ['a leading ./ says nothing', './a/b', 'a/b'],
    ['a glob as Windows writes paths', 'dist\\lib', 'dist/lib/x'],
    ['a name at the beginning, so written', '\\dist', 'dist/x'],
    ['names of entries that Windows wrote', 'conf/*.key', 'conf\\server.key'],
    ['a name at any depth among them', 'server.key', 'app.zip!/conf\\server.key'],
    ['two stars in a name are one', 'x/a**b', 'x/a--b'],
  ])('takes %s', (_, glob, path) => expect(matches(glob, path)).toBe(true));

  test.each([
    ['a folder of another name', 'dist/a', 'dist/ab/c'],
    ['a star is no separator', 'dist/*.txt', 'dist/a/b.txt'],
    ['a glob with a separator begins at the beginning', 'lib/x', 'a/lib/x'],
    ['the folder above', 'a/b/c', 'a/b'],
    ['a name that is not at the beginning', '/b', 'a/b'],
    ['another case', 'README', 'readme'],
    ['brackets are no set', '[ab].js', 'a.js'],
  ])('leaves %s', (_, glob, path) => expect(matches(glob, path)).toBe(false));

  test('says the same as trying everything, on small alphabets', () => {
    const trying = (glob: string, name: string): boolean => {
      if (glob === '') return name === '';
      const [first, rest] = [glob[0], glob.slice(1)];
      if (first === '*') return trying(rest, name) || (name !== '' && trying(glob, name.slice(1)));
      return name !== '' && (first === '?' || first === name[0]) && trying(rest, name.slice(1));
    };
    const words = (letters: string, length: number): string[] =>
      length === 0 ? [''] : words(letters, length - 1).flatMap((word) => [...letters].map((letter) => word + letter));
    const names = [1, 2, 3, 4].flatMap((length) => words('ab', length));
    for (const glob of [1, 2, 3, 4].flatMap((length) => words('ab*?', length))) {
      if (glob.includes('**')) continue;
      for (const name of names)
        expect([glob, name, matches(`x/${glob}`, `x/${name}`)]).toEqual([glob, name, trying(glob, name)]);
    }
  });

  test('many stars over a long path take as many steps as both are long, and not their power', () => {
    const glob = new PathGlob(`${'*a'.repeat(200)}b`);
    expect(glob.matches('a'.repeat(1024))).toBe(false);
    expect(new PathGlob(`${'**/a/'.repeat(100)}b`).matches('a/'.repeat(500))).toBe(false);
  });
});

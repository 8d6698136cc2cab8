import { describe, expect, test } from 'vitest';
import { pathGlobsOf } from '../../../src/config/gitleaks/path-globs.ts';
import { PathGlob } from '../../../src/model/path-glob.ts';

describe('a path of gitleaks as globs', () => {
  test.each<[regex: string, globs: readonly string[]]>([
    ['node_modules', ['*node_modules*']],
    ['gitleaks\\.toml', ['*gitleaks.toml*']],
    ['(go.mod|go.sum)$', ['*go?mod', '*go?sum']],
    ['(.*?)(jpg|gif)$', ['*jpg', '*gif']],
    ['^src/test/', ['/src/test/*']],
    ['^vendor', ['/vendor*']],
    ['(^|/)vendor/', ['/vendor/*', '*/**/vendor/*']],
    ['/fixtures/.*\\.key$', ['*/**/fixtures/*.key']],
    ['a/.*/b', ['**/*a/*/**/b*']],
    ['/x/[^/]+\\.js$', ['*/**/x/?*.js']],
    ['package-lock\\.json', ['*package-lock.json*']],
    ['docs?/x\\.md$', ['**/*doc/x.md', '**/*docs/x.md']],
  ])('%s', (regex, globs) => expect(pathGlobsOf(regex)).toEqual({ globs }));

  test('allows nothing that the expression does not', () => {
    const regexes = [
      'node_modules',
      '(go.mod|go.sum)$',
      '^src/test/',
      '^vendor',
      '(^|/)vendor/',
      '/fixtures/.*\\.key$',
      'a/.*/b',
    ];
    const words = [
      'a',
      'b',
      'vendor',
      'src',
      'test',
      'fixtures',
      'x.key',
      'node_modules',
      'go.mod',
      'xgo.sum',
      'vendored',
    ];
    const paths = words.flatMap((one) =>
      words.flatMap((two) => [one, `${one}/${two}`, ...words.map((three) => `${one}/${two}/${three}`)]),
    );
    for (const regex of regexes) {
      const globs = pathGlobsOf(regex).globs.map((glob) => new PathGlob(glob));
      const allowed = paths.filter((path) => globs.some((glob) => glob.matches(path)));
      // What lies in something that is allowed is allowed too.
      const isMeant = (path: string): boolean =>
        path.split('/').some((_, index, all) => new RegExp(regex).test(all.slice(0, index + 1).join('/'))) ||
        new RegExp(regex).test(path);
      expect(allowed.length).toBeGreaterThan(0);
      expect(allowed.filter((path) => !isMeant(path))).toEqual([]);
    }
  });

  test.each<[regex: string, loss: RegExp, globs?: readonly string[]]>([
    ['(?i)readme', /does not ignore case: only as it is written/, ['*readme*']],
    ['[0-9]{1,3}\\.txt', /a glob cannot say it/],
    ['x[0-9]', /a glob cannot say it/],
    ['x\\w+\\.txt', /a glob cannot say it/],
    ['a(b|c){2}', /a glob cannot say it/],
    ['.*', /every path/],
    ['', /every path/],
    ['(', /cannot be read/],
    ['\\.(zip|png)$', /keysieve opens what "\*\.zip" names/, ['*.png']],
    ['\\.bin$', /would leave out all that is in it/],
  ])('%s is not carried over, or not all of it', (regex, loss, globs = []) => {
    const made = pathGlobsOf(regex);
    expect(made.loss).toMatch(loss);
    expect(made.globs).toEqual(globs);
  });
});

import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { literalPattern, parsePattern } from '../../src/sources/pattern.ts';

const POSIX = { base: '/work', home: '/home/me', style: 'posix' } as const;
const WINDOWS = { base: 'C:\\work', home: 'C:\\Users\\me', style: 'win32' } as const;

describe('the part before the first wildcard', () => {
  it.each([
    ['dist', '/work/dist', ''],
    ['dist/', '/work/dist', ''],
    ['./dist//app', '/work/dist/app', ''],
    ['.', '/work', ''],
    ['../other/x.zip', '/other/x.zip', ''],
    ['a/../b/*.zip', '/work/b', '*.zip'],
    ['/abs/x', '/abs/x', ''],
    ['/*', '/', '*'],
    ['~', '/home/me', ''],
    ['~/x/*', '/home/me/x', '*'],
    ['~x', '/work/~x', ''],
    ['a/~', '/work/a/~', ''],
    ['**', '/work', '**'],
    ['a/*/./b', '/work/a', '*/b'],
    ['a/b?/c', '/work/a', 'b?/c'],
    ['a/[bc]/d', '/work/a', '[bc]/d'],
    ['a/[b]/d', '/work/a/b/d', ''],
    ['a/[[]b]', '/work/a/[b]', ''],
    ['a/[', '/work/a/[', ''],
    ['a/\\*', '/work/a/*', ''],
    ['a\\b', '/work/ab', ''],
    ['{a,b}', '/work/{a,b}', ''],
    ['+(a)', '/work/+(a)', ''],
    ['#a', '/work/#a', ''],
    ['a\nb', '/work/a\nb', ''],
  ])('of %j is %s', (text, searchPath, glob) => {
    const pattern = parsePattern(text, POSIX);
    expect([pattern.searchPath, pattern.globSegments.join('/')]).toEqual([searchPath, glob]);
    expect(pattern.glob === undefined).toBe(glob === '');
  });

  it.each([
    ['dist', 'C:\\work\\dist', ''],
    ['dist/app\\x', 'C:\\work\\dist\\app\\x', ''],
    ['dist\\*.zip', 'C:\\work\\dist', '*.zip'],
    ['D:\\a\\**\\b', 'D:\\a', '**/b'],
    ['D:/a/*', 'D:\\a', '*'],
    ['\\a\\*', 'C:\\a', '*'],
    ['\\\\host\\share\\a\\*', '\\\\host\\share\\a', '*'],
    ['~\\x', 'C:\\Users\\me\\x', ''],
    ['a\\[*]', 'C:\\work\\a\\*', ''],
    ['C:a\\*', 'C:\\work\\a', '*'],
  ])('on Windows of %j is %s', (text, searchPath, glob) => {
    const pattern = parsePattern(text, WINDOWS);
    expect([pattern.searchPath, pattern.globSegments.join('/')]).toEqual([searchPath, glob]);
  });
});

it.each([
  ['a', false],
  ['!a', true],
  ['! a', true],
  ['!!a', false],
  ['! ! !a', true],
])('%j excludes: %s', (text, excludes) => {
  expect(parsePattern(text, POSIX)).toMatchObject({ text, excludes, searchPath: '/work/a' });
});

it.each([
  ['a', false, POSIX],
  ['a/', true, POSIX],
  ['a\\', false, POSIX],
  ['*/', true, POSIX],
  ['a\\', true, WINDOWS],
  ['a/', true, WINDOWS],
])('%j means folders only: %s', (text, foldersOnly, places) => {
  expect(parsePattern(text, places).foldersOnly).toBe(foldersOnly);
});

it.each([
  ['a', true],
  ['../a', true],
  ['/a', false],
  ['~/a', false],
])('%j starts from the base folder: %s', (text, isRelative) => {
  expect(parsePattern(text, POSIX).isRelative).toBe(isRelative);
});

it.each([
  ['!', 'expected a path after "!", found nothing'],
  ['*/../a', 'expected no ".." after a wildcard'],
  [`*${'a'.repeat(40_000)}`, 'expected at most 32768 characters in one, found 40001'],
])('%.20s is refused', (text, message) => {
  expect(() => parsePattern(text, POSIX)).toThrow(UsageError);
  expect(() => parsePattern(text, POSIX)).toThrow(message);
});

it('a literal pattern has no wildcards, whatever it looks like', () => {
  const pattern = literalPattern('!a/[b]*', POSIX);
  expect(pattern).toMatchObject({ excludes: false, searchPath: '/work/!a/[b]*', glob: undefined, isRelative: true });
});

it('names differ in case only by looks on Windows', () => {
  expect(parsePattern('*.ZIP', WINDOWS).glob?.match('a.zip')).toBe(true);
  expect(parsePattern('*.ZIP', POSIX).glob?.match('a.zip')).toBe(false);
});

import { expect, it } from 'vitest';
import { pathInside, withSlashes } from '../../src/sources/path-style.ts';

it.each([
  ['posix', '/a', '/a', ''],
  ['posix', '/a', '/a/b/c', 'b/c'],
  ['posix', '/a', '/ab', undefined],
  ['posix', '/a/b', '/a', undefined],
  ['posix', '/a', '/A/b', undefined],
  ['posix', '/', '/', ''],
  ['posix', '/', '/a/b', 'a/b'],
  ['posix', '/a', '/a/b\\c', 'b\\c'],
  ['win32', 'C:\\a', 'C:\\a', ''],
  ['win32', 'C:\\a', 'c:\\A\\b\\c', 'b/c'],
  ['win32', 'C:\\a', 'C:\\ab', undefined],
  ['win32', 'C:\\a', 'D:\\a', undefined],
  ['win32', 'C:\\', 'C:\\', ''],
  ['win32', 'C:\\', 'C:\\a\\b', 'a/b'],
  ['win32', '\\\\host\\share\\', '\\\\host\\share\\a', 'a'],
] as const)('%s: seen from %s, %s is %s', (style, folder, inner, expected) => {
  expect(pathInside(folder, inner, style)).toBe(expected);
});

it('a backslash is a letter where it does not separate', () => {
  expect([withSlashes('a\\b', 'posix'), withSlashes('a\\b', 'win32')]).toEqual(['a\\b', 'a/b']);
});

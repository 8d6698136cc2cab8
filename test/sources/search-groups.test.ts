import { expect, it } from 'vitest';
import { parsePattern } from '../../src/sources/pattern.ts';
import { searchGroups } from '../../src/sources/search-groups.ts';

const PLACES = {
  posix: { base: '/w', home: '/home/me', style: 'posix' },
  win32: { base: 'C:\\w', home: 'C:\\home', style: 'win32' },
} as const;

it.each([
  ['posix', ['b/c', 'a', 'b'], [['a'], ['b/c', 'b']]],
  ['posix', ['a/*', 'a!', 'a/b', 'a b'], [['a/*', 'a/b'], ['a b'], ['a!']]],
  ['posix', ['a/x', 'a/y'], [['a/x'], ['a/y']]],
  ['posix', ['a', 'a'], [['a', 'a']]],
  ['posix', ['x/y', '/', '!z'], [['x/y', '/', '!z']]],
  [
    'posix',
    ['!n', 'b', '!m', 'a'],
    [
      ['!n', '!m', 'a'],
      ['!n', 'b', '!m'],
    ],
  ],
  ['posix', ['A/b', 'a'], [['A/b'], ['a']]],
  ['win32', ['A\\b', 'a'], [['A\\b', 'a']]],
] as const)('%s: %j are walked as %j', (style, texts, groups) => {
  const patterns = texts.map((text) => parsePattern(text, PLACES[style]));
  const found = searchGroups(patterns, style).map((group) => group.patterns.map(({ text }) => text));
  expect(found).toEqual(groups);
});

it('the walk starts at the outermost search path', () => {
  const patterns = ['a/b/c', 'a/**', 'a/b'].map((text) => parsePattern(text, PLACES.posix));
  expect(searchGroups(patterns, 'posix').map(({ root }) => root.text)).toEqual(['a/**']);
});

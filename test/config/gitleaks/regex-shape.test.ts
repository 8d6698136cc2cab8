import { describe, expect, test } from 'vitest';
import { lengthsOf, literalsOf, secretGroupOf } from '../../../src/config/gitleaks/measure-shape.ts';
import { shapeOf } from '../../../src/config/gitleaks/regex-shape.ts';

const Z = Number.POSITIVE_INFINITY;

describe('the shape of a regular expression', () => {
  test.each<[regex: string, least: number, most: number, literals: readonly string[] | undefined]>([
    ['abc', 3, 3, ['abc']],
    ['ab?c', 2, 3, ['a']],
    ['a.c|defg', 3, 4, ['a', 'defg']],
    ['(?i)key_[0-9a-f]{8,16}', 12, 20, ['key_']],
    ['(?i:key)(?P<secret>\\d+)', 4, Z, ['key']],
    ['(?<a>x)(?P<b>y)z*', 2, Z, ['x']],
    ['[]a-z]{3}[^]]{2}', 5, 5, undefined],
    ['[[:alnum:]_-]{4}', 4, 4, undefined],
    ['[\\]]\\x41\\x{42}\\Qa.b\\E', 6, 6, ['ABa.b']],
    ['^\\bx\\b$\\z', 1, 1, ['x']],
    ['(ghu|ghs)_[0-9]{4}', 8, 8, ['ghu', 'ghs']],
    ['(?:a|b)?cde{0}', 2, 3, ['cd']],
    ['\\pL\\p{Greek}\\PN', 3, 3, undefined],
    ['(?:abc){2,}', 6, Z, ['abc']],
    ['a{,3}', 5, 5, ['a{,3}']],
    ['()', 0, 0, undefined],
  ])('%s', (regex, least, most, literals) => {
    const { shape } = shapeOf(regex)!;
    expect(lengthsOf(shape)).toEqual({ least, most });
    expect(literalsOf(shape) ?? undefined).toEqual(literals);
  });

  test.each(['(', ')', 'a)', '[a', '*a', '(?=a)', '(?!a)', '\\', '(?P=a)', `${'('.repeat(200)}a${')'.repeat(200)}`])(
    '%s has none',
    (regex) => {
      expect(shapeOf(regex)).toBe(undefined);
    },
  );

  test('the secret is the first group that may be one', () => {
    const group = (regex: string) => secretGroupOf(shapeOf(regex)!.shape);
    expect(group('(key|id) = ([0-9a-f]{32})')).toBe(2);
    expect(group('((p8e-)[a-z0-9]{32})')).toBe(1);
    expect(group('(A3T|AKIA)[A-Z]{16}')).toBe(undefined);
  });

  test('knows whether letters match in either case', () => {
    const regexes = ['(?i)a', 'a(?i)b', '(?i:a)b', '(?si)a', 'a', '(?-i)a', '(?s)a'];
    expect(regexes.map((regex) => shapeOf(regex)!.ignoresCase)).toEqual([true, true, true, true, false, false, false]);
  });
});

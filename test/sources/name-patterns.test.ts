import { describe, expect, it, test } from 'vitest';
import { NamePatterns } from '../../src/sources/name-patterns.ts';

describe('patterns of names', () => {
  test.each([
    [['site'], 'site', true],
    [['site'], 'site-debug', false],
    [['*'], '.hidden', true],
    [['site*', '!site-debug'], 'site-debug', false],
    [['!*', 'site'], 'site', true],
    [['*', '!*-debug', 'b-debug'], 'b-debug', true],
    [['a?[0-9]'], 'ab7', true],
    [['a[x].zip'], 'a[x].zip', true],
    [['Site'], 'site', false],
    [['{a,b}'], 'a', false],
  ])('%j of %s', (patterns, name, taken) => {
    expect(new NamePatterns('artifacts', patterns).take(name)).toBe(taken);
  });

  it('knows which of them matched nothing', () => {
    const patterns = new NamePatterns('artifacts', ['site', 'docs', '!none']);
    patterns.take('site');
    expect(patterns.unmatched).toEqual(['docs']);
  });

  it('refuses a list that only excludes, and a pattern without an end', () => {
    expect(() => new NamePatterns('artifacts', ['!site'])).toThrow('artifacts: expected a name or pattern to scan');
    expect(() => new NamePatterns('artifacts', ['x'.repeat(40_000)])).toThrow('too long');
  });
});

import { describe, expect, it } from 'vitest';
import { RecentResults } from '../../src/detect/recent-results.ts';

describe('RecentResults', () => {
  it('computes a result once', () => {
    const results = new RecentResults<string, number>(10);
    expect(results.of('a', () => 1)).toBe(1);
    expect(results.of('a', () => 2)).toBe(1);
    expect(results.of('b', () => 2)).toBe(2);
  });

  it('keeps undefined as a result', () => {
    const results = new RecentResults<string, number | undefined>(10);
    expect(results.of('a', () => undefined)).toBe(undefined);
    expect(results.of('a', () => 1)).toBe(undefined);
  });

  it('keeps what it is given', () => {
    const results = new RecentResults<string, number>(10);
    expect(results.known('a')).toBe(undefined);
    results.keep('a', 1);
    expect(results.known('a')).toBe(1);
    expect(results.of('a', () => 2)).toBe(1);
  });

  it('keeps no more results than it may', () => {
    const results = new RecentResults<number, number>(3);
    for (const key of [0, 1, 2]) results.keep(key, key);
    expect([0, 1, 2].map((key) => results.known(key))).toEqual([0, 1, 2]);
    results.keep(3, 3);
    expect([0, 1, 2, 3].map((key) => results.known(key))).toEqual([undefined, undefined, undefined, 3]);
  });
});

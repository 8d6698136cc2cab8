import { expect, test } from 'vitest';
import { firstIndex } from '../../src/bytes/first-index.ts';

test('finds the first index for which it holds, or the count', () => {
  for (let count = 0; count <= 20; count++)
    for (let first = 0; first <= count; first++) {
      const asked = new Set<number>();
      const found = firstIndex(count, (index) => {
        asked.add(index);
        return index >= first;
      });
      expect([count, first, found]).toEqual([count, first, first]);
      // By halving, and never outside.
      expect(asked.size).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)));
      expect([...asked].every((index) => index >= 0 && index < count)).toBe(true);
    }
});

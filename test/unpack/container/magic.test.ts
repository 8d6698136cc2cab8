import { expect, test } from 'vitest';
import { magic, markOf } from '../../../src/unpack/container/magic.ts';

test('magic numbers have a mark where they all begin at one place, with bytes that are known', () => {
  expect(markOf([magic('48 2b', 1024), magic('48 58', 1024)])).toEqual({ at: 1024, bytes: [0x48, 0x48] });
  expect(markOf([magic('43 44', 8), magic('43 44', 16)])).toBeUndefined();
  expect(markOf([magic('.. 44', 8)])).toBeUndefined();
  expect(markOf([])).toBeUndefined();
});

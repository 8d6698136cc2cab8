import { expect, test } from 'vitest';
import { factorByRemainders } from '../../../src/detect/memory/remainders-of-d.ts';

/** Numbers of each of two widths, as in a hostile image; a process has some 600 in all. */
const COUNT = 1 << 13;
const LIMBS = 4;

test('with very many numbers, no more pairs than the limit allows are looked at', () => {
  let reads = 0;
  const numberOf = (limbs: number, offset: number) => ({
    limbs,
    offset,
    get value() {
      reads++;
      return (1n << BigInt(64 * limbs - 1)) + BigInt(2 * offset + 1);
    },
  });
  const numbers = Array.from({ length: COUNT }, (_, index) => [numberOf(LIMBS, index), numberOf(2 * LIMBS, index)]);
  factorByRemainders(numbers.flat(), [3n], () => {});
  // A pair of a modulus and a half reads two values; all pairs would be 2^26.
  expect(reads).toBeLessThan(1 << 24);
});

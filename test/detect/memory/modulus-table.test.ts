import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import type { MemoryImage } from '../../../src/detect/memory/memory-search.ts';
import { ModulusTable } from '../../../src/detect/memory/modulus-table.ts';
import { lowWordsOf, type Numbers } from '../../../src/detect/memory/number-list.ts';

function numbersOf(values: readonly bigint[]): Numbers {
  const words = values.map(lowWordsOf);
  return {
    ...{ width: 16, offsets: values.map((_, index) => 16 * index) },
    ...{ lows: words.map(({ low }) => low), nexts: words.map(({ next }) => next) },
    valueAt: (index) => values[index],
  };
}

/** Asked for nothing here: the numbers know their values. */
const image = new MemorySource(new Uint8Array(0)) as unknown as MemoryImage;
const word = fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(1n, 2n ** 32n - 1n, 2n ** 64n - 1n, 2n ** 63n));
const odd = fc.tuple(word, word).map(([low, high]) => (high << 64n) | low | 1n);

test('the product of any two numbers is found among moduli that begin alike', () => {
  fc.assert(
    fc.property(odd, odd, fc.array(odd, { maxLength: 20 }), (p, q, others) => {
      const product = p * q;
      // Alike in 32 bits, and in 64.
      const alike = [product + (1n << 32n), product + (1n << 64n), product ^ (1n << 40n)];
      const table = new ModulusTable([...alike, product, ...others], []);
      const { low } = lowWordsOf(product);
      expect(table.has(low)).toBe(true);
      expect(table.productOf(numbersOf([p, q]), [0, 1], image)).toBe(product);
      expect(new ModulusTable(alike, []).productOf(numbersOf([p, q]), [0, 1], image)).toBeUndefined();
    }),
  );
});

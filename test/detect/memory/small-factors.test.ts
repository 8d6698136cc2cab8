import { expect, test } from 'vitest';
import { NUMBER_ORDERS, type NumberOrder, numberIn, spellNumber } from '../../../src/detect/memory/number-order.ts';
import { hasSmallFactor } from '../../../src/detect/memory/small-factors.ts';
import { type NumberSpelling, spell } from '../../builders/number-heap.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const SPELLINGS: Readonly<Record<NumberOrder, NumberSpelling>> = {
  ...{ limbs: 'words64', big: 'bytes', java: 'ints', digits30: 'digits30', digits28: 'digits28' },
  digits60: 'digits60',
  ...{ 'words-32': 'bigWords32', 'words-64': 'bigWords64' },
};
const random = seededRandom(3);

/** With the top bit set, so that all spellings have the width of the number. */
function randomNumber(bytes: number): bigint {
  const number = BigInt(`0x${Buffer.from(random.bytes(bytes)).toString('hex')}`);
  return number | (1n << BigInt(8 * bytes - 1));
}

test.each(NUMBER_ORDERS)('a number in the order %s is read, and written as it was', (order) => {
  for (const bytes of [32, 64, 128, 256]) {
    const number = randomNumber(bytes);
    const memory = spell(number, 8 * bytes, SPELLINGS[order]);
    expect(numberIn(memory, order)).toBe(number);
    expect(Buffer.from(spellNumber(number, bytes, order))).toEqual(memory);
  }
});

test.each(['limbs', 'big', 'java', 'words-32', 'words-64'] as const)(
  'small factors are seen in the order %s as division sees them',
  (order) => {
    for (let round = 0; round < 3000; round++) {
      const bytes = 32 + (order === 'words-64' ? 8 : 4) * random.int(61);
      const number = randomNumber(bytes);
      const memory = Uint8Array.from([0, 0, 0, ...spell(number, 8 * bytes, SPELLINGS[order])]);
      const view = new DataView(memory.buffer);
      const expected = [3n, 5n, 7n, 13n, 17n].some((prime) => number % prime === 0n);
      expect(hasSmallFactor(view, 3, bytes, order), `${number}`).toBe(expected);
    }
  },
);

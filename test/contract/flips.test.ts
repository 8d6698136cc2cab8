import { expect, test } from 'vitest';
import { flips, nameOf } from '../support/flips.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { samplesOfAllDetectors } from './samples.ts';

/** `npm run test:flips` makes 16 a sample and measures them. */
const ROUNDS = 1;

const all = await samplesOfAllDetectors();

test('a bit flipped in a key: nothing is proven that the sample does not hold', () => {
  const made = [...flips(all, ROUNDS, seededRandom(23))];
  expect(made.filter(({ outcome }) => outcome === 'wrong').map(nameOf)).toEqual([]);
  const proved = made.filter(({ sample }) => sample.confidence === 'proven');
  // Most bits of a key are bits of its numbers, so most flips have to take the proof away.
  expect(proved.filter(({ outcome }) => outcome === 'gone').length).toBeGreaterThan(proved.length / 2);
});

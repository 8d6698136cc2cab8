import { expect, test } from 'vitest';
import { mayBeRandom, Repeats } from '../../../src/detect/memory/repeats.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { codeLike } from './memory-images.ts';

const random = seededRandom(23);
const WIDTHS = [32, 48, 64, 66, 96, 128, 256, 512];

test('random numbers of every width may be random', () => {
  for (let round = 0; round < 3000; round++) {
    const bytes = random.bytes(512);
    expect(WIDTHS.filter((width) => !mayBeRandom(bytes, 512 - width, 512))).toEqual([]);
  }
});

test('bytes of a few common values are not, from 64 of them on', () => {
  for (let round = 0; round < 300; round++) {
    const bytes = codeLike(`${round}`, 512);
    expect(WIDTHS.filter((width) => width >= 64 && mayBeRandom(bytes, 0, width))).toEqual([]);
  }
});

test('windows of the same bytes are told as each by itself', () => {
  const bytes = Uint8Array.from([...codeLike('before', 200), ...random.bytes(300), ...codeLike('behind', 200)]);
  const repeats = new Repeats();
  repeats.show(bytes);
  for (const width of [32, 64, 96, 128, 192])
    for (let at = 0; at + width <= bytes.length; at++)
      expect(repeats.mayBeRandom(at, width), `${width} bytes at ${at}`).toBe(mayBeRandom(bytes, at, at + width));
  repeats.show(random.bytes(64));
  expect(repeats.mayBeRandom(0, 64)).toBe(true);
});

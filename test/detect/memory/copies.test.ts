import { expect, test } from 'vitest';
import { copiesOf } from '../../../src/detect/memory/copies.ts';
import type { MemoryImage } from '../../../src/detect/memory/memory-search.ts';
import { noise } from './memory-images.ts';

const NUMBER = noise('number', 32);

function imageOf(copies: number): MemoryImage {
  const bytes = Buffer.concat(Array.from({ length: copies }, () => NUMBER));
  const image: Pick<MemoryImage, 'survey' | 'read' | 'checkTime'> = {
    survey: {
      runs: Float64Array.of(0, bytes.length),
      bignums: new Float64Array(),
      edwardsKeys: new Float64Array(),
      slices: new Float64Array(),
      smallIntegers: new Float64Array(),
    },
    read: (offset, length) => bytes.subarray(Math.max(0, offset), offset + length),
    checkTime: () => {},
  };
  return image as MemoryImage;
}

test('each known place is asked for once, however many copies there are', () => {
  let asked = 0;
  const places = Array.from({ length: 2000 }, (_, index) => ({
    get offset() {
      asked++;
      return index * NUMBER.length;
    },
  }));
  const key = { string: NUMBER, places };
  expect(copiesOf(imageOf(2001), [key])).toEqual([{ of: key, offset: 2000 * NUMBER.length }]);
  expect(asked).toBeLessThan(3 * places.length);
});

test('of more copies than a report shows the first are held', () => {
  const copies = copiesOf(imageOf((1 << 16) + 10), [{ string: NUMBER, places: [] }]);
  expect(copies.map(({ offset }) => offset)).toEqual(Array.from({ length: 1 << 16 }, (_, index) => index * 32));
});

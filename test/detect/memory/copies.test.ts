import { expect, test } from 'vitest';
import { copiesOf } from '../../../src/detect/memory/copies.ts';
import { noise, plainImageOf } from './memory-images.ts';

const NUMBER = noise('number', 32);

const imageOf = (copies: number) => plainImageOf(Buffer.concat(Array.from({ length: copies }, () => NUMBER)));

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

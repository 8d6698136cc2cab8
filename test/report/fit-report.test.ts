import { describe, expect, it } from 'vitest';
import { fitReport, takeFitting } from '../../src/report/fit-report.ts';

const asTheyAre = (size: number) => ({ entry: size, size });

describe('takeFitting', () => {
  it('takes as many of the first items as fit', () => {
    expect(takeFitting([3, 3, 3], 9, asTheyAre)).toEqual([3, 3, 3]);
    expect(takeFitting([3, 3, 3], 8, asTheyAre)).toEqual([3, 3]);
    expect(takeFitting([3, 3, 3], 2, asTheyAre)).toEqual([]);
  });

  it('takes none after one that does not fit', () => {
    expect(takeFitting([1, 9, 1], 5, asTheyAre)).toEqual([1]);
  });

  it('makes no entries after that one', () => {
    const asked: number[] = [];
    takeFitting([1, 9, 1], 5, (size) => {
      asked.push(size);
      return { entry: size, size };
    });
    expect(asked).toEqual([1, 9]);
  });
});

describe('fitReport', () => {
  const itemsOf = (maxSize: number) => (placeLimit: number) => ({
    placeLimit,
    items: takeFitting([1, 2, 3], maxSize, (item) => ({ entry: item, size: placeLimit })),
  });
  const isComplete = ({ items }: { readonly items: readonly number[] }) => items.length === 3;

  it.each([
    [300, { placeLimit: 100, items: [1, 2, 3] }],
    [299, { placeLimit: 10, items: [1, 2, 3] }],
    [29, { placeLimit: 1, items: [1, 2, 3] }],
    [2, { placeLimit: 1, items: [1, 2] }],
  ])('of a size of %j, lists the most places with which all findings fit', (maxSize, expected) => {
    expect(fitReport([100, 10, 1], itemsOf(maxSize), isComplete)).toEqual(expected);
  });
});

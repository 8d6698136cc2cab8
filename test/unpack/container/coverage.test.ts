import { expect, test } from 'vitest';
import { Coverage } from '../../../src/unpack/container/coverage.ts';

test.each<[string, [number, number][], [number, number][], number]>([
  ['nothing', [], [[0, 10]], 0],
  ['all', [[0, 10]], [], 0],
  [
    'ranges behind the end',
    [
      [0, 12],
      [15, 20],
    ],
    [],
    0,
  ],
  [
    'side by side, in any order',
    [
      [5, 10],
      [0, 5],
    ],
    [],
    0,
  ],
  [
    'holes before, between and behind',
    [
      [7, 8],
      [2, 4],
    ],
    [
      [0, 2],
      [4, 7],
      [8, 10],
    ],
    0,
  ],
  [
    'overlaps',
    [
      [0, 6],
      [4, 8],
    ],
    [[8, 10]],
    1,
  ],
  [
    'one in another',
    [
      [0, 10],
      [2, 3],
      [5, 6],
    ],
    [],
    2,
  ],
  [
    'the same twice',
    [
      [1, 9],
      [1, 9],
    ],
    [
      [0, 1],
      [9, 10],
    ],
    1,
  ],
  [
    'empty ranges',
    [
      [3, 3],
      [5, 4],
    ],
    [[0, 10]],
    0,
  ],
  ['beyond the end', [[4, 99]], [[0, 4]], 0],
])('%s', (_, ranges, holes, overlaps) => {
  const coverage = new Coverage();
  for (const [start, end] of ranges) coverage.add(start, end);
  expect(coverage.survey(10)).toEqual({ holes: holes.map(([start, end]) => ({ start, end })), overlaps });
});

import { expect, test } from 'vitest';
import { NO_MEMORY } from '../../src/model/memory.ts';
import { locate } from '../../src/views/locate.ts';

const view = {
  id: 'test',
  memory: NO_MEMORY,
  troubles: [],
  regions: [
    { offset: 10, length: 5, address: 0x1000n, name: '[heap]' },
    { offset: 15, length: 5, address: 0x7f00n, name: 'libx.so', moduleBase: 0x7000n },
    { offset: 30, length: 1, name: 'Linux environment' },
    { offset: 31, length: 2, address: 0x9000n },
    { offset: 40, length: 1 },
  ],
};

test.each<[number, ReturnType<typeof locate>]>([
  [9, undefined],
  [10, { address: 0x1000n, region: '[heap]' }],
  [14, { address: 0x1004n, region: '[heap]' }],
  [15, { address: 0x7f00n, region: 'libx.so+0xf00' }],
  [19, { address: 0x7f04n, region: 'libx.so+0xf04' }],
  [20, undefined],
  [30, { region: 'Linux environment' }],
  [32, { address: 0x9001n }],
  [40, {}],
  [41, undefined],
  [-1, undefined],
])('offset %i lies at %o', (offset, expected) => {
  expect(locate(view, offset)).toEqual(expected);
});

test('a view without regions knows no place', () => {
  expect(locate({ ...view, regions: [] }, 0)).toBeUndefined();
});

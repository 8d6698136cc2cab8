import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { lime as reader } from '../../src/views/lime.ts';
import { locate } from '../../src/views/locate.ts';
import { lime } from '../builders/lime.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const random = seededRandom(23);
const ranges = [0x1000n, 0x100000n, 0x100000000n].map((address) => ({ address, bytes: random.bytes(5000) }));
const bytes = lime(ranges);

test('has each range at its physical address, which no pointer holds', () => {
  const view = reader.open(new MemorySource(bytes));
  for (const { address, bytes: memory } of ranges) {
    expect(Buffer.from(view.memory.peek(address, 5000)!)).toEqual(Buffer.from(memory));
    expect(locate(view, bytes.indexOf(memory) + 9)).toEqual({ address: address + 9n, region: 'physical memory' });
  }
  expect(view.memory.pointerBytes).toBeUndefined();
  expect(view.troubles).toEqual([]);
});

describe('damage', () => {
  const changed = (at: number, value: bigint) => {
    const copy = Buffer.from(bytes);
    copy.writeBigUInt64LE(value, at);
    return copy;
  };

  test.each<[string, Uint8Array, number]>([
    ['the second header is another one', changed(5032, 0n), 1],
    ['a range ends below its beginning', changed(5032 + 16, 5n), 1],
    ['the last range is cut', bytes.subarray(0, -1), 3],
    ['a header is cut', bytes.subarray(0, 5040), 1],
    ['a range is longer than any file', changed(5032 + 16, (1n << 64n) - 1n), 2],
  ])('is told when %s', (_, damaged, regions) => {
    const view = reader.open(new MemorySource(damaged));
    expect(view.regions).toHaveLength(regions);
    expect(view.troubles).toMatchObject([
      { code: 'damaged', message: expect.stringMatching(/^LiME image: expected /) },
    ]);
  });

  test('with ranges of one byte ends at the limit', () => {
    const many = lime(
      Array.from({ length: 300_000 }, (_, index) => ({ address: BigInt(index * 2), bytes: Uint8Array.of(1) })),
    );
    const view = reader.open(new SparseSource(many.length, { offset: 0, bytes: many }));
    expect(view.troubles).toMatchObject([{ code: 'unsupported' }]);
  });
});

import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { androidSparse } from '../../../src/unpack/disks/android-sparse.ts';
import { BLOCK, chunk, KIND, sparseImage } from '../../builders/android-sparse.ts';
import { u32 } from '../../builders/numbers.ts';
import { AMPLE, list, noise, texts } from '../observe.ts';

describe('a sparse image of Android', () => {
  const [first, second] = [noise(2 * BLOCK), noise(BLOCK, 2)];

  test('has its blocks where they belong', async () => {
    const bytes = sparseImage([
      chunk(KIND.raw, 2, first),
      chunk(KIND.nothing, 3),
      chunk(KIND.fill, 1, Buffer.from('abcd')),
      chunk(KIND.crc, 0, u32(1)),
      chunk(KIND.raw, 1, second),
    ]);
    const { entries, troubles } = await list(androidSparse, bytes);
    const expected = [first, Buffer.alloc(3 * BLOCK), Buffer.alloc(BLOCK, 'abcd'), second];
    expect([entries.length, entries[0]!.bytes.equals(Buffer.concat(expected)), troubles]).toEqual([1, true, []]);
  });

  test.each<[string, Buffer, number]>([
    ['that is cut', sparseImage([chunk(KIND.raw, 2, first), chunk(KIND.raw, 1, second)]).subarray(0, -10), 2 * BLOCK],
    ['with fewer chunks than it says', sparseImage([chunk(KIND.raw, 2, first)], { count: 2 }), 2 * BLOCK],
    ['with a chunk of no kind', sparseImage([chunk(1, 1, second), chunk(KIND.raw, 2, first)]), 3 * BLOCK],
    ['whose chunk is shorter than it says', sparseImage([chunk(KIND.raw, 9, first)]), 2 * BLOCK],
    ['with more chunks than it says', sparseImage([chunk(KIND.raw, 2, first)], { count: 0 }), 0],
    ['with more blocks than it says', sparseImage([chunk(KIND.raw, 2, first)], { blocks: 1 }), 2 * BLOCK],
    ['with fewer blocks than it says', sparseImage([chunk(KIND.raw, 2, first)], { blocks: 3 }), 2 * BLOCK],
    ['whose hole is longer than it', sparseImage([chunk(KIND.nothing, 2 ** 26)], { blocks: 3 }), 3 * BLOCK],
    ['whose hole has bytes', sparseImage([chunk(KIND.nothing, 2, first)]), 2 * BLOCK],
    ['whose sum has bytes of a block', sparseImage([chunk(KIND.crc, 2, first)]), 2 * BLOCK],
    ['that repeats more than a word', sparseImage([chunk(KIND.fill, 2, first)]), 2 * BLOCK],
    ['whose header is cut', sparseImage([]).subarray(0, 20), 0],
  ])('%s gives what there is, and says so', async (_, bytes, expectedBytes) => {
    const { entries, troubles } = await list(androidSparse, bytes);
    expect([entries[0]!.bytes.length, troubles.map(({ trouble }) => trouble.code)]).toEqual([
      expectedBytes,
      ['damaged'],
    ]);
  });

  test('of blocks of 4 GiB makes no hole of them, is scanned as is, and says so', async () => {
    const bytes = sparseImage([chunk(KIND.raw, 2, first), chunk(KIND.nothing, 254)]);
    bytes.writeUInt32LE(0xff001000, 12);
    const { entries, troubles } = await list(androidSparse, bytes);
    expect(entries.map((entry) => entry.bytes.length)).toEqual([0, bytes.length]);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  });

  test('that has lost the kind of a chunk still gives its bytes', async () => {
    const { entries } = await list(androidSparse, sparseImage([chunk(KIND.nothing, 2, first)]));
    expect(entries[0]!.bytes.equals(first)).toBe(true);
  });

  test('gives what lies behind the last chunk', async () => {
    const listing = await list(androidSparse, Buffer.concat([sparseImage([]), Buffer.from('behind')]));
    expect(texts(listing)).toEqual([
      ['image', ''],
      ['[behind the archive]', 'behind'],
    ]);
  });

  test('has blocks behind a long hole where they belong', async () => {
    const image = sparseImage([chunk(KIND.nothing, 2 ** 20), chunk(KIND.raw, 1, second)]);
    let bytes = 0;
    for await (const item of androidSparse.entries(new MemorySource(image), new Budget(AMPLE)))
      if ('open' in item) for await (const { length } of item.open()) bytes += length;
    expect(bytes).toBe(2 ** 32 + BLOCK);
  });
});

import { describe, expect, test } from 'vitest';
import { deltaLengths } from '../../../src/unpack/codecs/delta-packed.ts';
import { deltas, signed, unsigned } from '../../builders/parquet.ts';

describe('bit-packed differences', () => {
  test('of many blocks', () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => (index * 7919) % 1000);
    const bytes = deltas(numbers);
    const found = deltaLengths(Buffer.concat([bytes, Buffer.of(9)]), 0, 1000);
    expect([...found!.lengths]).toEqual(numbers);
    expect(found!.end).toBe(bytes.length);
    expect(deltaLengths(bytes, 0, 999)).toBeUndefined();
    // Behind the last value stand 100 bytes that nobody needs.
    for (let cut = 0; cut < bytes.length - 100; cut += 7)
      expect(deltaLengths(bytes.subarray(0, cut), 0, 1000)).toBeUndefined();
  });

  test.each<[string, readonly Buffer[]]>([
    ['none in a miniblock', [unsigned(0), unsigned(4), unsigned(9), signed(0)]],
    ['no miniblocks', [unsigned(128), unsigned(0), unsigned(9), signed(0)]],
    ['a block of 2^40', [unsigned(2 ** 40), unsigned(4), unsigned(9), signed(0)]],
    ['2^40 values', [unsigned(128), unsigned(4), unsigned(2 ** 40), signed(0)]],
    ['2^31 values in a megabyte', [unsigned(128), unsigned(4), unsigned(2 ** 31 - 1), signed(0), Buffer.alloc(3e6)]],
    ['one below zero', [unsigned(128), unsigned(4), unsigned(1), signed(-1)]],
    ['99 bits', [unsigned(128), unsigned(4), unsigned(9), signed(0), signed(0), Buffer.alloc(4000, 99)]],
    ['no end', [Buffer.alloc(99, 0xff)]],
  ])('%s are none', (_, parts) => {
    expect(deltaLengths(Buffer.concat(parts), 0, 2 ** 41)).toBeUndefined();
  });
});

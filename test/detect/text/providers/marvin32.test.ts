import { describe, expect, test } from 'vitest';
import { marvin32, marvinSeed } from '../../../../src/detect/text/providers/marvin32.ts';

/** 64-bit results of SymCrypt's own test (lib/marvin32.c); the checksum is the exclusive or of their halves. */
describe('marvin32', () => {
  test.each([
    ['abc', 0xd53cd9cecd0893b7n, 0x22c74339492769bfn],
    ['abcdefghijklmnopqrstuvwxyz', 0xddddeeeeffff000n, 0xa128eb7e7260aca2n],
  ])('of %s is what SymCrypt says', (text, seed, expected) => {
    expect(marvin32(Buffer.from(text), seed)).toBe(Number((expected >> 32n) ^ (expected & 0xffffffffn)));
  });

  test('a seed is its characters, the first highest', () => {
    expect(marvinSeed('Default0')).toBe(0x44656661756c7430n);
  });
});

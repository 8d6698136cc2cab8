import { describe, expect, test } from 'vitest';
import { bitLength, fromBytes, gcd, squareRoot, toBytes } from '../../../src/detect/proof/big-integer.ts';

describe('numbers', () => {
  test.each([
    [0n, 0],
    [1n, 1],
    [2n, 2],
    [255n, 8],
    [256n, 9],
    [(1n << 2048n) - 1n, 2048],
    [1n << 2048n, 2049],
  ])('bitLength of %s is %i', (value, bits) => {
    expect(bitLength(value)).toBe(bits);
  });

  test('bytes and back', () => {
    for (const value of [0n, 1n, 255n, 256n, 0x123456789abcdefn]) expect(fromBytes(toBytes(value))).toBe(value);
    expect(toBytes(0x80n)).toEqual(Buffer.of(0x80));
    expect(fromBytes(new Uint8Array())).toBe(0n);
  });

  test('gcd', () => {
    expect(gcd(12n, 18n)).toBe(6n);
    expect(gcd(7n, 0n)).toBe(7n);
    expect(gcd(1n << 100n, 3n ** 50n)).toBe(1n);
  });

  test('squareRoot is exact for squares and rounds down between them', () => {
    for (const root of [0n, 1n, 2n, 3n, 255n, 256n, 10n ** 30n, (1n << 4096n) - 1n]) {
      expect(squareRoot(root * root)).toBe(root);
      if (root > 0n) expect(squareRoot(root * root + 2n * root)).toBe(root);
      if (root > 1n) expect(squareRoot(root * root - 1n)).toBe(root - 1n);
    }
  });
});

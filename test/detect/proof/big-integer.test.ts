import { generatePrimeSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  bitLength,
  fromBytes,
  gcd,
  passesMillerRabin,
  squareRoot,
  toBytes,
} from '../../../src/detect/proof/big-integer.ts';

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

  test('Miller and Rabin to the base 2: the odd numbers from 5 to 10,000 that pass are the primes and five known others', () => {
    const isPrime = (value: number) => {
      for (let divisor = 3; divisor * divisor <= value; divisor += 2) if (value % divisor === 0) return false;
      return true;
    };
    const wrong = [];
    for (let value = 5; value < 10_000; value += 2) {
      if (passesMillerRabin(BigInt(value)) !== isPrime(value)) wrong.push(value);
    }
    // Strong pseudoprimes to the base 2: OEIS A001262.
    expect(wrong).toEqual([2047, 3277, 4033, 4681, 8321]);
  });

  test('Miller and Rabin: large primes pass, their products do not', () => {
    const [p, q] = [generatePrimeSync(256, { bigint: true }), generatePrimeSync(256, { bigint: true })];
    expect([passesMillerRabin(p), passesMillerRabin(q), passesMillerRabin(p * q)]).toEqual([true, true, false]);
  });
});

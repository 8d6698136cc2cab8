import { generatePrimeSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBytes } from '../../../src/detect/proof/big-integer.ts';
import { modPow, passesMillerRabin } from '../../../src/detect/proof/modular-power.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const random = seededRandom(3);
const number = (bits: number) => fromBytes(random.bytes(bits / 8)) | (1n << BigInt(bits - 1));

/** From the right, where the code goes from the left. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result % modulus;
}

describe('modPow', () => {
  test.each([
    ['a small modulus', 64, 64],
    ['where OpenSSL begins to do it', 256, 160],
    ['DSA', 1024, 160],
    ['an exponent as large as the modulus', 1024, 1024],
    ['the largest that OpenSSL does', 3072, 256],
    ['one that it does not do', 3080, 256],
    ['a small exponent', 1024, 16],
  ])('%s', (_, modulusBits, exponentBits) => {
    const modulus = number(modulusBits) | 1n;
    const exponent = number(exponentBits);
    for (const base of [0n, 1n, 2n, modulus - 1n, modulus + 2n, number(modulusBits), number(modulusBits - 16)]) {
      expect(modPow(base, exponent, modulus)).toBe(power(base % modulus, exponent, modulus));
    }
  });

  test('an even modulus, and an exponent above the modulus', () => {
    const exponent = number(1024);
    for (const modulus of [number(512) & ~1n, number(512) | 1n]) {
      expect(modPow(3n, exponent, modulus)).toBe(power(3n, exponent, modulus));
    }
  });
});

describe('passesMillerRabin', () => {
  test('to the base 2: the odd numbers from 5 to 10,000 that pass are the primes and five known others', () => {
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

  test('large primes pass, their products do not', () => {
    const [p, q] = [generatePrimeSync(256, { bigint: true }), generatePrimeSync(256, { bigint: true })];
    expect([passesMillerRabin(p), passesMillerRabin(q), passesMillerRabin(p * q)]).toEqual([true, true, false]);
  });
});

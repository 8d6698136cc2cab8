import { generatePrimeSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { gcd, inverseOf } from '../../../src/detect/proof/big-integer.ts';
import { mayBePrivateExponent } from '../../../src/detect/proof/private-exponent.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const ratioOf = (d: bigint, n: bigint, bits: number) => Number(d >> BigInt(bits - 64)) / Number(n >> BigInt(bits - 64));

test.each([3n, 17n, 257n, 65537n])('every d of an RSA key with e = %i is one', (e) => {
  let tried = 0;
  while (tried < 20) {
    const [p, q] = [generatePrimeSync(256, { bigint: true }), generatePrimeSync(256, { bigint: true })];
    const phi = (p - 1n) * (q - 1n);
    const cofactor = gcd(p - 1n, q - 1n);
    const large = inverseOf(e, phi);
    // One key of some 650 is passed over by design.
    if (large === undefined || cofactor > 1000n) continue;
    tried++;
    for (const d of [large, large % (phi / cofactor)])
      expect(mayBePrivateExponent(Number(e), ratioOf(d, p * q, 512))).toBe(true);
  }
});

test('one random number in thousands is one', () => {
  const random = seededRandom(17);
  let wrong = 0;
  for (let round = 0; round < 100_000; round++) if (mayBePrivateExponent(65537, random.next())) wrong++;
  expect(wrong).toBeLessThan(30);
  for (const ratio of [0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(mayBePrivateExponent(3, ratio)).toBe(false);
});

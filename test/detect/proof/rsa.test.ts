import { generatePrimeSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bitLength, gcd } from '../../../src/detect/proof/big-integer.ts';
import { proveRsa, type RsaNumbers } from '../../../src/detect/proof/rsa.ts';
import { testKey } from '../../samples/keys.ts';
import { hugeRsaNumbers, inverse, rsaNumbers } from '../../samples/private-key-places.ts';

const key = rsaNumbers(testKey('rsa-1024').privateKey);
const { n, e, d, p, q } = key;
const phi = (p - 1n) * (q - 1n);
const lambda = phi / gcd(p - 1n, q - 1n);

describe('proveRsa', () => {
  test.each(['rsa-512', 'rsa-1024', 'rsa-2047', 'rsa-2048', 'rsa-4096'])('holds for %s of node:crypto', (name) => {
    const numbers = rsaNumbers(testKey(name).privateKey);
    expect(proveRsa(numbers)).toEqual({ kind: 'rsa', n: numbers.n, e: numbers.e });
  });

  const wrong: Record<string, Partial<RsaNumbers>> = {
    'n is another number': { n: n + 2n },
    'p is 1 and q is n': { p: 1n, q: n, dp: undefined, dq: undefined, qi: undefined },
    'p is n and q is 1': { p: n, q: 1n, dp: undefined, dq: undefined, qi: undefined },
    'p is 0': { p: 0n },
    'q is another number': { q: q + 2n },
    'p and q change places': { p: q, q: p },
    'e does not belong to d': { e: 3n },
    'e is 1 and d is 1': { e: 1n, d: 1n },
    'e is even': { e: 65536n },
    'e has more than 256 bits': { e: e + lambda },
    'd is another number': { d: d + 2n },
    'd is 0': { d: 0n },
    'd is larger than n': { d: d + 4n * lambda * n },
    'd mod (p-1) is another number': { dp: key.dp + 1n },
    'd mod (q-1) is not reduced': { dq: key.dq + q - 1n },
    'the inverse of q is another number': { qi: key.qi + 1n },
    'the inverse of q is not reduced': { qi: key.qi + p },
  };
  test.each(Object.entries(wrong))('refuses a key in which %s', (_, change) => {
    expect(proveRsa({ ...key, ...change })).toBeUndefined();
  });

  test('takes d modulo phi(n) as well as modulo lcm(p-1, q-1)', () => {
    const other = { n, e, p, q, d: d % lambda === d ? d + lambda : d % lambda };
    expect(other.d).toBeLessThan(phi);
    expect(proveRsa(other)).toEqual({ kind: 'rsa', n, e });
  });

  test('finds p and q from n, e and d, for d modulo phi(n) and modulo lcm(p-1, q-1)', () => {
    for (const name of ['rsa-512', 'rsa-1024', 'rsa-2048', 'rsa-4096']) {
      const numbers = rsaNumbers(testKey(name).privateKey);
      const phiOfN = (numbers.p - 1n) * (numbers.q - 1n);
      const lcm = phiOfN / gcd(numbers.p - 1n, numbers.q - 1n);
      for (const exponent of [numbers.d % lcm, (numbers.d % lcm) + lcm]) {
        expect(proveRsa({ n: numbers.n, e: numbers.e, d: exponent })).toEqual({
          kind: 'rsa',
          n: numbers.n,
          e: numbers.e,
        });
      }
    }
  });

  test('finds p and q where p-1 and q-1 have a large divisor in common', () => {
    for (const shared of [30n, 4098n, 2n ** 31n]) {
      const made = primesWith(shared);
      expect(gcd(made.p - 1n, made.q - 1n) % shared).toBe(0n);
      expect(proveRsa({ n: made.n, e: made.e, d: made.d })).toEqual({ kind: 'rsa', n: made.n, e: made.e });
    }
  });

  test('n, e and d of different keys give nothing', () => {
    const other = rsaNumbers(testKey('rsa-512').privateKey);
    expect(proveRsa({ n, e, d: other.d })).toBeUndefined();
    expect(proveRsa({ n, e, d: d + 2n })).toBeUndefined();
  });

  test('refuses numbers that hold but are not of primes', () => {
    const made = keyOf(product([256, 256]), product([512]));
    expect((made.e * made.d) % ((made.p - 1n) * (made.q - 1n))).toBe(1n);
    expect(made.p * made.q).toBe(made.n);
    expect(proveRsa(made)).toBeUndefined();
  });

  test('refuses a modulus below 512 and above 16,384 bits', () => {
    expect(proveRsa(keyOf(product([250]), product([250])))).toBeUndefined();
    expect(proveRsa({ ...key, n: n << 16384n })).toBeUndefined();
  });

  test('proves 16,384 bits, where primes are too large to be tested', () => {
    const made = hugeRsaNumbers();
    expect(bitLength(made.n)).toBeGreaterThan(16_376);
    expect(proveRsa(made)).toBeDefined();
    expect(proveRsa({ ...made, d: made.d + 2n })).toBeUndefined();
  });
});

function product(sizes: readonly number[]): bigint {
  return sizes.reduce((all, size) => all * generatePrimeSync(size, { bigint: true }), 1n);
}

/** Numbers for which all holds that is asked of a key, but that p and q are prime. */
function keyOf(p: bigint, q: bigint): RsaNumbers & { p: bigint; q: bigint } {
  for (const e of [65537n, 257n, 17n, 5n, 3n, 65539n]) {
    const d = inverse(e, (p - 1n) * (q - 1n));
    if (d !== undefined) return { n: p * q, e, d, p, q };
  }
  throw new Error('p-1 and q-1 have a divisor in common with every exponent');
}

function primesWith(shared: bigint): { n: bigint; e: bigint; d: bigint; p: bigint; q: bigint } {
  for (;;) {
    const [p, q] = [0, 1].map(() => generatePrimeSync(512, { bigint: true, add: shared * 2n, rem: 1n })) as [
      bigint,
      bigint,
    ];
    const inCommon = gcd(p - 1n, q - 1n);
    const d = inverse(65537n, ((p - 1n) * (q - 1n)) / inCommon);
    if (d !== undefined && p !== q && inCommon < MAX_IN_COMMON) return { n: p * q, e: 65537n, d, p, q };
  }
}
/** As far as `primesOf` looks (MAX_COFACTOR). Chance gives one pair of 300 a divisor beyond it, over the 2^32 of both. */
const MAX_IN_COMMON = 1n << 40n;

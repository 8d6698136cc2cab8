import { describe, expect, test } from 'vitest';
import { gcd, toBytes } from '../../../src/detect/proof/big-integer.ts';
import { beginsPrivateExponent } from '../../../src/detect/proof/exponent-piece.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { rsaNumbers } from '../../samples/private-key-places.ts';
import { seededRandom } from '../../support/seeded-random.ts';

describe('beginsPrivateExponent', () => {
  test.each(['rsa-512', 'rsa-1024', 'rsa-2048', 'rsa-4096'])('holds for the first bytes of d of %s', (name) => {
    const { n, e, p, q, d } = rsaNumbers(testKey(name).privateKey);
    const phi = (p - 1n) * (q - 1n);
    const lambda = phi / gcd(p - 1n, q - 1n);
    for (const exponent of [d % lambda, (d % lambda) + lambda]) {
      const bytes = toBytes(exponent);
      for (const count of [12, 16, 20, 32]) {
        expect(beginsPrivateExponent(n, e, bytes.subarray(0, count), bytes.length)).toBe(true);
      }
    }
  });

  test('refuses random bytes, wrong bits and fewer bytes than prove anything', () => {
    const { n, e, d } = rsaNumbers(testKey('rsa-2048').privateKey);
    const bytes = toBytes(d);
    const random = seededRandom(41);
    for (let round = 0; round < 500; round++) {
      const other = random.bytes(16);
      other[0]! &= 0x7f;
      expect(beginsPrivateExponent(n, e, other, bytes.length)).toBe(false);
      const flipped = Uint8Array.from(bytes.subarray(0, 16));
      flipped[random.int(16)]! ^= 1 << random.int(8);
      expect(beginsPrivateExponent(n, e, flipped, bytes.length)).toBe(false);
    }
    expect(beginsPrivateExponent(n, e, bytes.subarray(0, 8), bytes.length)).toBe(false);
  });

  test('refuses d of another key', () => {
    const { n, e } = rsaNumbers(testKey('rsa-2048').privateKey);
    const other = toBytes(rsaNumbers(freshKey('rsa-2048').privateKey).d);
    expect(beginsPrivateExponent(n, e, other.subarray(0, 32), other.length)).toBe(false);
  });
});

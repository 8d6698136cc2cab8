import { beforeEach, describe, expect, test, vi } from 'vitest';
import { inverseOf, toBytes } from '../../../src/detect/proof/big-integer.ts';
import { passesMillerRabin } from '../../../src/detect/proof/modular-power.ts';
import { keyOfNumbers } from '../../../src/detect/proof/numbers-of-key.ts';
import { jwkOf, testKey } from '../../samples/keys.ts';
import { seededRandom } from '../../support/seeded-random.ts';

vi.mock('../../../src/detect/proof/modular-power.ts', async (original) => {
  const actual = await original<typeof import('../../../src/detect/proof/modular-power.ts')>();
  return { ...actual, passesMillerRabin: vi.fn(actual.passesMillerRabin) };
});

const powers = vi.mocked(passesMillerRabin);
const random = seededRandom(31);

/** Without small divisors, and no prime. */
function composite(bits: number): bigint {
  const factor = (size: number): bigint => {
    for (;;) {
      const value = BigInt(`0x${Buffer.from(random.bytes(size / 8)).toString('hex')}`) | (3n << BigInt(size - 2)) | 1n;
      if (SMALL.every((prime) => value % prime !== 0n)) return value;
    }
  };
  return factor(bits / 2) * factor(bits / 2);
}
const SMALL = Array.from({ length: 105 }, (_, index) => BigInt(2 * index + 3));

const bytesOf = (numbers: readonly bigint[]) => numbers.map(toBytes);

describe('numbers that are no key', () => {
  beforeEach(() => {
    powers.mockClear();
  });

  test('are tested once, however many names stand before them', () => {
    const [p, q] = [composite(1024), composite(1024)];
    for (let name = 0; name < 50; name++) {
      expect(keyOfNumbers(bytesOf([p * q, p, q]), 0)).toBe(undefined);
      // With another number each time.
      expect(keyOfNumbers(bytesOf([BigInt(2 * name) + (1n << 200n), p * q, p, q]), 0)).toBe(undefined);
    }
    expect(powers.mock.calls.length).toBe(1);
  });

  test('are not tested where that would take a second', () => {
    const [p, q] = [composite(4096), composite(4096)];
    expect(keyOfNumbers(bytesOf([p * q, p, q]), 0)).toBe(undefined);
    expect(powers).not.toHaveBeenCalled();
  });
});

test('the same numbers are looked at once, of each split', () => {
  const { n, p, q } = jwkOf(testKey('rsa-1024').privateKey)!;
  const numbers = () => [n, p, q].map((digits) => Buffer.from(digits!, 'base64url'));
  const first = keyOfNumbers(numbers(), 1);
  expect(first?.publicKey).toMatchObject({ kind: 'rsa', e: 65537n });
  expect(keyOfNumbers(numbers().toReversed(), 2)).not.toBe(first);
  expect(keyOfNumbers(numbers(), 1)).toBe(first);
  expect(keyOfNumbers(numbers().slice(0, 2), 1)).toBe(undefined);
});

test.each([97n, (1n << 64n) + 13n, (1n << 200n) + 235n])('an exponent that nobody uses is worked out: %s', (e) => {
  const { p, q } = jwkOf(testKey('rsa-2048').privateKey)!;
  const [left, right] = [p, q].map((digits) => BigInt(`0x${Buffer.from(digits!, 'base64url').toString('hex')}`));
  const d = inverseOf(e, (left! - 1n) * (right! - 1n));
  if (d === undefined) return;
  for (const primes of [
    [left!, right!],
    [right!, left!],
  ])
    expect(keyOfNumbers(bytesOf([left! * right!, d, ...primes]), 1)?.publicKey).toMatchObject({ kind: 'rsa', e });
});

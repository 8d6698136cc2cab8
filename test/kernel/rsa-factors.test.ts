import { generatePrimeSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';
import {
  canFactor,
  findRsaFactors,
  type NumberLayout,
  type NumberOrder,
  type RsaFactor,
} from '../../src/kernel/rsa-factors.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { DATA_KINDS } from './seeded-data.ts';

const plan = planKernel([]);
const EVERYWHERE: readonly NumberLayout[] = [
  { order: 'little', alignBytes: 1 },
  { order: 'big', alignBytes: 1 },
  { order: 'java', alignBytes: 1 },
];
const ORDERS: readonly NumberOrder[] = ['little', 'big', 'java'];

/** Two fresh primes. Not such as the filter misses by design, one in 50,000, or the tests would fail now and then. */
function primesOf(bytes: number): readonly [bigint, bigint] {
  const prime = (): bigint => {
    const candidate = generatePrimeSync(8 * bytes, { bigint: true });
    const memory = inMemory(candidate, bytes, 'little');
    const unusual = Math.abs(memory.filter((byte) => byte >= 0x80).length - bytes / 2) > 2 * Math.sqrt(bytes);
    return unusual || memory.filter((byte) => byte === 0).length > 6 ? prime() : candidate;
  };
  return [prime(), prime()];
}

/** The number as it lies in memory; written without the kernel's code. */
function inMemory(number: bigint, bytes: number, order: NumberOrder): Uint8Array {
  const memory = new Uint8Array(bytes);
  for (let place = 0; place < bytes; place++) {
    const byte = Number((number >> BigInt(8 * place)) & 0xffn);
    if (order === 'little') memory[place] = byte;
    else if (order === 'big') memory[bytes - 1 - place] = byte;
    else memory[bytes - 4 - (place - (place % 4)) + (place % 4)] = byte;
  }
  return memory;
}

const lineOf = ({ offset, length, order, modulus, factor }: RsaFactor) =>
  `${offset}+${length} ${order} of ${modulus}: ${factor.toString(16)}`;

describe('findRsaFactors', () => {
  test.each([1024, 1536, 2048, 3072, 4096])(
    'finds both factors of a modulus of %i bits, in each order, at any offset',
    (bits) => {
      const bytes = bits / 16;
      const [p, q] = primesOf(bytes);
      const random = seededRandom(bits);
      const kernel = openKernel(plan, 1 << 16);
      kernel.window.set(DATA_KINDS['memory of a process']!(random, 1 << 16));
      const planted: string[] = [];
      let offset = random.int(100);
      for (const order of ORDERS) {
        for (const factor of [p, q, q, p]) {
          kernel.window.set(inMemory(factor, bytes, order), offset);
          planted.push(lineOf({ offset, length: bytes, order, modulus: 0, factor }));
          offset += bytes + random.int(2000);
        }
      }
      const search = { moduli: [p * q], layouts: EVERYWHERE, mostTests: Number.POSITIVE_INFINITY };
      const { factors, searchedTo } = findRsaFactors(kernel, search, 0, 1 << 16, 1 << 16);
      expect(factors.map(lineOf)).toEqual(planted);
      expect(searchedTo).toBe(1 << 16);
    },
  );

  test('agrees with division at every offset of random data, for several moduli', () => {
    const bytes = 64;
    const windowBytes = 6000;
    const random = seededRandom(3);
    const pairs = [primesOf(bytes), primesOf(bytes), primesOf(bytes)];
    const moduli = pairs.map(([p, q]) => p * q);
    const kernel = openKernel(plan, windowBytes);
    kernel.window.set(DATA_KINDS['random bytes']!(random, windowBytes));
    for (const [index, pair] of pairs.entries())
      kernel.window.set(inMemory(pair[index & 1]!, bytes, ORDERS[index]!), 1000 * index + random.int(900));
    const expected: string[] = [];
    for (let offset = 0; offset + bytes <= windowBytes; offset++) {
      for (const [modulus, n] of moduli.entries()) {
        for (const order of ORDERS) {
          let factor = 0n;
          const memory = kernel.window.subarray(offset, offset + bytes);
          for (let place = 0; place < bytes; place++) {
            const at = order === 'little' ? bytes - 1 - place : order === 'big' ? place : place ^ 3;
            factor = (factor << 8n) | BigInt(memory[at]!);
          }
          if (factor > 1n && n % factor === 0n)
            expected.push(lineOf({ offset, length: bytes, order, modulus, factor }));
        }
      }
    }
    const search = { moduli, layouts: EVERYWHERE, mostTests: Number.POSITIVE_INFINITY };
    expect(expected).toHaveLength(3);
    expect(findRsaFactors(kernel, search, 0, windowBytes, windowBytes).factors.map(lineOf)).toEqual(expected);
  });

  test.each(Object.entries(DATA_KINDS))(
    'finds a factor in 1 MiB of %s, and in the part where it begins',
    (kind, make) => {
      const bytes = 128;
      const windowBytes = 1 << 20;
      const [p, q] = primesOf(bytes);
      const random = seededRandom(kind.length);
      const kernel = openKernel(plan, windowBytes);
      kernel.window.set(make(random, windowBytes));
      const offset = 8 * random.int((windowBytes - bytes) / 8);
      kernel.window.set(inMemory(p, bytes, 'little'), offset);
      const layouts: readonly NumberLayout[] = [{ order: 'little', alignBytes: 8 }];
      const search = { moduli: [q * p], layouts, mostTests: Number.POSITIVE_INFINITY };
      const offsets = (start: number, end: number, limit: number) =>
        findRsaFactors(kernel, search, start, end, limit).factors.map((factor) => factor.offset);
      expect(offsets(0, windowBytes, windowBytes)).toEqual([offset]);
      expect(offsets(offset & 7, offset, windowBytes)).toEqual([]);
      expect(offsets(0, offset + 1, offset + bytes)).toEqual([offset]);
      expect(offsets(offset, offset + 1, offset + bytes)).toEqual([offset]);
      expect(offsets(offset, windowBytes, offset + bytes - 1)).toEqual([]);
    },
  );

  test('tries only the offsets that the layout allows', () => {
    const [p, q] = primesOf(64);
    const kernel = openKernel(plan, 1024);
    kernel.window.set(inMemory(p, 64, 'little'), 100);
    const found = (alignBytes: 1 | 2 | 4 | 8, start: number) => {
      const search = { moduli: [p * q], layouts: [{ order: 'little', alignBytes }] as const, mostTests: 1000 };
      return findRsaFactors(kernel, search, start, 1024, 1024).factors.length;
    };
    expect([found(1, 0), found(2, 0), found(4, 0), found(8, 0), found(8, 4)]).toEqual([1, 1, 1, 0, 1]);
  });

  test('ends early on random data when it may not test more, and says where', () => {
    // Fixed, since how many windows are tested depends on the leading bits.
    const modulus = (1n << 2047n) + 1n;
    const windowBytes = 4 << 20;
    const kernel = openKernel(plan, windowBytes);
    kernel.window.set(DATA_KINDS['random bytes']!(seededRandom(5), windowBytes));
    const search = { moduli: [modulus], layouts: [{ order: 'little', alignBytes: 8 }] as const, mostTests: 10_000 };
    const { searchedTo } = findRsaFactors(kernel, search, 0, windowBytes, windowBytes);
    expect(searchedTo).toBeGreaterThan(1 << 19);
    expect(searchedTo).toBeLessThan(3 << 20);
  });

  test('keeps apart what is near: a factor with one bit changed is none', () => {
    const [p, q] = primesOf(64);
    const kernel = openKernel(plan, 256);
    const search = { moduli: [p * q], layouts: EVERYWHERE, mostTests: Number.POSITIVE_INFINITY };
    for (let bit = 0; bit < 512; bit += 3) {
      kernel.window.set(inMemory(p ^ (1n << BigInt(bit)), 64, 'little'), 40);
      expect(findRsaFactors(kernel, search, 0, 256, 256).factors).toEqual([]);
    }
  });
});

describe('canFactor', () => {
  test.each([
    [1n << 2047n, false],
    [(1n << 2047n) + 1n, true],
    [(1n << 2046n) + 1n, true],
    [(1n << 2000n) + 1n, false],
    [(1n << 511n) + 1n, true],
    [(1n << 255n) + 1n, false],
    [(1n << 8191n) + 1n, true],
    [(1n << 16383n) + 1n, false],
    [0n, false],
    [-5n, false],
  ])('a number near a power of two: case %#', (modulus, expected) => {
    expect(canFactor(modulus)).toBe(expected);
  });
});

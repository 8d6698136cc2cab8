/** RSA keys of which most numbers were wiped or overwritten before the dump was written. */
import { checkPrimeSync, createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { divisorsBetween } from '../../../src/detect/memory/small-divisors.ts';
import { bitLength, gcd, inverseOf } from '../../../src/detect/proof/big-integer.ts';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { hprof, intArray } from '../../builders/hprof.ts';
import { javaWords, ProcessHeap } from '../../builders/process-heap.ts';
import { BASES, pagesOfObjects } from '../../builders/raw-memory.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { coreOf } from './memory-images.ts';
import { type RsaTestKey, rsaKey, rsaKeyOfPrimes } from './rsa-key.ts';

type Name = 'n' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi';

/** Of which one prime and d tell the other. */
function keyOf(bits: number): RsaTestKey {
  for (;;) {
    const key = rsaKey(bits);
    const { p, q } = key;
    if (isOnlyPartner(key, p, q) && isOnlyPartner(key, q, p)) return key;
  }
}

/** Whether no other prime as long as q fits d, as one does by chance in one key of 25. */
function isOnlyPartner({ e, d }: RsaTestKey, p: bigint, q: bigint): boolean {
  const bits = BigInt(bitLength(p));
  for (let shared = 1n; shared <= 1000n; shared++) {
    if (shared > 1n && (shared % 2n === 1n || (p - 1n) % shared !== 0n)) continue;
    const multiple = (shared * (e * d - 1n)) / (p - 1n);
    for (let k = multiple >> bits; k <= multiple >> (bits - 1n) && k < e; k++) {
      if (k === 0n || multiple % k !== 0n) continue;
      const other = multiple / k + 1n;
      if (other !== q && (e * d) % (other - 1n) === 1n && checkPrimeSync(other)) return false;
    }
  }
  return true;
}

/** Keys that chance makes too seldom for a test: the numbers of their primes were looked for. */
const RARE = {
  /** More than 64 divisors of e·dp − 1 may be (e·dp − 1)/(p − 1), as in one key of 200. */
  manyDivisors: rsaKeyOfPrimes(numberedPrime(1, 60_060n), numberedPrime(1)),
  /** q⁻¹ modulo p is a prime as long as p, so that q is its inverse in turn: one key in 1,400. */
  primeCoefficient: rsaKeyOfPrimes(numberedPrime(0), numberedPrime(39)),
  /** Its d fits another prime than q as well, which is below √2 · 2^511: one key in 90. */
  twoPartners: rsaKeyOfPrimes(numberedPrime(0), numberedPrime(40)),
  /** p − 1 and q − 1 share 420. */
  sharedDivisor: rsaKeyOfPrimes(numberedPrime(1, 210n), numberedPrime(2, 210n)),
};

/** A prime of 512 bits, the same in each run. @param step divides it less one */
function numberedPrime(number: number, step = 2n): bigint {
  const start = BigInt(`0x${createHash('sha512').update(`prime ${number}`).digest('hex')}`) | (3n << 510n);
  for (let candidate = start - (start % step) + 1n; ; candidate += step)
    if (checkPrimeSync(candidate)) return candidate;
}

const key = keyOf(2048);
const other = keyOf(2048);

function numbersOf({ n, d, p, q }: RsaTestKey): Record<Name, bigint> {
  return { n, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverseOf(q, p)! };
}

function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(Math.ceil(hex.length / 16) * 16, '0'), 'hex');
}

type Layout = (heap: ProcessHeap, value: bigint) => unknown;
const LAYOUTS: Readonly<Record<string, Layout>> = {
  'BIGNUMs of libcrypto': (heap, value) => heap.bignum(bytesOf(value), 5),
  'BIGNUMs of BoringSSL, read from DER': (heap, value) =>
    heap.bignum(Buffer.concat([Buffer.alloc(8), bytesOf(value)]), 1),
  'chunks of glibc': (heap, value) => heap.chunk(bytesOf(value).reverse()),
  'sp_int of wolfSSL': (heap, value) => heap.spInt(bytesOf(value), { sign: true, raw: true }),
  'words alone': (heap, value) => heap.raw(bytesOf(value).reverse()),
  'bytes alone, the highest first': (heap, value) => heap.raw(bytesOf(value)),
  'slices of Go': (heap, value) => heap.goSlice(bytesOf(value), 'words'),
  'int[] of Java': (heap, value) => heap.javaArray(bytesOf(value).length / 4, javaWords(bytesOf(value))),
  'byte[] of .NET': (heap, value) => heap.dotnetArray(bytesOf(value)),
};

function coreWith(layout: Layout, numbers: readonly bigint[]): Buffer {
  const heap = new ProcessHeap();
  for (const number of numbers) layout(heap, number);
  return coreOf(heap).bytes;
}

async function findingsIn(bytes: Buffer): Promise<readonly JudgedFinding[]> {
  const { findings, gaps } = await scanBytes({ image: bytes });
  expect(gaps).toEqual([]);
  return findings.filter(({ rule }) => rule === 'rsa-in-memory');
}

describe.each(Object.entries(LAYOUTS))('in %s', (_, layout) => {
  test.each([
    ['n', 'd'],
    ['n', 'p'],
    ['n', 'q'],
    ['n', 'dp'],
    ['n', 'dq'],
    ['n', 'dp', 'dq'],
    ['d', 'p'],
    ['d', 'q', 'dp', 'dq', 'qi'],
    ['d', 'dp', 'dq'],
    ['d', 'dq'],
    ['dp', 'dq', 'qi'],
    ['q', 'dp', 'qi'],
    ['p', 'dq', 'qi'],
    ['p', 'q', 'qi'],
  ] as const)('a key is found by %s %s %s %s %s', async (...names) => {
    const numbers = numbersOf(key);
    const bytes = coreWith(
      layout,
      names.map((name) => numbers[name]),
    );
    expect(await findingsIn(bytes)).toMatchObject([
      { confidence: 'proven', severity: 'critical', facts: { spkiSha256: key.spkiSha256 } },
    ]);
  });

  test('numbers of two keys, of which none has enough, are nothing', async () => {
    const [own, strange] = [key, other].map(numbersOf);
    for (const names of [
      ['n', 'dp'],
      ['d', 'p'],
      ['d', 'dp'],
    ] as const)
      expect(await findingsIn(coreWith(layout, [own![names[0]], strange![names[1]]]))).toEqual([]);
    expect(await findingsIn(coreWith(layout, [own!.dp, strange!.dq, own!.qi]))).toEqual([]);
  });
});

test.each(['words alone', 'bytes alone, the highest first'])(
  'in memory without addresses, a key is found by n and dp: %s',
  async (layout) => {
    const { n, dp } = numbersOf(key);
    const heap = new ProcessHeap();
    for (const number of [n, dp]) LAYOUTS[layout]!(heap, number);
    const bytes = Buffer.concat([pagesOfObjects(seededRandom(41), 16, BASES['a library of Linux']), heap.finish()]);
    expect(await findingsIn(bytes)).toMatchObject([{ facts: { spkiSha256: key.spkiSha256 } }]);
  },
);

test('in a heap dump of Java, a key is found by n and dp', async () => {
  const { n, dp } = numbersOf(key);
  const arrays = [n, dp].map((value, index) => intArray(8, 0x1000 + index, bytesOf(value)));
  const dump = hprof('1.0.2', 8, [
    { tag: 0x1c, bytes: Buffer.concat([...arrays, Buffer.alloc(64)]) },
    { tag: 0x2c, bytes: Buffer.alloc(0) },
  ]);
  expect(await findingsIn(dump)).toMatchObject([{ facts: { spkiSha256: key.spkiSha256 } }]);
});

test.each([1024, 3072, 4096])('of %i bits, a key is found by dp, dq and qi', async (bits) => {
  const ownKey = rsaKey(bits);
  const { dp, dq, qi } = numbersOf(ownKey);
  const bytes = coreWith(LAYOUTS['BIGNUMs of libcrypto']!, [dp, dq, qi]);
  expect(await findingsIn(bytes)).toMatchObject([{ facts: { spkiSha256: ownKey.spkiSha256 } }]);
});

describe('a prime whose dp, or d, has very many small divisors', () => {
  const own = RARE.manyDivisors;
  const { d, p, q, dp, dq, qi } = numbersOf(own);
  test('has them', () => {
    const multiple = own.e * dp - 1n;
    const divisors = divisorsBetween(multiple, Number(multiple >> 512n), Number(multiple >> 511n));
    expect(divisors.length).toBeGreaterThan(64);
    expect(multiple >> 511n).toBeLessThan(65_537n);
  });
  test.each([
    ['dp, dq and qi', [dp, dq, qi]],
    ['dp, qi and the other prime', [dp, q, qi]],
    ['d and the other prime', [d, q]],
    ['d and it', [d, p]],
  ])('is found by %s', async (_, numbers) => {
    const bytes = coreWith(LAYOUTS['BIGNUMs of libcrypto']!, numbers);
    expect(await findingsIn(bytes)).toMatchObject([{ facts: { spkiSha256: own.spkiSha256 } }]);
  });
});

test('a key is found by d and one prime, though both primes less one share a large divisor', async () => {
  const { d, p, q, spkiSha256 } = RARE.sharedDivisor;
  expect(gcd(p - 1n, q - 1n)).toBe(420n);
  for (const prime of [p, q]) {
    const findings = await findingsIn(coreWith(LAYOUTS['BIGNUMs of libcrypto']!, [d, prime]));
    expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual([spkiSha256]);
  }
});

test('of two primes that d fits, the one of the usual size is taken', async () => {
  const { d, p, spkiSha256 } = RARE.twoPartners;
  const findings = await findingsIn(coreWith(LAYOUTS['BIGNUMs of libcrypto']!, [d, p]));
  expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual([spkiSha256]);
});

test('a coefficient that is a prime makes no second key', async () => {
  const own = RARE.primeCoefficient;
  const { p, q, dp, dq, qi } = numbersOf(own);
  expect([checkPrimeSync(qi), bitLength(qi), inverseOf(qi, p)]).toEqual([true, 512, q]);
  for (const numbers of [
    [p, q, dp, dq, qi],
    [qi, p, q, dq],
    [p, q, qi],
  ]) {
    const findings = await findingsIn(coreWith(LAYOUTS['BIGNUMs of libcrypto']!, numbers));
    expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual([own.spkiSha256]);
  }
});

test('a key whose public half is in the image is found by dp alone', async () => {
  const heap = new ProcessHeap();
  heap.chunk(Buffer.from(key.sshLine));
  heap.bignum(bytesOf(numbersOf(key).dp), 5);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { spkiSha256: key.spkiSha256 } }]);
});

test('small divisors of a number', () => {
  expect(divisorsBetween(2n ** 5n * 3n * 65_537n * 1_000_003n, 10, 70_000)).toEqual([12, 16, 24, 32, 48, 96, 65_537]);
  expect(divisorsBetween(7n * 1_000_003n, 2, 6)).toEqual([]);
});

test('a number that was made to look like dp of thousands of keys hides none', async () => {
  const e = 65_537n;
  let smooth = 1n;
  for (let prime = 2n; smooth < 1n << 900n; prime++) if (gcd(prime, smooth) === 1n) smooth *= prime;
  const fits = inverseOf(e % smooth, smooth)!;
  const made = fits + ((1n << 1023n) / smooth + 1n) * smooth;
  expect(divisorsBetween(e * made - 1n, 2, 65_536)).toEqual([]);
  const findings = await findingsIn(coreWith(LAYOUTS['BIGNUMs of libcrypto']!, [made, key.p, key.d]));
  expect(findings).toHaveLength(1);
});

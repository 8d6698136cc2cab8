/** What is no longer tried is a gap: images with more of one kind of numbers than its reader tries. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { factorByDivision } from '../../../src/detect/memory/bignum-factors.ts';
import type { MemoryImage } from '../../../src/detect/memory/memory-search.ts';
import { seedsAndPoints } from '../../../src/detect/memory/seed-and-point.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, edwardsParts, noise, plainImageOf } from './memory-images.ts';

const ZEROS = Buffer.alloc(64);
const { publicHalf } = edwardsParts(testKey('Ed25519'));

/** Gaps of an image with `count` blocks, among zeros. */
async function gapsOf(count: number, block: (index: number) => Uint8Array): Promise<string[]> {
  const heap = new ProcessHeap();
  heap.raw(Buffer.concat(Array.from({ length: count }, (_, index) => [block(index), ZEROS]).flat()));
  const { gaps } = await scanBytes({ core: coreOf(heap).bytes });
  return gaps.map(({ code, message }) => `${code}: ${message.split(';')[0]}`);
}

/** Numbers of five words of 51 bits. */
function limbs(...numbers: readonly bigint[]): Buffer {
  const fields = new FieldWriter(true);
  for (const number of numbers)
    for (let limb = 0n; limb < 5n; limb++) fields.u64((number >> (51n * limb)) & (2n ** 51n - 1n));
  return fields.finish();
}

function number(name: string): bigint {
  return BigInt(`0x${noise(name, 32).toString('hex')}`) % (2n ** 255n - 19n);
}

/** The public half, and the point with that y. */
const halfAndPoint = Buffer.concat([
  publicHalf,
  limbs(
    number('x'),
    BigInt(`0x${Buffer.from(publicHalf).reverse().toString('hex')}`) & (2n ** 255n - 1n),
    1n,
    number('t'),
  ),
]);

function clamped(index: number): Buffer {
  const scalar = createHash('sha512').update(`${index}`).digest();
  scalar[0]! &= 0xf8;
  scalar[31] = (scalar[31]! & 0x3f) | 0x40;
  return scalar;
}

test.each<[string, number, (index: number) => Uint8Array]>([
  ['more numbers may be points of RustCrypto than are tried', 5000, (index) => noise(`${index}`, 64)],
  ['more numbers may be a key pair of libsecp256k1 than are tried', 5000, (index) => noise(`${index}`, 96)],
  [
    'more numbers may be points of Ed25519 than are tried',
    300,
    (index) => limbs(...Array.from({ length: 5 }, (_, at) => number(`${index} ${at}`))),
  ],
  [
    'more numbers may be EC keys of SymCrypt or corecrypto than are tried',
    1200,
    (index) => Buffer.concat([noise(`${index}`, 64), Buffer.of(1), Buffer.alloc(31), noise(`scalar ${index}`, 32)]),
  ],
  [
    'more numbers may be expanded Ed25519 keys than are tried',
    400,
    (index) => Buffer.concat([clamped(index), noise(`${index}`, 32)]),
  ],
  [
    'more numbers beside public points may be EC private keys than are tried',
    60,
    (index) => Buffer.concat([ecParts(testKey('P-521')).point, Buffer.alloc(11), noise(`${index}`, 200)]),
  ],
])('%s', async (told, count, block) => {
  expect(await gapsOf(count, block)).toContain(`budget: ${told}`);
  expect(await gapsOf(Math.floor(count / 60), block)).toEqual([]);
});

test('more points of Ed25519 have their public half beside them than are tried', () => {
  // Each has so many numbers in it that only in a large image these are not too many first.
  const [size, blockBytes, count] = [256 << 20, 512, 1600];
  const block = Buffer.concat([Buffer.alloc(64), halfAndPoint, noise('seed', 32)], blockBytes);
  const bytes = Buffer.concat(Array.from({ length: count }, () => block));
  const reasonsOf = (blocks: number): string[] => {
    const reasons: string[] = [];
    const runs = Float64Array.from({ length: 2 * blocks }, (_, at) =>
      at % 2 === 0 ? (at / 2) * blockBytes + 64 : 224,
    );
    const plain = plainImageOf(bytes);
    const read = (offset: number, length: number) => new Uint8Array(plain.read(offset, length));
    const survey = { ...plain.survey, runs };
    const memory = { littleEndian: true } as MemoryImage['memory'];
    const image = {
      ...plain,
      size,
      read,
      survey,
      memory,
      reportIncomplete: (reason: string) => void reasons.push(reason),
    };
    expect([...seedsAndPoints(image)]).toEqual([]);
    return reasons;
  };
  expect(reasonsOf(count)).toEqual([
    expect.stringMatching(/^more points of Ed25519 have their public half beside them/),
  ]);
  expect(reasonsOf(1500)).toEqual([]);
});

test('of primes and moduli, all pairs are held against each other, or the caller learns that they were not', () => {
  // No small prime divides them.
  const numbersOf = (limbs: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ limbs, value: 2n ** BigInt(64 * limbs) - 2n - 30030n * BigInt(at) }));
  const areAllTried = (count: number): boolean =>
    factorByDivision({ numbers: [...numbersOf(8, count), ...numbersOf(16, count)], small: [] }, () => {});
  expect([areAllTried(100), areAllTried(600)]).toEqual([true, false]);
});

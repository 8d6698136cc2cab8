import { describe, expect, test } from 'vitest';
import { FieldWriter } from '../../builders/field-writer.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, edwardsParts, noise } from './memory-images.ts';

const ed25519 = testKey('Ed25519');
const { seed, publicHalf } = edwardsParts(ed25519);

const P = 2n ** 255n - 19n;
const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** X, Y, Z and T of a point of which only Y/Z is looked at, each in five words of 51 bits. */
function extendedPoint(encoded: Buffer, z: bigint): Buffer {
  const y = numberOf(Buffer.from(encoded).reverse()) & (2n ** 255n - 1n);
  const fields = new FieldWriter(true);
  for (const number of [numberOf(noise('x', 32)) % P, (y * z) % P, z, numberOf(noise('t', 32)) % P])
    for (let limb = 0n; limb < 5n; limb++) fields.u64((number >> (51n * limb)) & (2n ** 51n - 1n));
  return fields.finish();
}

const OF_ANY_Z = extendedPoint(publicHalf, numberOf(noise('z', 32)) % P);

async function scan(parts: readonly Buffer[]) {
  const heap = new ProcessHeap();
  const { offset } = heap.raw(Buffer.concat(parts));
  const { bytes, heapAt } = coreOf(heap);
  const { findings, gaps } = await scanBytes({ core: bytes });
  expect(gaps).toEqual([]);
  return { findings, at: heapAt + offset };
}

describe('a key beside its public half and the point of that', () => {
  test.each([
    ['public half, point, seed, as in Deno', [publicHalf, OF_ANY_Z, seed], 192],
    ['point, public half, seed', [OF_ANY_Z, publicHalf, seed], 192],
    ['seed, point, public half', [seed, OF_ANY_Z, publicHalf], 0],
    ['public half, seed, point', [publicHalf, seed, OF_ANY_Z], 32],
    ['a point that was decoded', [publicHalf, extendedPoint(publicHalf, 1n), seed], 192],
    ['between other numbers', [noise('before', 16), publicHalf, OF_ANY_Z, seed, noise('behind', 32)], 208],
  ] as const)('%s', async (_, parts, skip) => {
    const { findings, at } = await scan(parts);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'edwards-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ offset: at + skip, length: 32, facts: { ...ed25519.facts, form: 'seed-and-point' } },
      },
    ]);
  });

  test('beside the point of another key is nothing', async () => {
    const other = edwardsParts(freshKey('Ed25519'));
    const { findings } = await scan([publicHalf, extendedPoint(other.publicHalf, 1n), seed]);
    expect(findings).toEqual([]);
  });

  test('another seed beside a public half and its point is nothing', async () => {
    const other = edwardsParts(freshKey('Ed25519'));
    expect((await scan([publicHalf, OF_ANY_Z, other.seed])).findings).toEqual([]);
  });
});

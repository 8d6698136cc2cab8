import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ML_DSA_ALGORITHMS } from '../../../src/detect/proof/post-quantum-algorithms.ts';
import { byteArray, hprof } from '../../builders/hprof.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, noise } from './memory-images.ts';

describe.each(ML_DSA_ALGORITHMS)('$name', ({ name, expandedBytes }) => {
  const { privateKey } = generateKeyPairSync(name.toLowerCase() as 'ml-dsa-44');
  const expanded = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-expandedBytes);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  const found = {
    ...{ rule: 'ml-dsa-in-memory', severity: 'critical', confidence: 'proven', length: expandedBytes },
    facts: { kind: 'ml-dsa', parameterSet: name, spkiSha256, form: 'ml-dsa-expanded' },
  };

  test('is found in a chunk of glibc', async () => {
    const heap = new ProcessHeap();
    const { offset } = heap.chunk(expanded);
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([{ ...found, address: HEAP_BASE + BigInt(offset) }]);
  });

  test('is found behind other random bytes', async () => {
    const heap = new ProcessHeap();
    const { offset } = heap.raw(Buffer.concat([noise('before', 640), expanded]));
    const { findings } = await scanBytes({ core: coreOf(heap).bytes });
    expect(findings).toMatchObject([{ ...found, address: HEAP_BASE + BigInt(offset + 640) }]);
  });

  // As the vectors of ML-DSA-65 often are: each word of them once counted as the beginning of a key, and a dozen keys were too many to try.
  test('is found behind 8 KiB of small coefficients that look random', async () => {
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([noise('before', 128), coefficients(8 << 10)]));
    heap.chunk(expanded);
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([found]);
  });

  test('is found in a heap dump of Java', async () => {
    const segment = {
      tag: 0x1c,
      bytes: Buffer.concat([byteArray(8, 7, noise('other', 21)), byteArray(8, 8, expanded)]),
    };
    const { findings } = await scanBytes({ dump: hprof('1.0.2', 8, [segment, { tag: 0x2c, bytes: Buffer.alloc(0) }]) });
    expect(findings).toMatchObject([found]);
  });

  const seed = privateKey
    .export({ format: 'der', type: 'pkcs8' })
    .subarray(0, -expandedBytes - 4)
    .subarray(-32);

  test('is found as a seed whose public key is in the image', async () => {
    const heap = new ProcessHeap();
    heap.chunk(spki);
    const { offset } = heap.chunk(seed);
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({
      findings: [
        { ...found, length: 32, facts: { ...found.facts, form: 'ml-dsa-seed' }, address: HEAP_BASE + BigInt(offset) },
      ],
    });
  });

  test('as a seed without its public key is nothing', async () => {
    const heap = new ProcessHeap();
    heap.chunk(seed);
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [], gaps: [] });
  });

  test.each([
    ['a byte of s1', 200],
    ['a byte of t0', expandedBytes - 9],
  ])('with %s changed is nothing', async (_, at) => {
    const heap = new ProcessHeap();
    const changed = Buffer.from(expanded);
    changed[at]! ^= 1;
    heap.chunk(changed);
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [], gaps: [] });
  });
});

/** Two of 0 to 8 in each byte, every other byte at least 0x80: the survey takes them for random. */
function coefficients(length: number): Buffer {
  return noise('coefficients', length).map(
    (value, at) => (at % 2 === 0 ? 0x80 : (value >> 5) << 4) | (value & 7),
  ) as Buffer;
}

import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SLH_DSA_ALGORITHMS, type SlhDsaAlgorithm } from '../../../src/detect/proof/post-quantum-algorithms.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf } from './memory-images.ts';

/** SLH_DSA_PARAMS of libcrypto 3.5. */
function slhDsaParameters(heap: ProcessHeap, { n, treeHeight, layers, family }: SlhDsaAlgorithm): bigint {
  const fields = new FieldWriter(true)
    .u64(HEAP_BASE)
    .u32(1461)
    .u32(family === 'SHAKE' ? 1 : 0);
  return heap.chunk(
    fields
      .u32(n)
      .u32(treeHeight * layers)
      .u32(layers)
      .finish(),
  ).address;
}

/**
 * SLH_DSA_KEY of libcrypto 3.5.
 * @param parameters address of SLH_DSA_PARAMS
 * @param third what the pointer to PK.seed points at, in bytes from the beginning
 */
function slhDsaKey(heap: ProcessHeap, key: Uint8Array, parameters: bigint, third = key.length / 2) {
  const { nextChunkAddress } = heap;
  const fields = new FieldWriter(true).bytes(key).to(128);
  fields
    .u64(nextChunkAddress + BigInt(third))
    .u64(HEAP_BASE)
    .u64(0)
    .u32(1)
    .u32(0)
    .u64(parameters);
  return heap.chunk(fields.finish());
}

function freshKey(name: string) {
  const { privateKey } = generateKeyPairSync(name.toLowerCase() as 'slh-dsa-sha2-128f');
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    pkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }),
    spkiSha256: createHash('sha256').update(spki).digest('hex'),
  };
}

/** To make a key of the other small sets takes OpenSSL a second. */
const TESTED = SLH_DSA_ALGORITHMS.filter(({ name }) => name.endsWith('f') || name.endsWith('128s'));

describe.each(TESTED)('$name', (algorithm) => {
  const { name, expandedBytes } = algorithm;

  test('is found in the structure of libcrypto', async () => {
    const { pkcs8, spkiSha256 } = freshKey(name);
    const heap = new ProcessHeap();
    const { offset } = slhDsaKey(heap, pkcs8.subarray(-expandedBytes), slhDsaParameters(heap, algorithm));
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'slh-dsa-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ length: expandedBytes, address: HEAP_BASE + BigInt(offset) },
        facts: { kind: 'slh-dsa', parameterSet: name, spkiSha256, form: 'slh-dsa-key' },
      },
    ]);
  });
});

const FAST = SLH_DSA_ALGORITHMS.find(({ name }) => name === 'SLH-DSA-SHAKE-128f')!;

test('a key is found where the dump does not have the parameters', async () => {
  const heap = new ProcessHeap();
  const { pkcs8, spkiSha256 } = freshKey(FAST.name);
  slhDsaKey(heap, pkcs8.subarray(-FAST.expandedBytes), 0x10n);
  expect((await scanBytes({ core: coreOf(heap).bytes })).findings).toMatchObject([{ count: 1, facts: { spkiSha256 } }]);
});

test.each([
  ['one of its bits is another', (key: Buffer) => key.map((byte, at) => (at === 3 ? byte ^ 1 : byte)), 32],
  ['the pointer beside it leads elsewhere', (key: Buffer) => key, 16],
] as const)('a key is nothing where %s', async (_, change, third) => {
  const heap = new ProcessHeap();
  slhDsaKey(heap, change(freshKey(FAST.name).pkcs8.subarray(-64)), slhDsaParameters(heap, FAST), third);
  expect((await scanBytes({ core: coreOf(heap).bytes })).findings).toEqual([]);
});

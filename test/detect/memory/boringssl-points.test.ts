import { describe, expect, test } from 'vitest';
import { type BoringsslForm, boringsslPoint, boringsslScalar } from '../../builders/boringssl-key.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, type TestKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, noise } from './memory-images.ts';

const FORMS: readonly [string, BoringsslForm][] = [
  ['read from a file', { z: 1n, isMontgomery: true, leftOver: new Uint8Array(40) }],
  ['among bytes left over', { z: 1n, isMontgomery: true, leftOver: noise('left over', 40) }],
  ['generated', { z: 0xb5297a4d68e31da4n ** 4n, isMontgomery: true, leftOver: new Uint8Array(40) }],
  [
    'of a curve with code of its own',
    { z: 0xb5297a4d68e31da4n ** 4n, isMontgomery: false, leftOver: new Uint8Array(40) },
  ],
];

function putPoint(heap: ProcessHeap, key: TestKey, curve: string, form: BoringsslForm): void {
  const [x, y] = [ecParts(key).x, ecParts(key).y].map((number) => BigInt(`0x${number.toString('hex')}`));
  boringsslPoint(heap, curve, x!, y!, form);
}

async function scan(heap: ProcessHeap) {
  const { bytes, heapAt } = coreOf(heap);
  return { heapAt, ...(await scanBytes({ core: bytes })) };
}

describe.each(['P-256', 'P-384', 'P-521'])('an EC_KEY of BoringSSL, %s', (curve) => {
  const own = testKey(curve);

  test.each(FORMS)('is found, %s', async (_, form) => {
    const heap = new ProcessHeap();
    putPoint(heap, own, curve, form);
    const { offset } = boringsslScalar(heap, ecParts(own).d);
    const { findings, gaps, heapAt } = await scan(heap);
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'ec-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ offset: heapAt + offset, address: HEAP_BASE + BigInt(offset) },
        facts: { ...own.facts, form: 'bignum' },
      },
    ]);
  });

  test.each(FORMS)('with the point of another key is nothing, %s', async (_, form) => {
    const heap = new ProcessHeap();
    putPoint(heap, freshKey(curve), curve, form);
    boringsslScalar(heap, ecParts(own).d);
    expect(await scan(heap)).toMatchObject({ findings: [], gaps: [] });
  });
});

import { describe, expect, test } from 'vitest';
import { ORDERS_OF_RING } from '../../../src/detect/memory/beside-points.ts';
import { CURVES, hasOrder } from '../../../src/detect/proof/ec.ts';
import { certificate } from '../../builders/certificate.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, noise, spkiSha256 } from './memory-images.ts';

/** Parameters of a key as OSSL_PARAM_BLD_to_param writes them, each 8-aligned, without a header of their own. */
function parameters(...values: readonly Uint8Array[]): { block: Buffer; offsets: number[] } {
  const fields = new FieldWriter(true);
  const offsets = values.map((value) => {
    const offset = fields.alignTo(8).size;
    fields.bytes(value);
    return offset;
  });
  return { block: fields.alignTo(8).finish(), offsets };
}

const GROUP = Buffer.from('prime256v1\0');

async function scan(heap: ProcessHeap) {
  const { bytes, heapAt } = coreOf(heap);
  return { heapAt, ...(await scanBytes({ core: bytes })) };
}

describe.each(['P-256', 'P-384', 'P-521', 'secp256k1'])(
  'a private key of %s near its point, with no header',
  (curve) => {
    const own = testKey(curve);
    const { d, x, y, point } = ecParts(own);
    const native = Buffer.from(d).reverse();
    const gap = Buffer.from('name of a member, and more text. '.repeat(5));

    test.each<[string, readonly Uint8Array[], number]>([
      ['behind it, lowest byte first', [GROUP, point, native], 2],
      ['behind it, highest byte first', [GROUP, point, d], 2],
      ['before it', [native, GROUP, point], 0],
      ['behind it and its coordinates', [GROUP, point, Buffer.from(x).reverse(), Buffer.from(y).reverse(), native], 4],
      ['behind some text', [point, gap, native], 2],
    ])('%s', async (_, values, which) => {
      const { block, offsets } = parameters(...values);
      const heap = new ProcessHeap();
      const offset = heap.raw(block).offset + offsets[which]!;
      const { findings, gaps, heapAt } = await scan(heap);
      expect(gaps).toEqual([]);
      expect(findings).toHaveLength(1);
      // The last byte of a point and the zeros behind it are the size of a chunk now and then (0x51 …): then that is the form.
      const isChunk = findings[0]!.facts.form === 'chunk';
      expect(findings[0]).toMatchObject({
        rule: 'ec-in-memory',
        ...{ severity: 'critical', confidence: 'proven', count: 1, ...(!isChunk && { length: d.length }) },
        ...{ offset: heapAt + offset, address: HEAP_BASE + BigInt(offset) },
        facts: { ...own.facts, form: isChunk ? 'chunk' : 'beside-point' },
      });
    });

    test('with a wrong bit is nothing', async () => {
      const heap = new ProcessHeap();
      const wrong = Buffer.from(native);
      wrong[20]! ^= 1;
      heap.raw(parameters(GROUP, point, wrong, noise('other', d.length)).block);
      expect(await scan(heap)).toMatchObject({ findings: [], gaps: [] });
    });
  },
);

test('numbers near the points of certificates are their signatures: they take no time', async () => {
  const heap = new ProcessHeap();
  for (let index = 0; index < 40; index++) {
    heap.raw(certificate(freshKey('P-521').privateKey, { subject: `authority ${index}` }), index % 8);
  }
  const { point, d } = ecParts(testKey('P-521'));
  const { block } = parameters(point, d);
  heap.raw(block);
  const { findings, gaps } = await scan(heap);
  expect(gaps).toEqual([]);
  expect(findings).toMatchObject([{ facts: { spkiSha256: spkiSha256(testKey('P-521')) } }]);
});

test('of a flood of points the first are looked at, and nothing else suffers', async () => {
  const own = testKey('P-521');
  const { point, d } = ecParts(own);
  const heap = new ProcessHeap();
  heap.raw(parameters(point, d).block);
  for (let index = 0; index < 100; index++) {
    heap.raw(parameters(ecParts(freshKey('P-521')).point, noise(`${index}`, 200)).block);
  }
  const { findings, gaps } = await scan(heap);
  expect(gaps).toEqual([]);
  expect(findings).toMatchObject([{ facts: own.facts }]);
});

/** EcdsaKeyPair of ring 0.17: six words of d in Montgomery form, the length of the point, the point. */
function keyPairOfRing(curve: string, d: Buffer, point: Buffer): Buffer {
  const order = ORDERS_OF_RING.get(curve)!;
  const montgomery = (BigInt(`0x${d.toString('hex')}`) << BigInt(8 * d.length)) % order;
  const fields = new FieldWriter(true).bytes(spell(montgomery, 384, 'words64')).u64(BigInt(point.length));
  return fields.bytes(point).finish();
}

describe.each(['P-256', 'P-384'])('a private key of %s in Montgomery form', (curve) => {
  const own = testKey(curve);
  const { d, point } = ecParts(own);

  test('is found beside its point, as ring has it', async () => {
    const heap = new ProcessHeap();
    const { offset } = heap.raw(keyPairOfRing(curve, d, point));
    const { findings, gaps, heapAt } = await scan(heap);
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'ec-in-memory', severity: 'critical', confidence: 'proven', count: 1, length: d.length },
        ...{ offset: heapAt + offset, facts: { ...own.facts, form: 'ring-scalar' } },
      },
    ]);
  });

  test('beside another point is nothing', async () => {
    const heap = new ProcessHeap();
    heap.raw(keyPairOfRing(curve, d, ecParts(freshKey(curve)).point));
    expect((await scan(heap)).findings).toEqual([]);
  });

  test('is reckoned modulo the order of the curve', () => {
    expect(hasOrder(CURVES.find(({ name }) => name === curve)!, ORDERS_OF_RING.get(curve)!)).toBe(true);
  });
});

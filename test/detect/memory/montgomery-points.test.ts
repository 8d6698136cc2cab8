import { expect, test } from 'vitest';
import { primeCurves } from '../../../src/detect/proof/prime-curve.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, type TestKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts } from './memory-images.ts';

const CURVES = ['P-256', 'P-384'];

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);

/** AffinePoint of RustCrypto: x, y and that it is not infinity. */
function publicHalf(curve: string, key: TestKey): Buffer {
  const { p } = primeCurves().find((each) => each.curve.name === curve)!;
  const { x, y } = ecParts(key);
  const bits = 8 * x.length;
  const fields = new FieldWriter(true);
  for (const number of [x, y]) fields.bytes(spell((numberOf(number) << BigInt(bits)) % p, bits, 'words64'));
  return fields.u64(0n).finish();
}

/** Objects of Deno in the heap of V8: the private half, and behind `gap` bytes of others the public one. */
async function scanHalves(first: Buffer, second: Buffer, gap: number) {
  const heap = new ProcessHeap();
  // What tells the curve stands before either; then there are small numbers.
  const tag = new FieldWriter(true).u64(1n).finish();
  const { offset } = heap.raw(Buffer.concat([tag, first, Buffer.alloc(gap), tag, second]));
  const { bytes, heapAt } = coreOf(heap);
  const { findings, gaps } = await scanBytes({ core: bytes });
  expect(gaps).toEqual([]);
  return { findings, at: heapAt + offset + tag.length };
}

test.each(CURVES)('a scalar of %s in an object beside the one with its point', async (curve) => {
  const key = testKey(curve);
  const { d } = ecParts(key);
  const { findings, at } = await scanHalves(Buffer.from(d).reverse(), publicHalf(curve, key), 456);
  expect(findings).toMatchObject([
    {
      ...{ rule: 'ec-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
      ...{ offset: at, length: d.length, facts: { ...key.facts, form: 'beside-point' } },
    },
  ]);
});

test.each(CURVES)('a scalar of %s behind its point', async (curve) => {
  const key = testKey(curve);
  const scalar = Buffer.from(ecParts(key).d).reverse();
  expect((await scanHalves(publicHalf(curve, key), scalar, 456)).findings).toHaveLength(1);
});

test.each(CURVES)('a scalar of %s beside the point of another key is nothing', async (curve) => {
  const scalar = Buffer.from(ecParts(testKey(curve)).d).reverse();
  expect((await scanHalves(scalar, publicHalf(curve, freshKey(curve)), 456)).findings).toEqual([]);
});

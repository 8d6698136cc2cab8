import { describe, expect, test } from 'vitest';
import { ORDERS_OF_RING } from '../../../src/detect/memory/beside-points.ts';
import { primeCurves } from '../../../src/detect/proof/prime-curve.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, type TestKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, noise } from './memory-images.ts';

interface Numbers {
  readonly d: bigint;
  readonly x: bigint;
  readonly y: bigint;
}

function numbersOf(key: TestKey): Numbers {
  const { d, x, y } = ecParts(key);
  const of = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
  return { d: of(d), x: of(x), y: of(y) };
}

/** SigningKey of p256 and p384: x and y in Montgomery form, and d of P-384. */
function signingKeyOfWords(curve: string, { d, x, y }: Numbers): Buffer {
  const { p } = primeCurves().find((each) => each.curve.name === curve)!;
  const bits = curve === 'P-256' ? 256 : 384;
  const montgomery = (number: bigint, modulus: bigint) => (number << BigInt(bits)) % modulus;
  const scalar = curve === 'P-256' ? d : montgomery(d, ORDERS_OF_RING.get(curve)!);
  const fields = new FieldWriter(true);
  for (const number of [scalar, montgomery(x, p), montgomery(y, p)]) fields.bytes(spell(number, bits, 'words64'));
  return fields.u64(0n).finish();
}

/** SigningKey of k256: x and y in limbs of 52 bits; with debug_assertions a magnitude and a flag behind each. */
function signingKeyOfLimbs({ d, x, y }: Numbers, isDebug: boolean): Buffer {
  const fields = new FieldWriter(true).bytes(spell(d, 256, 'words64'));
  for (const number of [x, y]) {
    for (let limb = 0n; limb < 5n; limb++) fields.u64((number >> (52n * limb)) & (2n ** 52n - 1n));
    if (isDebug) fields.u32(1).u32(1);
  }
  return fields.u64(0n).finish();
}

/** secp256k1_keypair of libsecp256k1. */
function keypairOfLibsecp({ d, x, y }: Numbers): Buffer {
  const fields = new FieldWriter(true).bytes(spell(d, 256, 'words64').reverse());
  return fields
    .bytes(spell(x, 256, 'words64'))
    .bytes(spell(y, 256, 'words64'))
    .finish();
}

const LAYOUTS: readonly [string, string, (numbers: Numbers) => Buffer][] = [
  ['SigningKey of p256', 'P-256', (numbers) => signingKeyOfWords('P-256', numbers)],
  ['SigningKey of p384', 'P-384', (numbers) => signingKeyOfWords('P-384', numbers)],
  ['SigningKey of k256', 'secp256k1', (numbers) => signingKeyOfLimbs(numbers, false)],
  ['SigningKey of k256 with debug assertions', 'secp256k1', (numbers) => signingKeyOfLimbs(numbers, true)],
  ['secp256k1_keypair', 'secp256k1', keypairOfLibsecp],
];

async function scan(heap: ProcessHeap) {
  const { bytes, heapAt } = coreOf(heap);
  return { heapAt, ...(await scanBytes({ core: bytes })) };
}

describe.each(LAYOUTS)('%s', (_, curve, layout) => {
  const own = testKey(curve);
  const numbers = numbersOf(own);

  test.each([
    ['alone', []],
    ['behind another number', [noise('neighbour', 32)]],
  ])('is found by the point behind the scalar, %s', async (_name, before) => {
    const heap = new ProcessHeap();
    const block = Buffer.concat([...before, layout(numbers)]);
    const offset = heap.raw(block).offset + block.length - layout(numbers).length;
    const { findings, gaps, heapAt } = await scan(heap);
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'ec-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ offset: heapAt + offset, address: HEAP_BASE + BigInt(offset), length: ecParts(own).d.length },
        facts: { ...own.facts, form: 'scalar-and-point' },
      },
    ]);
  });

  test('with the point of another key is nothing', async () => {
    const heap = new ProcessHeap();
    heap.raw(layout({ ...numbers, d: numbersOf(freshKey(curve)).d }));
    expect(await scan(heap)).toMatchObject({ findings: [], gaps: [] });
  });

  test('with what is no point is nothing', async () => {
    const heap = new ProcessHeap();
    heap.raw(layout({ ...numbers, x: numbers.x ^ 4n }));
    expect(await scan(heap)).toMatchObject({ findings: [], gaps: [] });
  });
});

import { createECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { keccak256 } from '../../../src/detect/proof/keccak256.ts';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { limbs, ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, type TestKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, spkiSha256 } from './memory-images.ts';

type Key = TestKey & ReturnType<typeof ecParts>;

/** Of a thousand numbers one is passed over in digits: the lowest must have 17 bits (`areSmallIntegers` of the kernel). */
function fresh(curve: string): Key {
  for (;;) {
    const key = freshKey(curve);
    const parts = ecParts(key);
    const isInDigits = (number: Buffer) => (number.readUInt32BE(number.length - 4) & 0x3ffffff) >>> 16 > 0;
    if ([parts.d, parts.x, parts.y].every(isInDigits)) return { ...key, ...parts };
  }
}

const CURVES = ['secp256k1', 'P-256', 'P-384'] as const;

async function findingsIn(heap: ProcessHeap, own: Key): Promise<readonly JudgedFinding[]> {
  const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
  expect(gaps).toEqual([]);
  const text = JSON.stringify(findings, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  expect(text).not.toContain(own.d.toString('hex'));
  return findings;
}

function compressed({ x, y }: Key): Buffer {
  return Buffer.concat([Buffer.of(2 + (y.at(-1)! & 1)), x]);
}

/** A string of V8, one byte a character: map, hash, length, characters. */
function v8String(heap: ProcessHeap, text: string): void {
  const fields = new FieldWriter(true).u64(0x2f3a00000879n).u32(0x1234_5673).u32(text.length);
  heap.raw(Buffer.concat([fields.finish(), Buffer.from(text)]));
}

/** BigInt of V8: map, length, words. */
function basePoint(heap: ProcessHeap): void {
  const ecdh = createECDH('secp256k1');
  ecdh.setPrivateKey(Buffer.concat([Buffer.alloc(31), Buffer.of(1)]));
  const head = new FieldWriter(true).u64(0x2f3a00000f41n).u64(8n).finish();
  heap.raw(Buffer.concat([head, limbs(ecdh.getPublicKey().subarray(1, 33))]));
}

test.each(CURVES)('a key of %s in an array of bytes is found beside its compressed point in another', async (curve) => {
  const [own, other] = [fresh(curve), fresh(curve)];
  const heap = new ProcessHeap();
  heap.v8Bytes(own.d);
  heap.v8Bytes(compressed(other));
  expect(await findingsIn(heap, own)).toEqual([]);
  heap.v8Bytes(compressed(own));
  const expected = { rule: 'ec-in-memory', confidence: 'proven', fingerprint: `key:${spkiSha256(own)}` };
  expect(await findingsIn(heap, own)).toMatchObject([{ ...expected, facts: { ...own.facts, form: 'v8-bytes' } }]);
});

test('a key of P-521 is found beside its compressed point, each in a block of its own', async () => {
  const [own, other] = [fresh('P-521'), fresh('P-521')];
  const heap = new ProcessHeap();
  heap.chunk(own.d);
  heap.chunk(compressed(other));
  expect(await findingsIn(heap, own)).toEqual([]);
  heap.chunk(compressed(own));
  expect(await findingsIn(heap, own)).toMatchObject([{ facts: { ...own.facts, form: 'chunk' } }]);
});

test('a key of secp256k1 in digits is found beside x and y in digits, as elliptic has them', async () => {
  const own = fresh('secp256k1');
  const heap = new ProcessHeap();
  heap.v8Digits(own.d);
  heap.v8Remainder(BigInt(`0x${own.x.toString('hex')}`), 10);
  expect(await findingsIn(heap, own)).toEqual([]);
  heap.v8Remainder(BigInt(`0x${own.y.toString('hex')}`), 10);
  expect(await findingsIn(heap, own)).toMatchObject([{ facts: { ...own.facts, form: 'v8-digits' } }]);
});

test('points of scripts do not make every number of the process a candidate', async () => {
  const own = fresh('secp256k1');
  const heap = new ProcessHeap();
  heap.chunk(own.d);
  heap.v8Digits(own.x);
  heap.v8Digits(own.y);
  expect(await findingsIn(heap, own)).toEqual([]);
});

test.each(CURVES)('a key of %s in a string of digits is found beside its point in another', async (curve) => {
  const own = fresh(curve);
  for (const point of [own.point, compressed(own)]) {
    const heap = new ProcessHeap();
    v8String(heap, `0x${own.d.toString('hex')}`);
    v8String(heap, point.toString('hex'));
    expect(await findingsIn(heap, own)).toEqual([]);
    basePoint(heap);
    const facts = { ...own.facts, form: 'v8-hex' };
    expect(await findingsIn(heap, own)).toMatchObject([{ length: 2 * own.d.length, facts }]);
  }
});

test('a key in a string of digits is found beside the address of its account', async () => {
  const own = fresh('secp256k1');
  const address = Buffer.from(keccak256(own.point.subarray(1)).subarray(-20));
  const heapWith = (account: Buffer) => {
    const heap = new ProcessHeap();
    basePoint(heap);
    v8String(heap, own.d.toString('hex').toUpperCase());
    v8String(heap, `0x${account.toString('hex')}`);
    return heap;
  };
  expect(await findingsIn(heapWith(address), own)).toMatchObject([{ facts: { ...own.facts, form: 'v8-hex' } }]);
  address[7]! ^= 1;
  expect(await findingsIn(heapWith(address), own)).toEqual([]);
});

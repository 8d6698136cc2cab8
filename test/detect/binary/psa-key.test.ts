import { expect, test } from 'vitest';
import { FieldWriter } from '../../builders/field-writer.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, spkiSha256 } from '../memory/memory-images.ts';

const KINDS = [
  ['P-256', 0x7112, 256],
  ['P-384', 0x7112, 384],
  ['P-521', 0x7112, 521],
  ['secp256k1', 0x7117, 256],
] as const;

/** psa_key_slot_t of Mbed TLS 3.6: attributes, state, readers, then where the key is. */
function slot(type: number, bits: number, address: bigint, length: number): Buffer {
  const attributes = new FieldWriter(true)
    .u16(type)
    .u16(bits)
    .u32(0)
    .u32(0x1401)
    .u32(0x06000609)
    .u32(0)
    .u32(0x40000001);
  return attributes.u32(2).zeros(12).u64(address).u64(BigInt(length)).finish();
}

async function findingsWith(type: number, bits: number, key: Buffer, length = key.length) {
  const heap = new ProcessHeap();
  const { address } = heap.chunk(key);
  const { offset } = heap.raw(slot(type, bits, address, length));
  const { bytes, heapAt } = coreOf(heap);
  const { findings } = await scanBytes({ core: bytes });
  return { findings, offset: heapAt + offset };
}

test.each(KINDS)(
  'a key of %s in a slot of Mbed TLS is found, though its public half is nowhere',
  async (name, type, bits) => {
    const key = testKey(name);
    const { findings, offset } = await findingsWith(type, bits, ecParts(key).d);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'psa-key', severity: 'critical', confidence: 'high', offset },
        fingerprint: `key:${spkiSha256(key)}`,
        facts: { ...key.facts, form: 'psa-slot' },
      },
    ]);
  },
);

test('a slot is none if the length is not that of its bits, or the number too large for the curve', async () => {
  const { d } = ecParts(testKey('P-256'));
  expect((await findingsWith(0x7112, 256, d, 31)).findings).toEqual([]);
  expect((await findingsWith(0x7112, 384, d)).findings).toEqual([]);
  expect((await findingsWith(0x7112, 256, Buffer.concat([Buffer.alloc(8, 0xff), d.subarray(8)]))).findings).toEqual([]);
});

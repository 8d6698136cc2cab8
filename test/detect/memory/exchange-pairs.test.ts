import { describe, expect, test } from 'vitest';
import { FieldWriter } from '../../builders/field-writer.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, edwardsParts, noise, spkiOf, spkiSha256 } from './memory-images.ts';

const own = testKey('X25519');
const { seed: secret, publicHalf } = edwardsParts(own);

async function scan(heap: ProcessHeap, options: Parameters<typeof scanBytes>[1] = {}) {
  const { bytes, heapAt } = coreOf(heap);
  const { findings, gaps } = await scanBytes({ core: bytes }, options);
  expect(gaps).toEqual([]);
  return { findings, heapAt };
}

/** As RFC 7748, section 5, multiplies with it. */
function clamped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[0]! &= 0xf8;
  copy[31] = (copy[31]! & 0x7f) | 0x40;
  return copy;
}

describe('a secret of X25519 beside its public half', () => {
  test.each<[string, Buffer, number]>([
    ['curve25519_key of libtomcrypt', new FieldWriter(true).u32(1).u32(4).bytes(secret).bytes(publicHalf).finish(), 8],
    ['the arrays that crypto_box_keypair() fills', Buffer.concat([publicHalf, secret]), 32],
    ['curve25519_keypair_t of Tor', Buffer.concat([publicHalf, clamped(secret)]), 32],
    ['a clamped one, the secret first', Buffer.concat([clamped(secret), publicHalf]), 0],
  ])('%s', async (_, bytes, secretAt) => {
    const heap = new ProcessHeap();
    const { offset } = heap.chunk(bytes);
    const { findings, heapAt } = await scan(heap);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'edwards-in-memory', severity: 'medium', confidence: 'proven', count: 1 },
        ...{ offset: heapAt + offset + secretAt, length: 32, facts: { ...own.facts, form: 'exchange-pair' } },
      },
    ]);
  });

  test.each([
    ['of GnuTLS', secret, publicHalf, 0],
    ['of Botan, whose public half comes first', publicHalf, secret, 1],
  ])('in two blocks of the heap, one behind the other, %s', async (_, first, second, secretIndex) => {
    const heap = new ProcessHeap();
    const places = [first, second].map((half) => heap.chunk(half));
    const { findings, heapAt } = await scan(heap);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'edwards-in-memory', severity: 'medium', confidence: 'proven', count: 1 },
        ...{ offset: heapAt + places[secretIndex]!.offset, facts: { ...own.facts, form: 'exchange-pair' } },
      },
    ]);
  });

  test.each([
    ['slices of Go', (heap: ProcessHeap, half: Buffer) => heap.goSlice(half, 'bytes')],
    ['arrays of V8', (heap: ProcessHeap, half: Buffer) => heap.v8Bytes(half)],
  ])('in two %s', async (_, put) => {
    const heap = new ProcessHeap();
    const { offset } = put(heap, secret);
    put(heap, publicHalf);
    const { findings, heapAt } = await scan(heap);
    const facts = { ...own.facts, form: 'exchange-pair' };
    expect(findings).toMatchObject([{ severity: 'medium', count: 1, offset: heapAt + offset, facts }]);
  });

  test('in a block of the heap beside that of another key is nothing', async () => {
    const heap = new ProcessHeap();
    heap.chunk(secret);
    heap.chunk(edwardsParts(freshKey('X25519')).publicHalf);
    expect((await scan(heap)).findings).toEqual([]);
  });

  test('of a key that is watched is critical', async () => {
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([secret, publicHalf]));
    const keys = [{ spki: spkiOf(own), spkiSha256: spkiSha256(own), origin: 'watched' as const }];
    const { findings } = await scan(heap, { watchList: { keys, notes: [] } });
    expect(findings).toMatchObject([{ rule: 'edwards-in-memory', severity: 'critical', facts: own.facts }]);
  });

  test('beside that of another key is nothing', async () => {
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([secret, edwardsParts(freshKey('X25519')).publicHalf]));
    heap.chunk(Buffer.concat([edwardsParts(freshKey('X25519')).publicHalf, clamped(secret)]));
    expect((await scan(heap)).findings).toEqual([]);
  });

  test('is found behind other pairs, of which most are none by their bits when it is clamped', async () => {
    const heap = new ProcessHeap();
    for (let index = 0; index < 400; index++) heap.chunk(noise(`pair ${index}`, 64));
    heap.chunk(Buffer.concat([publicHalf, clamped(secret)]));
    expect((await scan(heap)).findings).toMatchObject([{ rule: 'edwards-in-memory', facts: own.facts }]);
  });

  test('is found behind many slices of Go, such as digests, which have a limit of their own', async () => {
    const heap = new ProcessHeap();
    for (let index = 0; index < 600; index++) heap.goSlice(noise(`digest ${index}`, 32), 'bytes');
    const unclamped = Buffer.from(secret);
    unclamped[0]! |= 1;
    heap.chunk(Buffer.concat([publicHalf, unclamped]));
    expect((await scan(heap)).findings).toMatchObject([{ rule: 'edwards-in-memory', facts: own.facts }]);
  });
});

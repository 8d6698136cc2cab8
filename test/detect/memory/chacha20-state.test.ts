import { describe, expect, test } from 'vitest';
import { FieldWriter } from '../../builders/field-writer.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, noise } from './memory-images.ts';

/** RFC 8439, section 2.3, with a counter and a nonce of 8 bytes each. */
function state(nonce: bigint): FieldWriter {
  const fields = new FieldWriter(true).bytes(Buffer.from('expand 32-byte k'));
  return fields.bytes(noise('key of a stream', 32)).u64(1n).u64(nonce);
}

async function findingsIn(heap: ProcessHeap) {
  const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
  expect(gaps).toEqual([]);
  return findings;
}

/** mi_random_ctx_t of mimalloc: state, a block of random numbers, how many of its words are left. */
function randomOfMimalloc(nonce: bigint): Buffer {
  return state(nonce).bytes(Buffer.alloc(24)).bytes(noise('block', 40)).u32(10).u32(0).finish();
}

describe('the generator of mimalloc, whose nonce is its own address', () => {
  const { address } = new ProcessHeap().raw(new Uint8Array(200));

  test('is nobody’s key', async () => {
    const heap = new ProcessHeap();
    expect(heap.raw(randomOfMimalloc(address)).address).toBe(address);
    expect(await findingsIn(heap)).toEqual([]);
  });

  test.each([
    ['another place', HEAP_BASE],
    ['a place beside it', HEAP_BASE + 24n],
    ['a place that is in no dump', 0x7fff_0000_0000n],
  ])('with the address of %s it is a key', async (_, nonce) => {
    const heap = new ProcessHeap();
    heap.raw(randomOfMimalloc(nonce));
    expect(await findingsIn(heap)).toMatchObject([{ rule: 'chacha20-state', severity: 'medium' }]);
  });
});

describe('libtomcrypt', () => {
  /** chacha_state: state, 64 bytes of a block, how many of them are left, the length of the nonce, rounds. */
  const stream = () => state(0x1122334455667788n).bytes(noise('block', 64)).u64(31n).u64(8n).u32(20).u32(0);

  test('its generator, which has its entropy and a length behind it, is low', async () => {
    const heap = new ProcessHeap();
    heap.chunk(stream().bytes(Buffer.alloc(48)).finish());
    const title = 'ChaCha20 key of a random number generator';
    expect(await findingsIn(heap)).toMatchObject([{ rule: 'chacha20-state', severity: 'low', title }]);
  });

  test.each([
    ['a stream', stream().finish()],
    // chacha20poly1305_state: u64 aadlen, u64 ctlen, i32 aadflg.
    ['an encryption with a tag', stream().u64(0n).u64(5n).u32(0).u32(0).bytes(Buffer.alloc(24)).finish()],
  ])('%s has a key, and is medium', async (_, bytes) => {
    const heap = new ProcessHeap();
    heap.chunk(bytes);
    expect(await findingsIn(heap)).toMatchObject([{ rule: 'chacha20-state', severity: 'medium' }]);
  });
});

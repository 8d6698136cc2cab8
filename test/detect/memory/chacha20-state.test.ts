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

/** A state before its first block, of another key. */
function fresh(name: string, nonce: Uint8Array = noise(`nonce ${name}`, 8)): Buffer {
  return Buffer.concat([Buffer.from('expand 32-byte k'), noise(name, 32), Buffer.alloc(8), nonce]);
}

const GENERATOR = { rule: 'chacha20-state', severity: 'low', title: 'ChaCha20 key of a random number generator' };
const KEY = { rule: 'chacha20-state', severity: 'medium' };

describe('GnuTLS', () => {
  const SECOND = 1_795_864_383n;
  /** prng_ctx_st: state, bytes given, forks, when it was seeded. */
  function context(name: string, seededAt: bigint): Buffer {
    return new FieldWriter(true).bytes(fresh(name)).u64(0x350n).u32(0).u32(0).u64(seededAt).finish();
  }

  test('its two generators, one behind the other, are low', async () => {
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([context('for nonces', SECOND), context('for the rest', SECOND + 7n)]));
    expect(await findingsIn(heap)).toMatchObject([GENERATOR, GENERATOR]);
  });

  test.each([
    ['one alone', 1, context('alone', SECOND)],
    ['numbers that are no time behind them', 2, Buffer.concat([context('a', 17n), context('b', 2n ** 40n)])],
    ['two as OpenSSH has them, of one stream', 2, Buffer.concat([fresh('main'), fresh('header')])],
  ])('%s: a key', async (_, count, bytes) => {
    const heap = new ProcessHeap();
    heap.chunk(bytes);
    expect(await findingsIn(heap)).toMatchObject(new Array(count).fill(KEY));
  });
});

describe('arc4random', () => {
  /** _rsx: state, and what it gives out, of which `given` bytes were. */
  function generator(given: number, rest = noise('to be given', 1024)): Buffer {
    return Buffer.concat([fresh('arc4random'), Buffer.alloc(given), rest.subarray(given)]);
  }

  test.each([40, 104, 1000])('its generator is low, %i bytes of 1,024 were given', async (given) => {
    const heap = new ProcessHeap();
    heap.raw(generator(given));
    expect(await findingsIn(heap)).toMatchObject([GENERATOR]);
  });

  test.each([
    ['before less zeros than its seed takes', generator(32)],
    ['before zeros alone', generator(1024)],
    [
      'before data with zeros in it',
      generator(40, Buffer.concat([noise('data', 900), Buffer.alloc(124, 'text\0\0\0\0\0\0\0\0')])),
    ],
    ['that has counted', Buffer.concat([state(5n).finish(), Buffer.alloc(40), noise('data', 984)])],
  ])('a state %s has a key', async (_, bytes) => {
    const heap = new ProcessHeap();
    heap.raw(bytes);
    expect(await findingsIn(heap)).toMatchObject([KEY]);
  });
});

describe('crypton of Haskell', () => {
  const INFO_OF_ARRAYS = 0xba4190n;
  function array(info: bigint, length: number, bytes: Uint8Array): Buffer {
    return new FieldWriter(true).u64(info).u64(BigInt(length)).bytes(bytes).finish();
  }

  test('its generator, an array of 64 bytes, is low', async () => {
    const heap = new ProcessHeap();
    heap.raw(array(INFO_OF_ARRAYS, 64, fresh('seed')));
    expect(await findingsIn(heap)).toMatchObject([GENERATOR]);
  });

  test.each([
    [
      'the state of its cipher, of 131 bytes',
      array(INFO_OF_ARRAYS, 131, Buffer.concat([fresh('key'), Buffer.alloc(67)])),
    ],
    ['one that has counted', array(INFO_OF_ARRAYS, 64, state(9n).finish())],
    ['64 behind what is no pointer', array(0x17n, 64, fresh('key'))],
  ])('%s has a key', async (_, bytes) => {
    const heap = new ProcessHeap();
    heap.raw(bytes);
    expect(await findingsIn(heap)).toMatchObject([KEY]);
  });
});

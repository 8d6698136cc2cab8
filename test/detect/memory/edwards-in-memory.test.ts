import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { certificate } from '../../builders/certificate.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { byteArray, hprof, intArray } from '../../builders/hprof.ts';
import { HEAP_BASE, javaWords, ProcessHeap } from '../../builders/process-heap.ts';
import { EDWARDS, freshKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import {
  codeLike,
  coreOf,
  edwardsParts,
  minidumpOf,
  noise,
  putAmid,
  spkiOf,
  spkiSha256,
  xstateNote,
} from './memory-images.ts';

const ed25519 = testKey('Ed25519');
const { seed, publicHalf } = edwardsParts(ed25519);
const pair = Buffer.concat([seed, publicHalf]);

async function findingsIn(bytes: Uint8Array, options: Parameters<typeof scanBytes>[1] = {}): Promise<JudgedFinding[]> {
  const verdict = await scanBytes({ core: bytes }, options);
  expect(verdict.gaps).toEqual([]);
  const text = JSON.stringify(verdict.findings, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  for (const encoding of ['hex', 'base64url'] as const) expect(text).not.toContain(seed.toString(encoding));
  return [...verdict.findings];
}

/** RFC 8032, section 5.1.5: the scalar, clamped, and the prefix. */
function expandedOf(seed: Buffer): Buffer {
  const expanded = createHash('sha512').update(seed).digest();
  expanded[0]! &= 0xf8;
  expanded[31] = (expanded[31]! & 0x3f) | 0x40;
  return expanded;
}

describe('a key that was expanded when it was read', () => {
  const scalarAndPrefix = expandedOf(seed);
  test.each([
    ['ring', [scalarAndPrefix, publicHalf], 0],
    ['ring, another number before it', [noise('before', 16), scalarAndPrefix, publicHalf], 16],
    ['Tor', [publicHalf, scalarAndPrefix], 32],
  ] as const)('is found beside its public half, as in %s', async (_, parts, skip) => {
    const heap = new ProcessHeap();
    const { offset } = heap.chunk(Buffer.concat(parts));
    const { bytes, heapAt } = coreOf(heap);
    const findings = await findingsIn(bytes);
    expect(findings).toMatchObject([
      {
        ...{ rule: 'edwards-in-memory', severity: 'critical', confidence: 'proven', count: 1 },
        ...{ offset: heapAt + offset + skip, length: 64, facts: { ...ed25519.facts, form: 'expanded' } },
      },
    ]);
    expect(JSON.stringify(findings, (_, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
      scalarAndPrefix.subarray(0, 32).toString('hex'),
    );
  });

  test('is found behind thousands of pieces of code', async () => {
    const heap = new ProcessHeap();
    for (let index = 0; index < 20_000; index++) heap.raw(codeLike(`expanded ${index}`, 96));
    heap.raw(Buffer.concat([scalarAndPrefix, publicHalf]));
    heap.raw(pair);
    // Both are of one key, so they are one finding.
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ rule: 'edwards-in-memory', count: 2 }]);
  });

  // BoringSSL leaves it on the stack when it signs, before elements of the field whose words look as random.
  test('is found apart from its public half', async () => {
    const heap = new ProcessHeap();
    const { offset } = heap.raw(Buffer.concat([scalarAndPrefix, noise('element', 120)]));
    heap.raw(publicHalf, 3);
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: heapAt + offset, length: 64, facts: { ...ed25519.facts, form: 'expanded' } },
    ]);
  });

  test('beside another public half is nothing', async () => {
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([scalarAndPrefix, edwardsParts(freshKey('Ed25519')).publicHalf]));
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });
});

describe('ECX_KEY of libcrypto', () => {
  const TYPES: Readonly<Record<string, number>> = { X25519: 0, X448: 1, Ed25519: 2, Ed448: 3 };

  test.each(EDWARDS)('%s: its secret, where the structure points', async (name) => {
    const own = testKey(name);
    const parts = edwardsParts(own);
    const heap = new ProcessHeap();
    const { offset } = heap.ecxKey(TYPES[name]!, parts.publicHalf, parts.seed);
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      {
        rule: 'edwards-in-memory',
        severity: name.startsWith('X') ? 'medium' : 'critical',
        confidence: 'proven',
        ...{ offset: heapAt + offset, address: HEAP_BASE + BigInt(offset), length: parts.seed.length, count: 1 },
        fingerprint: `key:${spkiSha256(own)}`,
        facts: { ...own.facts, form: 'ecx-key' },
      },
    ]);
  });

  test('a key for an exchange that is watched is not that of a session', async () => {
    const own = testKey('X25519');
    const parts = edwardsParts(own);
    const heap = new ProcessHeap();
    heap.ecxKey(0, parts.publicHalf, parts.seed);
    const keys = [{ spki: spkiOf(own), spkiSha256: spkiSha256(own), origin: 'watched' as const }];
    const found = await findingsIn(coreOf(heap).bytes, { watchList: { keys, notes: [] } });
    expect(found).toMatchObject([{ severity: 'critical', facts: own.facts }]);
  });

  test('another public half, another type or another length is nothing', async () => {
    const heap = new ProcessHeap();
    const other = edwardsParts(freshKey('Ed25519')).publicHalf;
    heap.ecxKey(2, other, seed);
    heap.ecxKey(0, other, noise('x', 32));
    heap.ecxKey(3, other, noise('y', 57));
    heap.ecxKey(3, noise('z', 57), noise('z', 32));
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });
});

const behind = (bytes: number, { offset }: { offset: number }) => ({ offset: offset + bytes });
const PAIRS: Readonly<Record<string, (heap: ProcessHeap) => { offset: number }>> = {
  'seed-public in a chunk': (heap) => heap.chunk(pair),
  'seed-public in a struct': (heap) => heap.raw(pair),
  'seed-public behind the public half, as crypto_sign_keypair() fills two arrays': (heap) =>
    behind(32, heap.raw(Buffer.concat([publicHalf, pair]))),
  'seed-public before the public half': (heap) => heap.raw(Buffer.concat([pair, publicHalf])),
  'seed-public among other keys': (heap) =>
    behind(96, heap.raw(Buffer.concat([noise('left', 96), pair, publicHalf, noise('right', 32)]))),
  'seed-public behind a canary': (heap) => behind(16, heap.raw(Buffer.concat([noise('canary', 16), pair]))),
  'go-slice': (heap) => heap.goSlice(pair, 'bytes'),
  'java-array': (heap) => heap.javaArray(64, pair),
  'dotnet-array': (heap) => heap.dotnetArray(pair),
  'v8-bytes': (heap) => heap.v8Bytes(pair),
  'python-bytes': (heap) => heap.pythonBytes(pair, noise('hash', 8)),
};

test.each(Object.entries(PAIRS))('the seed and the public half: %s', async (form, write) => {
  const heap = new ProcessHeap();
  const { offset } = write(heap);
  const { bytes, heapAt } = coreOf(heap);
  expect(await findingsIn(bytes)).toMatchObject([
    { offset: heapAt + offset, count: 1, facts: { ...ed25519.facts, form: form.split(' ')[0] } },
  ]);
});

const SEEDS: Readonly<Record<string, (heap: ProcessHeap, seed: Buffer) => { offset: number }>> = {
  chunk: (heap, bytes) => heap.chunk(bytes),
  'go-slice': (heap, bytes) => heap.goSlice(bytes, 'bytes'),
  'java-array': (heap, bytes) => heap.javaArray(bytes.length, bytes),
  'dotnet-array': (heap, bytes) => heap.dotnetArray(bytes),
  'v8-bytes': (heap, bytes) => heap.v8Bytes(bytes),
  'python-bytes': (heap, bytes) => heap.pythonBytes(bytes, Buffer.alloc(8, 0xff)),
  'php-string': (heap, bytes) => heap.phpString(bytes),
  'erlang-binary': (heap, bytes) => heap.erlangBinary(bytes, 27),
  'ocaml-string': (heap, bytes) => heap.ocamlString(bytes),
  'lisp-bytes': (heap, bytes) => heap.lispBytes(bytes),
  'der-octets': (heap, bytes) => ({
    offset: putAmid(heap, Buffer.concat([Buffer.of(0x04, bytes.length), bytes]), 3).offset + 2,
  }),
};

// wolfSSL has them in curve448_key and ed448_key. Another number there is not proven, so nothing is found.
test.each([
  ['X448', 'the secret and the public half', (secret: Buffer, publicHalf: Buffer) => [secret, publicHalf], 0],
  ['X448', 'the public half and the secret', (secret: Buffer, publicHalf: Buffer) => [publicHalf, secret], 56],
  ['Ed448', 'the seed and the public half', (secret: Buffer, publicHalf: Buffer) => [secret, publicHalf], 0],
  [
    'Ed448',
    'the seed between the public half twice',
    (secret: Buffer, publicHalf: Buffer) => [publicHalf, secret, publicHalf],
    57,
  ],
] as const)('%s: %s in a struct', async (name, _, order, skip) => {
  const own = testKey(name);
  const { seed: secret, publicHalf } = edwardsParts(own);
  const heap = new ProcessHeap();
  const { offset } = heap.raw(Buffer.concat(order(secret, publicHalf)), 8);
  const { bytes, heapAt } = coreOf(heap);
  expect(await findingsIn(bytes)).toMatchObject([
    { offset: heapAt + offset + skip, length: secret.length, facts: { ...own.facts, form: 'number' } },
  ]);
  bytes[heapAt + offset + skip]! ^= 16;
  expect(await findingsIn(bytes)).toEqual([]);
});

describe.each(['Ed25519', 'Ed448'])('a seed of %s without its public half', (name) => {
  const own = testKey(name);
  const parts = edwardsParts(own);
  test.each(Object.entries(SEEDS))('in a %s, the public half elsewhere in the image', async (form, write) => {
    const heap = new ProcessHeap();
    const { offset } = write(heap, parts.seed);
    putAmid(heap, parts.publicHalf, 1);
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: heapAt + offset, count: 1, severity: 'critical', facts: { ...own.facts, form } },
    ]);
  });
});

test('a seed in an array of V8 that was wiped after the collector had moved it', async () => {
  const own = testKey('Ed25519');
  const parts = edwardsParts(own);
  const heap = new ProcessHeap();
  const { offset } = heap.v8Bytes(parts.seed, 0x2dd83b1506b0n);
  heap.v8Bytes(parts.publicHalf);
  const { bytes, heapAt } = coreOf(heap);
  expect(await findingsIn(bytes)).toMatchObject([
    { offset: heapAt + offset, severity: 'critical', facts: { ...own.facts, form: 'v8-bytes' } },
  ]);
});

test.each(Object.entries(SEEDS))(
  'a secret of X25519 in a %s, the public half elsewhere in the image',
  async (form, write) => {
    // Not clamped: the multiplication does that.
    const own = testKey('X25519');
    const parts = edwardsParts(own);
    const heap = new ProcessHeap();
    const { offset } = write(heap, parts.seed);
    putAmid(heap, parts.publicHalf, 1);
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: heapAt + offset, count: 1, severity: 'medium', facts: { ...own.facts, form } },
    ]);
  },
);

test.each(['chunk', 'go-slice', 'java-array', 'php-string', 'der-octets'])(
  'a secret of X448 in a %s, the public half elsewhere in the image',
  async (form) => {
    const own = testKey('X448');
    const parts = edwardsParts(own);
    const heap = new ProcessHeap();
    const { offset } = SEEDS[form]!(heap, parts.seed);
    putAmid(heap, parts.publicHalf, 1);
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: heapAt + offset, count: 1, severity: 'medium', facts: { ...own.facts, form } },
    ]);
  },
);

test('a clamped number without its public half in the image is nothing', async () => {
  const heap = new ProcessHeap();
  const number = noise('clamped', 32);
  number[0]! &= 0xf8;
  number[31] = (number[31]! & 0x3f) | 0x40;
  heap.chunk(number);
  heap.raw(noise('other', 32), 1);
  expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
});

test('a key in two blocks of Crypto++, the seed and the public half', async () => {
  const heap = new ProcessHeap();
  const { offset } = heap.secBlock(seed);
  heap.secBlock(publicHalf);
  const { bytes, heapAt } = coreOf(heap);
  expect(await findingsIn(bytes)).toMatchObject([
    { offset: heapAt + offset, count: 1, severity: 'critical', facts: { ...ed25519.facts, form: 'cryptopp-block' } },
  ]);
});

describe('the public half may be known otherwise', () => {
  test('as y in words of Java', async () => {
    const heap = new ProcessHeap();
    heap.javaArray(32, seed);
    const y = Buffer.from(publicHalf).reverse();
    y[0]! &= 0x7f;
    heap.javaArray(8, javaWords(y));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: ed25519.facts }]);
  });

  test('in a heap dump of Java, as y', async () => {
    const y = Buffer.from(publicHalf).reverse();
    y[0]! &= 0x7f;
    const arrays = [seed, Buffer.alloc(21, 'a'), y].map((bytes, index) => byteArray(8, 0x7000 + index, bytes));
    const dump = hprof('1.0.2', 8, [
      { tag: 0x1c, bytes: Buffer.concat(arrays) },
      { tag: 0x2c, bytes: Buffer.alloc(0) },
    ]);
    expect(await findingsIn(dump)).toMatchObject([{ facts: { ...ed25519.facts, form: 'java-array' } }]);
  });

  test('in a heap dump and a core of Java, as the point of BouncyCastle: ten ints of x, then of y', async () => {
    const numbers = [noise('x', 32), Buffer.from(publicHalf).reverse()].map((bytes) => {
      return BigInt.asUintN(255, BigInt(`0x${bytes.toString('hex')}`));
    });
    const ints = numbers.flatMap((number) => {
      const starts = [0, 26, 52, 77, 103, 128, 154, 180, 205, 231, 256];
      const widths = starts.slice(1).map((end, index) => [starts[index]!, end - starts[index]!] as const);
      return widths.map(([start, bits]) => Number(BigInt.asUintN(bits, number >> BigInt(start))));
    });
    const point = new FieldWriter(false);
    for (const int of ints) point.u32(int);
    const arrays = [byteArray(8, 0x7000, seed), intArray(8, 0x7001, point.finish())];
    const dump = hprof('1.0.2', 8, [
      { tag: 0x1c, bytes: Buffer.concat(arrays) },
      { tag: 0x2c, bytes: Buffer.alloc(0) },
    ]);
    expect(await findingsIn(dump)).toMatchObject([{ facts: { ...ed25519.facts, form: 'java-array' } }]);
    const heap = new ProcessHeap();
    heap.javaArray(32, seed);
    heap.javaArray(20, javaWords(point.finish()));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: ed25519.facts }]);
  });

  test('from a certificate', async () => {
    const heap = new ProcessHeap();
    heap.chunk(seed);
    heap.raw(certificate(testKey('P-256').privateKey, { subject: 'signer', of: ed25519.privateKey }), 1);
    const [finding, ...others] = await findingsIn(coreOf(heap).bytes);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ facts: { ...ed25519.facts, certificate: { subject: expect.any(String) } } });
  });

  test('by watch-keys, and then the seed needs nothing around it', async () => {
    const heap = new ProcessHeap();
    heap.raw(Buffer.concat([noise('left', 24), seed, noise('right', 8)]));
    const { bytes } = coreOf(heap);
    expect(await findingsIn(bytes)).toEqual([]);
    const keys = [{ spki: spkiOf(ed25519), spkiSha256: spkiSha256(ed25519), origin: 'watched' as const }];
    const found = await findingsIn(bytes, { watchList: { keys, notes: [] } });
    expect(found).toMatchObject([{ facts: { ...ed25519.facts, form: 'number' } }]);
  });
});

test('registers, at any byte: what a listener of sshd leaves of its host key', async () => {
  const heap = new ProcessHeap();
  heap.chunk(publicHalf);
  const { bytes, notesAt } = coreOf(heap, [xstateNote((state) => seed.copy(state, 1797))]);
  expect(await findingsIn(bytes)).toMatchObject([
    {
      offset: notesAt[0]! + 1797,
      facts: { ...ed25519.facts, form: 'register' },
      region: 'thread 1 registers (xstate)',
    },
  ]);
});

test('registers of a core in the body of an upload', async () => {
  const heap = new ProcessHeap();
  heap.chunk(publicHalf);
  const { bytes, notesAt } = coreOf(heap, [xstateNote((state) => seed.copy(state, 1797))]);
  const head = Buffer.from('--b\r\nContent-Disposition: form-data; name="core"; filename="core"\r\n\r\n');
  expect(await findingsIn(Buffer.concat([head, bytes, Buffer.from('\r\n--b--\r\n')]))).toMatchObject([
    {
      offset: head.length + notesAt[0]! + 1797,
      facts: { ...ed25519.facts, form: 'register' },
      region: 'thread 1 registers (xstate)',
    },
  ]);
});

test('a minidump', async () => {
  const heap = new ProcessHeap();
  heap.ecxKey(2, publicHalf, seed);
  expect(await findingsIn(minidumpOf(heap))).toMatchObject([
    { count: 1, facts: { ...ed25519.facts, form: 'ecx-key' } },
  ]);
});

test('one key in many forms is one finding with all its places', async () => {
  const heap = new ProcessHeap();
  heap.raw(publicHalf, 1);
  const places = [heap.ecxKey(2, publicHalf, seed), ...Object.values(PAIRS).map((write) => write(heap))];
  places.push(...Object.values(SEEDS).map((write) => write(heap, seed)), putAmid(heap, seed, 7));
  const { bytes, heapAt } = coreOf(heap);
  const [finding, ...others] = await findingsIn(bytes);
  expect(others).toEqual([]);
  const expected = places.map(({ offset }) => heapAt + offset).toSorted((a, b) => a - b);
  expect(finding!.places.map(({ offset }) => offset)).toEqual(expected);
});

test('nothing is found in an image of public keys and random numbers', async () => {
  const heap = new ProcessHeap();
  for (const name of EDWARDS) heap.raw(edwardsParts(testKey(name)).publicHalf, 1);
  const [one, other] = [edwardsParts(freshKey('Ed25519')), edwardsParts(freshKey('Ed25519'))];
  heap.chunk(Buffer.concat([one.seed, other.publicHalf]));
  heap.chunk(Buffer.concat([other.publicHalf, publicHalf]));
  for (const write of Object.values(SEEDS)) write(heap, one.seed);
  for (const write of Object.values(SEEDS)) write(heap, publicHalf);
  for (let index = 0; index < 40; index++) heap.chunk(noise(`${index}`, 64));
  const { bytes } = coreOf(heap, [xstateNote((state) => noise('registers', 900).copy(state, 1500))]);
  expect(await findingsIn(bytes)).toEqual([]);
});

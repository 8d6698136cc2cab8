import { createSign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NEAR_BYTES } from '../../../src/detect/memory/beside-points.ts';
import { RANGE_BYTES } from '../../../src/engine/ranges.ts';
import type { JudgedFinding } from '../../../src/model/result.ts';
import { certificate, pem } from '../../builders/certificate.ts';
import { elfCore } from '../../builders/elf-core.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { gcryptList } from '../../builders/gcrypt-list.ts';
import { byteArray, hprof } from '../../builders/hprof.ts';
import { minidump } from '../../builders/minidump.ts';
import { spell } from '../../builders/number-heap.ts';
import { HEAP_BASE, javaWords, limbs, ProcessHeap } from '../../builders/process-heap.ts';
import { ecKeyWithZeros, freshKey, type TestKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, minidumpOf, noise, putAmid, spkiOf, spkiSha256, xstateNote } from './memory-images.ts';

async function findingsIn(bytes: Uint8Array, options: Parameters<typeof scanBytes>[1] = {}): Promise<JudgedFinding[]> {
  const verdict = await scanBytes({ core: bytes }, options);
  expect(verdict.gaps).toEqual([]);
  const text = JSON.stringify(verdict.findings, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  for (const secret of secrets) expect(text).not.toContain(secret);
  return [...verdict.findings];
}
const secrets: string[] = [];

/** A key whose number must not show in any finding of this file. @param isFit else another is drawn */
function key(
  curve: string,
  isFit = ({ x, y, d }: ReturnType<typeof ecParts>) => [x, y, d].every(isSeen),
): TestKey & ReturnType<typeof ecParts> {
  let made = testKey(curve);
  while (!isFit(ecParts(made))) made = freshKey(curve);
  const parts = ecParts(made);
  secrets.push(parts.d.toString('hex'), parts.d.toString('base64url'));
  return { ...made, ...parts };
}

/** Of a thousand numbers one is passed over in an array of V8: the lowest digit must have 17 bits (`areSmallIntegers` of the kernel). */
function isInDigits(number: bigint): boolean {
  return BigInt.asUintN(26, number) >> 16n > 0n;
}

/**
 * Whether the kernel's survey takes a number for random in all forms: five of 32 bytes must be 0x80 or more. Of 1,000 scalars of P-256 in
 * digits of 30 bits, whose top bytes never are, one or two have fewer (docs/memory.md); and one number in 65,536 has two zeros on top.
 */
function isSeen(number: Buffer): boolean {
  const digits = spell(asInteger(number), 0, 'digits30').subarray(0, 32);
  const isWide = number.length === 66 || number[0]! > 0 || number[1]! > 0;
  return isInDigits(asInteger(number)) && isWide && digits.filter((byte) => byte >= 0x80).length >= 6;
}

function asInteger(number: Buffer): bigint {
  return BigInt(`0x${number.toString('hex')}`);
}

/**
 * Whether the kernel takes a number among zeros for random wherever it begins. A block of 32 bytes may have four of 0 or 255, and where
 * the number begins 4 bytes behind a word three or four of them are around it: 16 scalars of P-256 in 1,000 are not seen (docs/memory.md).
 */
function isSeenAmongZeros(number: Buffer): boolean {
  return isSeen(number) && number.filter((byte) => byte === 0 || byte === 255).length < 2;
}

const p256 = key('P-256');

const FORMS: Readonly<Record<string, (heap: ProcessHeap, d: Buffer) => { offset: number }>> = {
  bignum: (heap, d) => heap.bignum(d, 13),
  'go-slice': (heap, d) => heap.goSlice(d, 'bytes'),
  'go-slice of words': (heap, d) => heap.goSlice(d, 'words'),
  'java-array of int': (heap, d) => heap.javaArray(Math.ceil(d.length / 4), javaWords(d)),
  'java-array of int that a collection left behind': (heap, d) =>
    heap.javaArray(Math.ceil(d.length / 4), javaWords(d), 3),
  'java-array of byte': (heap, d) => heap.javaArray(d.length, d),
  'java-array of byte, lowest first': (heap, d) => heap.javaArray(d.length, Buffer.from(d).reverse()),
  'java-array of a class that looks random': (heap, d) => heap.javaArray(d.length, d, 1, 0x01e7_b9c8),
  'dotnet-array': (heap, d) => heap.dotnetArray(d),
  'ghc-big-nat': (heap, d) => heap.ghcBigNat(d),
  'ghc-big-nat of a position-independent program': (heap, d) => heap.ghcBigNat(d, 0x55d0_1234_5678n),
  'php-string': (heap, d) => heap.phpString(d),
  'php-digits': (heap, d) => heap.phpDigits(d),
  'php-digits of PHP before 8.2': (heap, d) => heap.phpDigits(d, 32),
  'php-string with a hash': (heap, d) => heap.phpString(d, noise('hash', 8)),
  'ocaml-string': (heap, d) => heap.ocamlString(d),
  'ocaml-string lowest first': (heap, d) => heap.ocamlString(Buffer.from(d).reverse()),
  'lisp-bytes': (heap, d) => heap.lispBytes(d),
  'lisp-integer': (heap, d) => heap.lispInteger(d),
  'sp-int': (heap, d) => heap.spInt(d, { sign: false, raw: false }),
  'sp-int with a sign': (heap, d) => heap.spInt(d, { sign: true, raw: false }),
  'sp-int with the same as bytes': (heap, d) => heap.spInt(d, { sign: false, raw: true }),
  "sp-int of Debian's library": (heap, d) => heap.spInt(d, { sign: true, raw: true }),
  tpm2b: (heap, d) => heap.tpm2b(d),
  'v8-digits': (heap, d) => heap.v8Digits(d),
  'v8-bytes': (heap, d) => heap.v8Bytes(d),
  'python-bytes': (heap, d) => heap.pythonBytes(d, Buffer.alloc(8, 0xff)),
  'python-bytes with a hash': (heap, d) => heap.pythonBytes(d, noise('hash', 8)),
  'python-int': (heap, d) => heap.pythonInt(d),
  'chunk of words': (heap, d) => heap.chunk(limbs(d)),
  chunk: (heap, d) => heap.chunk(d),
  'der-octets': (heap, d) => ({ offset: putAmid(heap, Buffer.concat([Buffer.of(0x04, d.length), d]), 5).offset + 2 }),
};

test.each([26, 27])(
  'a key of Erlang/OTP %i is found, of up to 64 bytes, which lie in the heap of a process',
  async (release) => {
    for (const own of [p256, key('P-384')]) {
      const heap = new ProcessHeap();
      heap.raw(own.point, 3);
      heap.erlangBinary(own.d, release);
      expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
        { count: 1, facts: { ...own.facts, form: 'erlang-binary' } },
      ]);
    }
  },
);

test.each(['P-256', 'P-384', 'P-521'])(
  'a key of %s is found beside x and y in one chunk, as nettle has them',
  async (curve) => {
    const own = key(curve);
    const heap = new ProcessHeap();
    heap.chunk(Buffer.concat([limbs(own.x), limbs(own.y)]));
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
    heap.chunk(limbs(own.d));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 1, facts: { ...own.facts, form: 'chunk' } }]);
  },
);

test('a key of Crypto++ on P-521 is found, whose numbers have room for 16 words', async () => {
  const own = key('P-521');
  const write = (heap: ProcessHeap, ...numbers: Buffer[]) => {
    for (const number of numbers) heap.chunk(Buffer.concat([limbs(number), Buffer.alloc(7 * 8)]));
    return coreOf(heap).bytes;
  };
  expect(await findingsIn(write(new ProcessHeap(), own.x, own.y))).toEqual([]);
  expect(await findingsIn(write(new ProcessHeap(), own.x, own.y, own.d))).toMatchObject([
    { count: 1, facts: { ...own.facts, form: 'chunk' } },
  ]);
});

test('a key of Haskell is found beside x and y, which are numbers of their own as it is', async () => {
  const heap = new ProcessHeap();
  heap.ghcBigNat(p256.x);
  heap.ghcBigNat(p256.y);
  expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  heap.ghcBigNat(p256.d);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
    { count: 1, facts: { ...p256.facts, form: 'ghc-big-nat' } },
  ]);
});

test('a key of Haskell is found behind the numbers that the arithmetic of crypton leaves', async () => {
  const heap = new ProcessHeap();
  // 5,064 in a core of GHC 9.6 that had signed once; as words and as bytes, twice as many.
  for (let index = 0; index < 5000; index++) heap.ghcBigNat(noise(`${index}`, 32));
  for (const number of [p256.x, p256.y, p256.d]) heap.ghcBigNat(number);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: p256.facts }]);
});

// TPM2B has two bytes of length, and lies in structures of bytes.
test.each([0, 2, 4, 6])('a key of swtpm is found at %i bytes behind a word', async (at) => {
  const own = key('P-256', ({ d }) => isSeenAmongZeros(d));
  const heap = new ProcessHeap();
  heap.raw(own.point, 3);
  const { offset } = heap.tpm2b(own.d, (at + 6) % 8);
  expect(offset % 8).toBe(at);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { ...own.facts, form: 'tpm2b' } }]);
});

test('a key of swtpm is found beside x and y, which are not aligned alike', async () => {
  const own = key('P-256', ({ x, y, d }) => [x, y, d].every(isSeenAmongZeros));
  const heap = new ProcessHeap();
  heap.tpm2b(own.x, 4);
  heap.tpm2b(own.y, 6);
  expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  heap.tpm2b(own.d);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 1, facts: { ...own.facts, form: 'tpm2b' } }]);
});

test.each(['P-256', 'P-384', 'P-521', 'secp256k1'])(
  'a key of %s of phpseclib is found beside x and y in digits',
  async (curve) => {
    const own = key(curve);
    const heap = new ProcessHeap();
    heap.phpDigits(own.x);
    heap.phpDigits(own.y);
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
    heap.phpDigits(own.d);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 1, facts: { ...own.facts, form: 'php-digits' } },
    ]);
  },
);

test('a key of P-256 of phpseclib that has a digit less than others is found', async () => {
  const own = ecKeyWithZeros('P-256', 1, 0, freshKey('P-256'));
  const { d, point } = ecParts(own);
  const heap = new ProcessHeap();
  heap.phpDigits(d.subarray(1));
  heap.raw(point, 3);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { ...own.facts, form: 'php-digits' } }]);
});

describe.each(['P-256', 'P-384', 'P-521'])('a private key of %s whose point stands in the same core', (curve) => {
  const own = key(curve);
  test.each(Object.entries(FORMS))('is found as %s', async (form, write) => {
    const heap = new ProcessHeap();
    heap.raw(noise('before', 200));
    heap.raw(own.point, 3);
    const { offset } = write(heap, own.d);
    const { bytes, heapAt } = coreOf(heap);
    const found = await findingsIn(bytes);
    expect(found).toHaveLength(1);
    const [finding] = found;
    expect(finding!.places).toHaveLength(1);
    expect(finding).toMatchObject({
      rule: 'ec-in-memory',
      ...{ severity: 'critical', confidence: 'proven', offset: heapAt + offset, address: HEAP_BASE + BigInt(offset) },
      fingerprint: `key:${spkiSha256(own)}`,
      facts: { ...own.facts, form: form.split(' ')[0] },
    });
  });
});

test('a number of 521 bits whose first words do not look random is found behind its header', async () => {
  // Of 1,500 of them one was not: two of three are, or it is no chance.
  let count = 0;
  for (let round = 0; round < 3; round++) {
    const made = ecKeyWithZeros('P-521', 4, 4, freshKey('P-521'));
    const own = { ...made, ...ecParts(made) };
    const heap = new ProcessHeap();
    heap.raw(own.point, 3);
    heap.javaArray(17, javaWords(own.d));
    const found = await findingsIn(coreOf(heap).bytes);
    if (found.some(({ facts }) => facts.spkiSha256 === spkiSha256(own))) count++;
  }
  expect(count).toBeGreaterThanOrEqual(2);
});

/** Where the zeros on top of a number are not written: one scalar of P-256 in 256 has such, and half of those of P-521. */
describe.each(['P-256', 'P-384', 'P-521'])('a private key of %s without the zero on top is found', (curve) => {
  const made = ecKeyWithZeros(curve, 1, 0, freshKey(curve));
  const parts = ecParts(made);
  const d = parts.d.subarray(1);
  // toByteArray() of Java writes a sign, so it is a byte shorter where that is clear.
  const signed = d[0]! < 0x80 ? d : Buffer.concat([Buffer.of(0), d]);
  test.each<[string, (heap: ProcessHeap) => unknown]>([
    ['php-string', (heap) => heap.phpString(d)],
    ['lisp-bytes', (heap) => heap.lispBytes(d)],
    ['java-array', (heap) => heap.javaArray(signed.length, signed)],
    ['java-array lowest first', (heap) => heap.javaArray(signed.length, Buffer.from(signed).reverse())],
    ['python-bytes', (heap) => heap.pythonBytes(d, noise('hash', 8))],
    ['go-slice', (heap) => heap.goSlice(d, 'bytes')],
    ['chunk', (heap) => heap.chunk(d)],
  ])('as %s', async (_, write) => {
    const heap = new ProcessHeap();
    heap.raw(parts.point, 3);
    write(heap);
    // Where the header ends in a zero, that and the number are a copy of d in the width of the curve, so the form may be `number`.
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ confidence: 'proven', facts: made.facts }]);
  });

  // Of P-521 the slice begins at the seventh byte of a word, where the survey looks for no pointers.
  test.each(d.length <= 64 ? ['go-slice of Bytes()'] : [])('as %s', async () => {
    const heap = new ProcessHeap();
    heap.raw(parts.point, 3);
    heap.raw(Buffer.alloc(NEAR_BYTES));
    heap.goBytes(d);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ confidence: 'proven', facts: made.facts }]);
  });

  // Longer ones do not lie in the heap of a process of Erlang.
  test.each(d.length <= 64 ? ['erlang-binary'] : [])('as %s', async () => {
    const heap = new ProcessHeap();
    heap.raw(parts.point, 3);
    heap.erlangBinary(d, 27);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ confidence: 'proven', facts: made.facts }]);
  });
});

describe('the point may be known otherwise', () => {
  const withPoint = async (write: (heap: ProcessHeap) => unknown, own = p256) => {
    const heap = new ProcessHeap();
    heap.bignum(own.d, 9);
    write(heap);
    const found = await findingsIn(coreOf(heap).bytes);
    return found.map(({ facts }) => facts.spkiSha256);
  };
  const montgomery = (number: Buffer, p: bigint, bits: bigint) => {
    const value = ((BigInt(`0x${number.toString('hex')}`) << bits) % p).toString(16);
    return Buffer.from(value.padStart(2 * number.length, '0'), 'hex');
  };
  const P256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
  const P384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n;
  const P521 = 2n ** 521n - 1n;

  test('by a certificate', async () => {
    const own = certificate(p256.privateKey, { subject: 'tls.example.org' });
    expect(await withPoint((heap) => heap.raw(Buffer.from(pem('CERTIFICATE', own))))).toEqual([spkiSha256(p256)]);
  });

  test('as x and y, each a BIGNUM', async () => {
    expect(await withPoint((heap) => [p256.x, p256.y].map((number) => heap.bignum(number, 1)))).toEqual([
      spkiSha256(p256),
    ]);
  });

  test('as x and y in Montgomery form', async () => {
    const numbers = [p256.x, p256.y].map((number) => montgomery(number, P256, 256n));
    expect(await withPoint((heap) => numbers.map((number) => heap.bignum(number, 1)))).toEqual([spkiSha256(p256)]);
  });

  // mbedTLS gives them room for a product and a word more. Of P-224, whose numbers are shorter than the blocks that the kernel's survey
  // looks at, two keys of three are.
  test.each(['P-256', 'P-384', 'P-521', 'brainpoolP512r1'])(
    'on %s as x and y in chunks that are twice as long',
    async (curve) => {
      const own = key(curve);
      const words = Math.ceil(own.x.length / 8);
      const write = (heap: ProcessHeap) =>
        [own.x, own.y].map((number) => heap.chunk(Buffer.concat([limbs(number), Buffer.alloc(8 * (words + 1))])));
      expect(await withPoint(write, own)).toEqual([spkiSha256(own)]);
    },
  );

  // X = xZ² and Y = yZ³, as libcrypto's fast code leaves a point that it has computed.
  test.each([
    ['P-224', 2n ** 224n - 2n ** 96n + 1n, 'plain'],
    ['P-256', P256, 'in Montgomery form'],
    ['P-384', P384, 'plain'],
    ['P-521', P521, 'plain'],
  ])('on %s as X, Y and Z of a point that was computed', async (curve, p, form) => {
    const own = key(curve);
    const [x, y] = [own.x, own.y].map(asInteger) as [bigint, bigint];
    const zs = Array.from(
      { length: 200 },
      (_, index) => BigInt(`0x${noise(`z ${index}`, own.x.length).toString('hex')}`) % p,
    );
    const triples = zs.map((z) => [(x * z * z) % p, (y * z * z * z) % p, z]);
    // None of them is shorter by chance.
    const computed = triples.find((values) => values.every((value) => value >> BigInt(8 * own.x.length - 8) > 0n))!;
    const numbers = computed.map((value) => {
      const plain = Buffer.from(value.toString(16).padStart(2 * own.x.length, '0'), 'hex');
      return form === 'plain' ? plain : montgomery(plain, p, 256n);
    });
    const write = (heap: ProcessHeap) => numbers.map((number) => heap.bignum(number, 1));
    expect(await withPoint(write, own)).toEqual([spkiSha256(own)]);
    const asStrings = (heap: ProcessHeap) => numbers.map((number) => heap.ocamlString(limbs(number)));
    if (curve === 'P-256') expect(await withPoint(asStrings, own)).toEqual([spkiSha256(own)]);
    numbers[2]![20]! ^= 1;
    expect(await withPoint(write, own)).toEqual([]);
  });

  // As elliptic has the public half of a key that it made: remainders, with R = 2^(26·digits).
  test.each([
    ['P-256', P256, 10],
    ['P-384', P384, 15],
    ['P-521', P521, 21],
  ])('on %s as x and y in digits of BN.js and in Montgomery form', async (curve, p, digits) => {
    const remainder = (number: Buffer) => (asInteger(number) << BigInt(26 * digits)) % p;
    const own = key(curve, ({ x, y, d }) => [asInteger(d), remainder(x), remainder(y)].every(isInDigits));
    const heap = new ProcessHeap();
    heap.v8Digits(own.d);
    const [x, y] = [remainder(own.x), remainder(own.y)];
    heap.v8Remainder(x, digits);
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
    heap.v8Remainder(y, digits);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 1, facts: { ...own.facts, form: 'v8-digits' } },
    ]);
  });

  // X = xZ and Y = yZ, each in its chunk, as PyCryptodome has points; of P-521 they are plain.
  test.each([
    ['P-256', P256, 256n],
    ['P-384', P384, 384n],
    ['P-521', P521, 0n],
  ])('on %s as X, Y and Z in chunks, whose quotients are the point', async (curve, p, bits) => {
    const own = key(curve);
    const { length } = own.x;
    const [x, y] = [own.x, own.y].map(asInteger) as [bigint, bigint];
    const zs = Array.from(
      { length: 200 },
      (_, index) => BigInt(`0x${noise(`z ${index}`, length).toString('hex')}`) % p,
    );
    const stored = zs.map((z) =>
      [(x * z) % p, z, (y * z) % p].map((value) =>
        montgomery(Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex'), p, bits),
      ),
    );
    // None of them is shorter by chance.
    const numbers = stored.find((triple) => triple.every((number) => number[length === 66 ? 1 : 0]! > 0))!;
    const write = (heap: ProcessHeap) => numbers.map((number) => heap.chunk(limbs(number)));
    expect(await withPoint(write, own)).toEqual([spkiSha256(own)]);
    numbers[2]![20]! ^= 1;
    expect(await withPoint(write, own)).toEqual([]);
  });

  test('compressed', async () => {
    const compressed = Buffer.concat([Buffer.of(2 + (p256.y.at(-1)! & 1)), p256.x]);
    expect(await withPoint((heap) => heap.raw(compressed, 2))).toEqual([spkiSha256(p256)]);
  });

  test.each(['secp256k1', 'P-224', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'])(
    'on %s, at any byte',
    async (curve) => {
      const own = key(curve);
      expect(await withPoint((heap) => heap.raw(own.point, 7), own)).toEqual([spkiSha256(own)]);
    },
  );

  test('by watch-keys, and then the number needs nothing around it', async () => {
    const heap = new ProcessHeap();
    heap.raw(Buffer.concat([noise('left', 16), limbs(p256.d), noise('right', 24)]));
    const { bytes } = coreOf(heap);
    expect(await findingsIn(bytes)).toEqual([]);
    const spki = spkiOf(p256);
    const keys = [{ spki, spkiSha256: spkiSha256(p256), origin: 'watched' as const }];
    const found = await findingsIn(bytes, { watchList: { keys, notes: [] } });
    expect(found).toMatchObject([{ facts: { spkiSha256: spkiSha256(p256), form: 'number' } }]);
  });
});

/** What is left of 04 ‖ x ‖ y when a redaction has wiped y or overwritten it. */
describe.each([
  ['wiped', (bytes: number) => Buffer.alloc(bytes)],
  ['overwritten', (bytes: number) => noise('y', bytes)],
])('y is %s, and x tells the key of', (_, remains) => {
  const placesOf = async (own: ReturnType<typeof key>, write: (heap: ProcessHeap) => { offset: number }) => {
    const heap = new ProcessHeap();
    heap.raw(Buffer.concat([Buffer.of(0, 4), own.x, remains(own.x.length)]), 5);
    const { offset } = write(heap);
    const found = await findingsIn(coreOf(heap).bytes);
    expect(found.map(({ facts, confidence }) => [facts.spkiSha256, confidence])).toEqual([[spkiSha256(own), 'proven']]);
    return found[0]!.places.map(({ address, form }) => [form, Number(address! - heap.base) - offset]);
  };

  test.each([
    ['bignum', (heap: ProcessHeap, d: Buffer) => heap.bignum(d, 13)],
    ['chunk', (heap: ProcessHeap, d: Buffer) => heap.chunk(limbs(d))],
    ['number', (heap: ProcessHeap, d: Buffer) => heap.raw(d)],
  ])('a %s on P-256', async (form, write) => {
    expect(await placesOf(p256, (heap) => write(heap, p256.d))).toContainEqual([form, 0]);
  });

  test.each([
    ['bignum', (heap: ProcessHeap, d: Buffer) => heap.bignum(d, 13)],
    ['chunk', (heap: ProcessHeap, d: Buffer) => heap.chunk(limbs(d))],
  ])('a %s on P-384', async (form, write) => {
    const own = key('P-384');
    expect(await placesOf(own, (heap) => write(heap, own.d))).toContainEqual([form, 0]);
  });

  // libgcrypt, src/sexp.c: a number without the zeros on top, with one before its highest bit.
  test.each([
    ['with the highest bit set', ({ d }: { d: Buffer }) => d[0]! >= 0x80],
    ['with the highest bit clear', ({ d }: { d: Buffer }) => d[0]! > 0 && d[0]! < 0x80],
    ['of a byte less', ({ d }: { d: Buffer }) => d[0] === 0 && d[1]! > 0],
  ])('ST_DATA of libgcrypt %s', async (name, isFit) => {
    const made = name.endsWith('less') ? ecKeyWithZeros('P-256', 1, 0, freshKey('P-256')) : key('P-256', isFit);
    const own = { ...made, ...ecParts(made) };
    const number =
      own.d[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), own.d]) : own.d[0] === 0 ? own.d.subarray(1) : own.d;
    const sexp = Buffer.concat([Buffer.from('\x03\x01\x01\x00d', 'latin1'), Buffer.of(1, number.length, 0), number]);
    const places = await placesOf(own, (heap) => heap.raw(sexp, 3));
    // The zero of the length before it makes the short one a copy of d in the width of the curve.
    expect(places.map(([form]) => form)).toContain(name.endsWith('less') ? 'number' : 'gcrypt-data');
  });
});

// As in a block that its allocator has given to others: 48 bytes, the head of q with them, are overwritten, and what is left of q adjoins d.
test.each(['P-256', 'P-384', 'P-521'])(
  'a key of %s is found behind the rest of q in a list of libgcrypt',
  async (curve) => {
    const own = key(curve);
    const members = [
      ['curve', `NIST ${curve}`],
      ['q', own.point],
      ['d', own.d],
    ];
    const list = gcryptList(['private-key', ['ecc', ...members]]);
    const heap = new ProcessHeap();
    heap.raw(own.point, 3);
    heap.raw(Buffer.alloc(NEAR_BYTES));
    const { offset } = heap.chunk(list.fill(0, 0, 48));
    const { bytes, heapAt } = coreOf(heap);
    expect(await findingsIn(bytes)).toMatchObject([
      { count: 1, offset: heapAt + offset + list.indexOf(own.d), facts: { ...own.facts, form: 'gcrypt-data' } },
    ]);
  },
);

describe('other images', () => {
  test('a minidump', async () => {
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    heap.bignum(p256.d, 13);
    expect(await findingsIn(minidumpOf(heap))).toMatchObject([
      { count: 1, facts: { spkiSha256: spkiSha256(p256), form: 'bignum' } },
    ]);
  });

  test('a minidump that holds some addresses twice, as Breakpad writes what is around a pointer', async () => {
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    heap.bignum(p256.d, 13);
    const bytes = heap.finish();
    const again = { address: HEAP_BASE + 16n, bytes: bytes.subarray(16, 80) };
    expect(await findingsIn(minidump({ memory: [{ address: HEAP_BASE, bytes }, again] }))).toMatchObject([
      { count: 1, facts: { spkiSha256: spkiSha256(p256), form: 'bignum' } },
    ]);
  });

  test.each([
    ['of byte', (d: Buffer) => byteArray(8, 0x7001, d)],
    ['of byte with a sign', (d: Buffer) => byteArray(8, 0x7001, Buffer.concat([Buffer.of(0), d]))],
    ['of byte, lowest first', (d: Buffer) => byteArray(8, 0x7001, Buffer.from(d).reverse())],
    ['of int', (d: Buffer) => new FieldWriter(false).u8(0x23).u64(0x7001).u32(1).u32(8).u8(10).bytes(d).finish()],
  ])('a heap dump of Java, array %s', async (_, write) => {
    const point = byteArray(8, 0x7002, p256.point);
    for (let shift = 0; shift < 8; shift++) {
      const text = byteArray(8, 0x7000, Buffer.alloc(16 + shift, 'a'));
      const segment = { tag: 0x1c, bytes: Buffer.concat([text, write(p256.d), text, point]) };
      const dump = hprof('1.0.2', 8, [segment, { tag: 0x2c, bytes: Buffer.alloc(0) }]);
      expect(await findingsIn(dump)).toMatchObject([
        { count: 1, facts: { spkiSha256: spkiSha256(p256), form: 'java-array' } },
      ]);
    }
  });

  test('registers, at any byte', async () => {
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    const note = xstateNote((state) => p256.d.copy(state, 1797));
    const { bytes, notesAt } = coreOf(heap, [note]);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: notesAt[0]! + 1797, facts: { form: 'register' }, region: 'thread 1 registers (xstate)' },
    ]);
  });

  test('registers whose halves lie apart', async () => {
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    const note = xstateNote((state) => {
      p256.d.copy(state, 160 + 16 * 3, 0, 16);
      p256.d.copy(state, 576 + 16 * 3, 16);
    });
    const { bytes, notesAt } = coreOf(heap, [note]);
    expect(await findingsIn(bytes)).toMatchObject([
      { offset: notesAt[0]! + 160 + 16 * 3, facts: { form: 'register' } },
    ]);
  });

  test('a core in ranges: number, structure and point each in its own', async () => {
    const heap = new ProcessHeap();
    const data = heap.raw(limbs(p256.d));
    const memory = Buffer.alloc(2 * RANGE_BYTES + 8192);
    heap.finish().copy(memory, 4096);
    const bignum = new FieldWriter(true)
      .u64(HEAP_BASE + 4096n + BigInt(data.offset))
      .u32(4)
      .u32(4)
      .u32(0)
      .u32(13);
    bignum.finish().copy(memory, RANGE_BYTES + 4096);
    p256.point.copy(memory, 2 * RANGE_BYTES + 4101);
    const core = elfCore(
      { wordBytes: 8, littleEndian: true, machine: 62 },
      [{ address: HEAP_BASE, bytes: memory }],
      [],
    );
    for (const threads of [0, 2]) {
      const found = await findingsIn(core.bytes, { threads });
      expect(found).toMatchObject([{ offset: core.segmentOffsets[0]! + 4096 + data.offset, facts: p256.facts }]);
    }
  });
});

test('one key in many forms is one finding with all its places', async () => {
  const heap = new ProcessHeap();
  heap.raw(p256.point);
  const places = Object.values(FORMS).map((write) => write(heap, p256.d).offset);
  const copies = [putAmid(heap, p256.d, 1), putAmid(heap, limbs(p256.d), 7)];
  const { bytes, heapAt } = coreOf(heap);
  const found = await findingsIn(bytes);
  expect(found).toHaveLength(1);
  const expected = [...places, ...copies.map(({ offset }) => offset)].map((offset) => heapAt + offset);
  expect(found[0]!.places.map(({ offset }) => offset)).toEqual(expected.toSorted((a, b) => a - b));
  expect(found[0]!.places.map(({ form }) => form).slice(-2)).toEqual(['number', 'number']);
});

describe('nothing is found in', () => {
  test('an image of public keys, certificates and random numbers in every structure', async () => {
    const heap = new ProcessHeap();
    for (const curve of ['P-256', 'P-384', 'P-521', 'secp256k1']) {
      const own = key(curve);
      heap.raw(own.point, 1);
      heap.raw(certificate(own.privateKey, { subject: curve }), 3);
      heap.bignum(own.x, 13);
      heap.bignum(own.y, 13);
      for (const write of Object.values(FORMS)) write(heap, noise(curve, own.d.length).fill(0, 0, 1));
      for (const write of Object.values(FORMS)) write(heap, own.x);
    }
    heap.raw(noise('compressed', 64 << 10));
    expect(await findingsIn(coreOf(heap, [xstateNote((state) => noise('x', 2000).copy(state, 600))]).bytes)).toEqual(
      [],
    );
  });

  test('an image whose number has one wrong bit, or no point', async () => {
    const wrong = Buffer.from(p256.d);
    wrong[20]! ^= 1;
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    for (const write of Object.values(FORMS)) write(heap, wrong);
    const other = ecParts(freshKey('P-256'));
    for (const write of Object.values(FORMS)) write(heap, other.d);
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });

  test('an image with x and y of another key, or with a signature of it', async () => {
    const heap = new ProcessHeap();
    heap.bignum(p256.d, 13);
    const other = freshKey('P-256');
    heap.raw(ecParts(other).x, 1);
    heap.raw(ecParts(other).y, 1);
    heap.raw(createSign('sha256').update('x').sign(other.privateKey));
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });

  test('a file that is no image of memory', async () => {
    const heap = new ProcessHeap();
    heap.raw(p256.point);
    heap.bignum(p256.d, 13);
    expect(await findingsIn(heap.finish())).toEqual([]);
  });
});

/** Any number can be a nonce: then x of its point is the r of a signature. */
function signatureOfNonce({ x }: { x: Buffer }): Buffer {
  const r = x[0]! < 0x80 ? x : Buffer.concat([Buffer.of(0), x]);
  return Buffer.concat([Buffer.of(0x30, 0x45, 2, r.length), r, Buffer.of(2, 0x20, 0x7f), noise('s', 31)]);
}

test.each([
  ['alone', []],
  ['with x and y of its point, as crypton leaves them,', [p256.x, p256.y]],
])('a nonce %s beside its signature is named as such, and not as a key', async (_, coordinates) => {
  const heap = new ProcessHeap();
  const { offset } = heap.goSlice(p256.d, 'words');
  for (const coordinate of coordinates) heap.ghcBigNat(coordinate);
  heap.raw(signatureOfNonce(p256), 3);
  const { bytes, heapAt } = coreOf(heap);
  const found = await findingsIn(bytes);
  expect(found).toMatchObject([
    {
      rule: 'ec-in-memory',
      ...{ title: expect.stringContaining('Nonce'), severity: 'high', confidence: 'proven', offset: heapAt + offset },
      facts: { kind: 'ecdsa-nonce', curve: 'P-256', form: 'go-slice' },
    },
  ]);
  expect(found[0]!.fingerprint).toMatch(/^token:/);
});

/** KeyShareEntry of TLS 1.3 as a core of PostgreSQL 15 has it; ServerECDHParams of TLS 1.2. */
const EXCHANGES: readonly (readonly [string, string, string])[] = [
  ['P-256', 'KeyShareEntry', '0033004500170041'],
  ['P-384', 'KeyShareEntry', '0033006500180061'],
  ['P-521', 'KeyShareEntry', '0033008900190085'],
  ['P-256', 'ServerECDHParams', '0c00014803001741'],
];

test.each(EXCHANGES)('a key of %s whose point stands in %s alone is one of a session', async (curve, _, before) => {
  const own = key(curve);
  const heap = new ProcessHeap();
  heap.bignum(own.d, 5);
  heap.raw(Buffer.concat([Buffer.from(before, 'hex'), own.point]), 3);
  const { bytes } = coreOf(heap);
  const title = expect.stringContaining('TLS session');
  expect(await findingsIn(bytes)).toMatchObject([{ severity: 'medium', title, facts: own.facts }]);
  heap.raw(certificate(own.privateKey, { subject: curve }), 3);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ severity: 'critical', facts: own.facts }]);
});

test.each([
  ['another group', '00180041'],
  ['another length', '00170042'],
  ['another type of curve', '02001741'],
])('a key whose point stands behind %s is not taken for one of a session', async (_, before) => {
  const heap = new ProcessHeap();
  heap.bignum(p256.d, 5);
  heap.raw(Buffer.concat([Buffer.from(before, 'hex'), p256.point]), 3);
  expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ severity: 'critical', facts: p256.facts }]);
});

test('a key whose public half is known stays a key, whatever is made to look like a signature of it', async () => {
  const heap = new ProcessHeap();
  heap.goSlice(p256.d, 'words');
  heap.raw(signatureOfNonce(p256), 3);
  const keys = [{ spki: spkiOf(p256), spkiSha256: spkiSha256(p256), origin: 'watched' as const }];
  expect(await findingsIn(coreOf(heap).bytes, { watchList: { keys, notes: [] } })).toMatchObject([
    { severity: 'critical', facts: { spkiSha256: spkiSha256(p256) } },
  ]);
});

test('a flood of structures ends, with a gap that says so', async () => {
  const own = key('P-521');
  const heap = new ProcessHeap();
  heap.raw(own.point);
  heap.bignum(p256.d, 13);
  heap.raw(p256.point);
  for (let index = 0; index < 600; index++) heap.bignum(noise(`${index}`, 66).fill(0, 0, 1), 13);
  const { gaps, findings } = await scanBytes({ core: coreOf(heap).bytes });
  expect(gaps).toMatchObject([
    { code: 'budget', message: expect.stringMatching(/EC private keys.*: scan again with the certificate/) },
  ]);
  // What is cheap is tried first.
  expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual([spkiSha256(p256)]);
});

test('a key is found behind the thousands of numbers that computing on another curve leaves, with a gap for these', async () => {
  const own = key('P-521');
  const other = key('P-384');
  const heap = new ProcessHeap();
  heap.raw(other.point);
  // 9,387 in a core of Java that had signed once on each curve with Bouncy Castle.
  for (let index = 0; index < 1200; index++) heap.javaArray(12, noise(`${index}`, 48));
  heap.raw(own.point);
  heap.javaArray(17, javaWords(own.d));
  const { gaps, findings } = await scanBytes({ core: coreOf(heap).bytes });
  expect(gaps).toMatchObject([{ code: 'budget', message: expect.stringMatching(/EC private keys/) }]);
  expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual([spkiSha256(own)]);
});

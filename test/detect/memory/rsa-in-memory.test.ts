import { checkPrimeSync, generatePrimeSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { inverseOf } from '../../../src/detect/proof/big-integer.ts';
import type { JudgedFinding, Verdict } from '../../../src/model/result.ts';
import { elfCore } from '../../builders/elf-core.ts';
import { hprof, intArray } from '../../builders/hprof.ts';
import { minidump } from '../../builders/minidump.ts';
import { NumberHeap, type NumberSpelling, spell } from '../../builders/number-heap.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { noise, coreOf as processCoreOf } from './memory-images.ts';
import { type RsaTestKey, rsaKey } from './rsa-key.ts';

const X86_64 = { wordBytes: 8, littleEndian: true, machine: 62 } as const;
const I386 = { wordBytes: 4, littleEndian: true, machine: 3 } as const;
const S390X = { wordBytes: 8, littleEndian: false, machine: 22 } as const;
const PPC = { wordBytes: 4, littleEndian: false, machine: 20 } as const;
type Format = Parameters<typeof elfCore>[0];

const rsa2048 = rsaKey(2048);

/** The bytes of a core, and where the heap begins in it. */
function coreOf(heap: NumberHeap, format: Format = X86_64): { bytes: Buffer; base: number } {
  const { bytes, segmentOffsets } = elfCore(format, [{ address: heap.address, bytes: heap.bytes() }], []);
  return { bytes, base: segmentOffsets[0]! };
}

async function findingsIn(bytes: Uint8Array, options: Parameters<typeof scanBytes>[1] = {}): Promise<JudgedFinding[]> {
  const verdict = await scanBytes({ image: bytes }, options);
  expect(verdict.gaps).toEqual([]);
  return ofRule(verdict);
}

const ofRule = ({ findings }: Verdict) => findings.filter(({ rule }) => rule === 'rsa-in-memory');

/** Everything else that a heap holds: pointers, text, small numbers. */
function addOrdinaryBlocks(heap: NumberHeap, seed: number): void {
  const random = seededRandom(seed);
  for (let block = 0; block < 20; block++) {
    heap.add(Buffer.from(random.text(random.int(200), 'abcdefgh /=%{}')));
    const words = BigUint64Array.from({ length: 1 + random.int(30) }, () =>
      random.int(3) === 0 ? BigInt(random.int(1000)) : heap.address + BigInt(random.int(1 << 24)),
    );
    heap.add(new Uint8Array(words.buffer));
  }
}

function heapWith(numbers: readonly (readonly [bigint, number])[], spelling: NumberSpelling) {
  const heap = new NumberHeap();
  addOrdinaryBlocks(heap, 1);
  const offsets = numbers.map(([value, bits]) => {
    const offset = heap.add(spell(value, bits, spelling));
    addOrdinaryBlocks(heap, bits);
    return offset;
  });
  return { heap, offsets };
}

/** Of 512 bits. */
function primeThatBegins(fourBits: number): bigint {
  for (;;) {
    const candidate = (BigInt(fourBits) << 508n) | BigInt(`0x${randomBytes(63).toString('hex')}`) | 1n;
    if (checkPrimeSync(candidate)) return candidate;
  }
}

const FORMS: readonly (readonly [NumberSpelling, string])[] = [
  ['words64', 'le-limbs'],
  ['bytes', 'be'],
  ['ints', 'java-int-array'],
  ['digits30', 'python-int'],
  ['digits28', 'tommath-digits'],
  ['digits60', 'tommath-digits'],
];

/** Room for the digits as JSBN leaves it in Node: of a number that was parsed, and of one that was computed. */
test.each([
  [28, 43, 71],
  [26, 47, 96],
] as const)(
  'an RSA key in digits of %i bits in arrays of V8, as JSBN has it, is found',
  async (digitBits, ofPrime, ofModulus) => {
    const { n, p, q, d, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    addOrdinaryBlocks(heap, 1);
    const room = { [`${p}`]: ofPrime, [`${q}`]: ofPrime };
    const [atN, ...own] = [n, q, d, p].map((value) => {
      const offset = heap.addV8Digits(value, digitBits, room[`${value}`] ?? ofModulus + 8);
      addOrdinaryBlocks(heap, 2);
      return offset;
    });
    const { bytes, base } = coreOf(heap);
    const [finding] = await findingsIn(bytes);
    const facts = { spkiSha256, form: 'v8-digits', found: 'p, q and d' };
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'proven', count: 3, facts });
    expect(finding!.places.map(({ offset }) => offset - base)).toEqual(own);
    expect(own).not.toContain(atN);
  },
);

test.each([16, 32] as const)(
  'an RSA key of phpseclib without GMP, in elements of %i bytes, is found',
  async (elementBytes) => {
    const { n, p, q, d, spkiSha256 } = rsa2048;
    const heap = new ProcessHeap();
    const [, ...own] = [n, q, d, p].map((value) => heap.phpDigits(spell(value, 2048, 'bytes'), elementBytes));
    const { bytes, heapAt } = processCoreOf(heap);
    const [finding] = await findingsIn(bytes);
    const facts = { spkiSha256, form: 'php-digits', found: 'p, q and d' };
    expect(finding).toMatchObject({ severity: 'critical', confidence: 'proven', count: 3, facts });
    expect(finding!.places.map(({ offset }) => offset - heapAt)).toEqual(own.map(({ offset }) => offset));
  },
);

test('an RSA key of phpseclib is found whose second prime is a bit longer than the first, so that n has its full length', async () => {
  const [p, q] = [generatePrimeSync(512, { bigint: true }), generatePrimeSync(513, { bigint: true })];
  const heap = new ProcessHeap();
  for (const value of [p * q, q, p]) heap.phpDigits(spell(value, 1032, 'bytes'));
  expect(await findingsIn(processCoreOf(heap).bytes)).toMatchObject([
    { count: 2, facts: { form: 'php-digits', found: 'p and q' } },
  ]);
});

test('numbers in arrays of PHP that hold something else, or too few of the digits, are nothing', async () => {
  const { n, p, q } = rsa2048;
  const heap = new ProcessHeap();
  const [, , atQ] = [n, p, q].map((value) => heap.phpDigits(spell(value, 2048, 'bytes')));
  const { bytes, heapAt } = processCoreOf(heap);
  expect(await findingsIn(bytes)).toHaveLength(1);
  // A string in place of a digit; the high half of a digit.
  for (const [at, value] of [
    [8, 6],
    [4, 1],
  ] as const) {
    const changed = Buffer.from(bytes);
    changed[heapAt + atQ!.offset + 16 * 7 + at] = value;
    expect(await findingsIn(changed)).toEqual([]);
  }
});

test('an RSA key of Python is found by n and d, without its primes and with primes of unequal length', async () => {
  const { n, d, spkiSha256 } = rsa2048;
  const heap = new ProcessHeap();
  heap.pythonInt(spell(n, 2048, 'bytes'));
  expect(await findingsIn(processCoreOf(heap).bytes)).toEqual([]);
  const { offset } = heap.pythonInt(spell(d, 2048, 'bytes'));
  const { bytes, heapAt } = processCoreOf(heap);
  expect(await findingsIn(bytes)).toMatchObject([
    { count: 1, offset: heapAt + offset, facts: { spkiSha256, form: 'python-int', found: 'd' } },
  ]);
});

/** Where n lies behind a multiple of 8, and what TPMS_RSA_PARMS says of e. */
test.each([
  [14, 0],
  [10, 65537],
])('a key of a TPM in software is found: n at %i, one prime as bytes and the other in words', async (at, exponent) => {
  const { n, p, q, spkiSha256 } = rsa2048;
  const heap = new ProcessHeap();
  heap.tpmModulus(spell(n, 2048, 'bytes'), exponent, at);
  const own = [heap.raw(spell(p, 1024, 'bytes')), heap.raw(spell(q, 1024, 'words64'))];
  const { bytes, heapAt } = processCoreOf(heap);
  const [finding] = await findingsIn(bytes);
  expect(finding).toMatchObject({ severity: 'critical', count: 2, facts: { spkiSha256, found: 'p and q' } });
  expect(finding!.places.map(({ offset }) => offset - heapAt)).toEqual(own.map(({ offset }) => offset));
});

test('a key of a TPM is found beside more public keys than are tried', async () => {
  const { n, p, spkiSha256 } = rsa2048;
  const heap = new ProcessHeap();
  for (let index = 0; index < 9; index++) heap.raw(Buffer.from(rsaKey(2048).sshLine));
  heap.raw(spell(p, 1024, 'bytes'));
  expect(await findingsIn(processCoreOf(heap).bytes)).toEqual([]);
  heap.tpmModulus(spell(n, 2048, 'bytes'));
  expect(await findingsIn(processCoreOf(heap).bytes)).toMatchObject([{ count: 1, facts: { spkiSha256 } }]);
});

test('a modulus of a TPM without a prime, or beside one of another key, is nothing', async () => {
  const heap = new ProcessHeap();
  heap.tpmModulus(spell(rsa2048.n, 2048, 'bytes'));
  heap.raw(spell(rsa2048.p + 2n, 1024, 'bytes'));
  expect(await findingsIn(processCoreOf(heap).bytes)).toEqual([]);
});

test('numbers in arrays of V8 of which none is the product of two others are nothing', async () => {
  const heap = new NumberHeap();
  for (const value of [rsa2048.n, rsa2048.p, rsa2048.q + 2n, rsa2048.d]) heap.addV8Digits(value, 28, 90);
  expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
});

test.each([
  ['bigWords64', S390X],
  ['bigWords32', PPC],
] as const)(
  'an RSA key in %s of a big-endian process is found, and by its d where its modulus is known',
  async (spelling, format) => {
    const { n, p, q, d, sshLine, spkiSha256 } = rsa2048;
    const whole = heapWith([[q, 1024], [n, 2048], [p, 1024], [d, 2048]], spelling); // biome-ignore format: one line a number says no more
    const { bytes, base } = coreOf(whole.heap, format);
    const [finding] = await findingsIn(bytes);
    expect(finding).toMatchObject({ severity: 'critical', count: 3, facts: { spkiSha256, form: 'be-limbs' } });
    const [atQ, , atP, atD] = whole.offsets.map((offset) => base + offset);
    expect(finding!.places.map(({ offset }) => offset).sort((a, b) => a - b)).toEqual(
      [atQ, atP, atD].sort((a, b) => a! - b!),
    );
    const alone = heapWith([[d, 2048]], spelling).heap;
    alone.add(Buffer.from(sshLine));
    expect(await findingsIn(coreOf(alone, format).bytes)).toHaveLength(1);
  },
);

describe('an RSA key of which p, q and n lie in blocks of their own', () => {
  test.each(FORMS)('as %s is found, and each of its numbers is a place', async (spelling, form) => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const { heap, offsets } = heapWith([[q, 1024], [n, 2048], [p, 1024]], spelling); // biome-ignore format: one line a number says no more
    const { bytes, base } = coreOf(heap);
    const findings = await findingsIn(bytes);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      ...{ severity: 'critical', confidence: 'proven', count: 2 },
      facts: { kind: 'rsa', bits: 2048, spkiSha256, form, found: 'p and q', exponent: 'assumed' },
      places: [
        { offset: base + offsets[0]!, form, address: heap.address + BigInt(offsets[0]!) },
        { offset: base + offsets[2]!, form },
      ],
    });
  });

  test.each([512, 1024, 1536, 3072, 4096])('of %i bits is found in limbs, big-endian and in Java', async (bits) => {
    const { n, p, q, d, spkiSha256 } = rsaKey(bits);
    for (const spelling of ['words64', 'bytes', 'ints'] as const) {
      const { heap } = heapWith([[n, bits], [d, bits], [p, bits / 2], [q, bits / 2]], spelling); // biome-ignore format: as above
      const findings = await findingsIn(coreOf(heap).bytes);
      expect(findings).toMatchObject([{ count: 3, facts: { bits, spkiSha256, found: 'p, q and d' } }]);
      expect(findings[0]!.facts).not.toHaveProperty('exponent');
    }
  });

  test('is found in digits of libtommath with primes of which the top bit alone is set, as Dropbear makes them', async () => {
    const p = primeThatBegins(0x9);
    const q = primeThatBegins(0xf);
    const { heap } = heapWith([[p, 512], [p * q, 1024], [q, 512]], 'digits60'); // biome-ignore format: as above
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 2, facts: { form: 'tommath-digits' } }]);
  });

  test('is found with the exponent that fits its d', async () => {
    for (const e of [3, 17, 257]) {
      const { n, p, q, d, spkiSha256 } = rsaKey(1024, e);
      const { heap } = heapWith([[n, 1024], [d, 1024], [p, 512], [q, 512]], 'bytes'); // biome-ignore format: as above
      expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { spkiSha256, found: 'p, q and d' } }]);
    }
  });

  test('is found in a process of 32 bits, at every fourth byte', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const heap = new NumberHeap(0x0804_0000n);
    for (const [value, bits] of [[p, 1024], [n, 2048], [q, 1024]] as const) // biome-ignore format: as above
      heap.add(Buffer.concat([Buffer.alloc(4, 0xa5), spell(value, bits, 'words64'), Buffer.from('text behind it')]));
    expect(await findingsIn(coreOf(heap, I386).bytes)).toMatchObject([{ count: 2, facts: { spkiSha256 } }]);
  });

  test('is found where its numbers cross pages, and 900 KiB apart', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    heap.fillTo(0x2000 - 48).add(spell(p, 1024, 'words64'));
    heap.fillTo(0x5000 - 64).add(spell(n, 2048, 'words64'));
    heap.fillTo(0xe3000 - 80).add(spell(q, 1024, 'words64'));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 2, facts: { spkiSha256 } }]);
  });

  test('is found in a large core, across the ranges in which it is scanned', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    heap.add(spell(n, 2048, 'words64'));
    const range = 32 << 20;
    const { base } = coreOf(heap);
    // p lies on both sides of the end of the first range, q in the second.
    heap.fillTo(range - base - 64).add(spell(p, 1024, 'words64'));
    heap.fillTo(range + 0x4000).add(spell(q, 1024, 'words64'));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 2, facts: { spkiSha256 }, places: [{ offset: range - 64 }, { offset: base + range + 0x4000 }] },
    ]);
  });

  test('is one finding however often its numbers are there', async () => {
    const { n, p, q, d, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    for (const spelling of ['words64', 'bytes', 'ints'] as const)
      for (const [value, bits] of [[n, 2048], [p, 1024], [q, 1024], [d, 2048], [p, 1024]] as const) // biome-ignore format: as above
        heap.add(spell(value, bits, spelling));
    const findings = await findingsIn(coreOf(heap).bytes);
    expect(findings).toMatchObject([{ count: 12, facts: { spkiSha256, found: 'p, q and d' } }]);
    expect(new Set(findings[0]!.places.map(({ form }) => form))).toEqual(new Set(['le-limbs', 'be', 'java-int-array']));
  });

  test('is found in a minidump, and in pieces of DER without a beginning', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const integer = (value: bigint, bits: number) =>
      Buffer.concat([Buffer.of(2, 0x82, bits >> 11, ((bits >> 3) + 1) & 0xff, 0), spell(value, bits, 'bytes')]);
    const heap = new NumberHeap(0x1c0_0000_0000n);
    addOrdinaryBlocks(heap, 3);
    heap.add(Buffer.concat([Buffer.from('abc'), integer(n, 2048), integer(p, 1024), integer(q, 1024)]));
    const memory64 = [{ address: heap.address, bytes: heap.bytes() }];
    expect(await findingsIn(minidump({ memory64 }))).toMatchObject([{ count: 2, facts: { spkiSha256, form: 'be' } }]);
  });

  test('is found in a heap dump of Java', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const arrays = [[p, 1024], [n, 2048], [q, 1024]] as const; // biome-ignore format: as above
    const segment = arrays.map(([value, bits], index) =>
      Buffer.concat([
        intArray(8, 0x700 + index, spell(value, bits, 'bytes')),
        intArray(8, 0x800 + index, Buffer.alloc(36)),
      ]),
    );
    const dump = hprof('1.0.2', 8, [
      { tag: 0x1c, bytes: Buffer.concat(segment) },
      { tag: 0x2c, bytes: Buffer.alloc(0) },
    ]);
    expect(await findingsIn(dump)).toMatchObject([{ count: 2, facts: { spkiSha256, form: 'be' } }]);
  });
});

/** Words of 64 bits before a number of 512 bits, or of 1024. */
const ARRAYS: readonly (readonly [string, NumberSpelling, (bytes: number) => readonly bigint[]])[] = [
  ['uint[] of Mono', 'words64', (bytes) => [0x55f9_f968_4868n, 0n, 0n, BigInt(bytes / 4 + 1)]],
  ['byte[] of .NET', 'bytes', (bytes) => [0x7f9a_5510_4868n, BigInt(bytes)]],
  ['int[] of Java', 'ints', (bytes) => [1n, (BigInt(bytes / 4) << 32n) | 0x0080_1290n]],
  ['int[] of Java with whole pointers', 'ints', (bytes) => [1n, 0x7f9a_5510_4868n, BigInt(bytes / 4)]],
  ['mp_int of PuTTY', 'words64', (bytes) => [BigInt(bytes / 8 + 1), 0x563b_76b3_f4d0n]],
];

describe('an RSA key of which one prime has its top bit alone, as Mono and others make them', () => {
  const [p, q] = [primeThatBegins(0x9), primeThatBegins(0xf)];
  const numbers = [[p, 512], [p * q, 1024], [q, 512]] as const; // biome-ignore format: as above

  test.each(ARRAYS)('is found in %s', async (_, spelling, header) => {
    const heap = new NumberHeap();
    for (const [value, bits] of numbers) {
      const number = spell(value, bits, spelling);
      heap.add(Buffer.concat([Buffer.from(BigUint64Array.from(header(number.length)).buffer), number]));
      addOrdinaryBlocks(heap, bits);
    }
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 2, facts: { found: 'p and q' } }]);
  });

  test('is found where its primes are more than a MiB apart, among numbers that are no arrays', async () => {
    const heap = new NumberHeap();
    const addArray = (value: bigint, bits: number) =>
      heap.add(Buffer.concat([Buffer.from([bits / 32, 0, 0, 0, 0, 0, 0, 0]), spell(value, bits, 'words64')]));
    addArray(p, 512);
    addArray(p * q, 1024);
    const random = noise('numbers', 64 * 5000);
    for (let at = 0; at < random.length; at += 64) {
      random[at]! |= 1;
      random[at + 63]! |= 0xc0;
    }
    for (let at = 0; at < random.length; at += 320) heap.add(random.subarray(at, at + 320));
    heap.fillTo(2 << 20);
    addArray(q, 512);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 2, facts: { found: 'p and q' } }]);
  });

  test('is found in a heap dump of Java', async () => {
    const segment = numbers.map(([value, bits], index) => intArray(8, 0x700 + index, spell(value, bits, 'bytes')));
    const dump = hprof('1.0.2', 8, [
      { tag: 0x1c, bytes: Buffer.concat(segment) },
      { tag: 0x2c, bytes: Buffer.alloc(0) },
    ]);
    expect(await findingsIn(dump)).toMatchObject([{ count: 2, facts: { form: 'be' } }]);
  });
});

describe('an RSA key in BIGNUMs of OpenSSL', () => {
  test('is found by its structures, also with primes of 500 bits', async () => {
    const { n, p, q, e, spkiSha256 } = rsaKey(1000);
    const heap = new NumberHeap();
    for (const value of [n, e, p, q]) heap.addBignum(value);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 2, facts: { bits: 1000, spkiSha256, form: 'bignum', found: 'p and q' } },
    ]);
  });

  test('is found where the limbs of p lie in two mappings that are apart in the file', async () => {
    const { n, p, q, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    for (const value of [n, q]) heap.addBignum(value);
    heap.fillTo(0x2000 - 64).addBignum(p);
    const bytes = heap.bytes();
    const cut = 0x2000;
    const { bytes: core } = elfCore(
      X86_64,
      [
        { address: heap.address, bytes: bytes.subarray(0, cut) },
        { address: 0x7000_0000_0000n, bytes: Buffer.alloc(4096) },
        { address: heap.address + BigInt(cut), bytes: bytes.subarray(cut) },
      ],
      [],
    );
    expect(await findingsIn(core)).toMatchObject([{ count: 2, facts: { spkiSha256, found: 'p and q' } }]);
  });

  test('is worked out from n, e and d', async () => {
    const { n, d, e, spkiSha256 } = rsa2048;
    const heap = new NumberHeap();
    for (const value of [n, e, d]) heap.addBignum(value);
    const findings = await findingsIn(coreOf(heap).bytes);
    expect(findings).toMatchObject([{ count: 1, facts: { spkiSha256, form: 'bignum', found: 'd' } }]);
    expect(findings[0]!.facts).not.toHaveProperty('exponent');
  });

  test.each([1024, 2048, 3072])(
    'of %i bits is worked out from n and one prime, where the rest was wiped',
    async (bits) => {
      const { n, e, q, spkiSha256 } = rsaKey(bits);
      const heap = new NumberHeap();
      for (const value of [n, e, q]) heap.addBignum(value);
      expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
        { count: 1, facts: { spkiSha256, form: 'bignum', found: 'q' } },
      ]);
    },
  );

  test('and a prime of another key are nothing', async () => {
    const heap = new NumberHeap();
    for (const value of [rsa2048.n, rsa2048.e, rsaKey(2048).q]) heap.addBignum(value);
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });

  test.each([1024, 2048, 4096])(
    'of %i bits is worked out from n, dp and dq, where p, q and d were wiped',
    async (bits) => {
      const { n, e, d, p, q, spkiSha256 } = rsaKey(bits);
      const heap = new NumberHeap();
      const [, , ...own] = [n, e, d % (p - 1n), d % (q - 1n)].map((value) => heap.addBignum(value));
      const { bytes, base } = coreOf(heap);
      const [finding, ...others] = await findingsIn(bytes);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ count: 2, facts: { spkiSha256, form: 'bignum', found: 'dp and dq' } });
      expect(finding!.places.map(({ offset }) => offset - base)).toEqual(own);
    },
  );

  test.each([
    ['dp', 65537],
    ['dq', 3],
  ] as const)('is worked out from n and %s alone, with the exponent %i', async (found, exponent) => {
    const { n, d, p, q, spkiSha256 } = rsaKey(2048, exponent);
    const [larger, smaller] = p > q ? [p, q] : [q, p];
    const heap = new NumberHeap();
    // Other moduli and remainders, farther away.
    for (let other = 0; other < 4; other++) {
      heap.addBignum(rsaKey(2048).n);
      heap.addBignum(rsaKey(1024).n);
      addOrdinaryBlocks(heap, other);
    }
    for (const value of [n, d % ((found === 'dp' ? larger : smaller) - 1n)]) heap.addBignum(value);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 1, facts: { spkiSha256, form: 'bignum', found } },
    ]);
  });

  test.each(['d', 'qi'] as const)('is put together from p and q without n, where %s is there', async (witness) => {
    const { d, p, q, spkiSha256 } = rsa2048;
    const others = witness === 'd' ? [d] : [d % (p - 1n), d % (q - 1n), inverseOf(q, p)!];
    const heap = new NumberHeap();
    for (const value of [p, q, ...others]) heap.addBignum(value);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { spkiSha256, form: 'bignum' } }]);
  });

  test('of which a remainder is that of another key, or p and q without n and d, is nothing', async () => {
    const other = rsaKey(2048);
    const heaps = [
      [rsa2048.n, rsa2048.e, other.d % (other.p - 1n), other.d % (other.q - 1n)],
      [rsa2048.p, rsa2048.q, rsa2048.e],
      [rsa2048.p, other.q, other.e],
      [rsa2048.p, other.d],
    ].map((numbers) => {
      const heap = new NumberHeap();
      for (const value of numbers) heap.addBignum(value);
      return coreOf(heap).bytes;
    });
    for (const bytes of heaps) expect(await findingsIn(bytes)).toEqual([]);
  });

  test('is worked out with an exponent that only a BIGNUM tells', async () => {
    const { n, d, e, spkiSha256 } = rsaKey(1024, 65539);
    const heap = new NumberHeap();
    for (const value of [n, e, d]) heap.addBignum(value);
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ facts: { spkiSha256, found: 'd' } }]);
  });
});

/** RSAPublicKey of 2048 bits with F4, without its frame. */
function inDer(modulus: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('0282010100', 'hex'), modulus, Buffer.from('0203010001', 'hex')]);
}

describe('the private half of a key that is known', () => {
  const heapWithOnly = (value: bigint, bits: number, key?: RsaTestKey) => {
    const heap = new NumberHeap();
    addOrdinaryBlocks(heap, 9);
    if (key) heap.add(Buffer.from(key.sshLine));
    heap.add(spell(value, bits, 'words64'));
    return coreOf(heap).bytes;
  };

  test.each(['p', 'q', 'd'] as const)('is found by %s alone, when its SSH key is there too', async (name) => {
    const bits = name === 'd' ? 2048 : 1024;
    const { spkiSha256 } = rsa2048;
    expect(await findingsIn(heapWithOnly(rsa2048[name], bits, rsa2048))).toMatchObject([
      { count: 1, facts: { spkiSha256, found: name } },
    ]);
  });

  test.each(['p', 'd'] as const)(
    'is found by %s alone beside n and e in DER, what was around them being lost',
    async (name) => {
      const { n, spkiSha256 } = rsa2048;
      const heap = new NumberHeap();
      for (let authority = 0; authority < 20; authority++) {
        const modulus = randomBytes(256);
        modulus[0]! |= 0x80;
        modulus[255]! |= 1;
        heap.add(inDer(modulus));
      }
      for (let copy = 0; copy < 2; copy++)
        heap.add(Buffer.concat([Buffer.from('localhost'), inDer(spell(n, 2048, 'bytes'))]));
      heap.add(spell(rsa2048[name], name === 'd' ? 2048 : 1024, 'words64'));
      expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([{ count: 1, facts: { spkiSha256, found: name } }]);
    },
  );

  test('is found by p and q alone among the keys of many certificates', async () => {
    const heap = new NumberHeap();
    for (let key = 0; key < 10; key++) heap.add(Buffer.from(rsaKey(1024).sshLine));
    const { p, q, spkiSha256, sshLine } = rsaKey(1024);
    heap.add(Buffer.from(sshLine));
    for (const value of [p, q]) heap.add(spell(value, 512, 'words64'));
    expect(await findingsIn(coreOf(heap).bytes)).toMatchObject([
      { count: 2, facts: { spkiSha256, found: 'p and q', sshPublicKey: {} } },
    ]);
  });

  test('is found when it is watched for, and says what it is watched as', async () => {
    const key = rsaKey(1024, 3);
    const { spki, spkiSha256 } = key;
    const watchList = {
      keys: [{ spki, spkiSha256, origin: 'watched' as const }],
      notes: [{ spkiSha256, fact: 'watched', facts: { file: 'keys.json' }, path: 'keys.json', offset: 0 }],
    };
    const findings = await findingsIn(heapWithOnly(key.q, 512), { watchList });
    expect(findings).toMatchObject([{ count: 1, facts: { spkiSha256, found: 'q', watched: { file: 'keys.json' } } }]);
    expect(findings[0]!.facts).not.toHaveProperty('exponent');
  });
});

describe('nothing is said', () => {
  const image = (...numbers: readonly (readonly [bigint, number])[]) => coreOf(heapWith(numbers, 'words64').heap).bytes;

  test('of parts that prove nothing', async () => {
    const { n, p, q } = rsa2048;
    expect(await findingsIn(image([p, 1024], [q, 1024]))).toEqual([]);
    expect(await findingsIn(image([p, 1024], [rsaKey(2048).n, 2048]))).toEqual([]);
    expect(await findingsIn(image([p, 1024], [q, 1024], [n ^ (1n << 2000n), 2048]))).toEqual([]);
  });

  test('of a product of two primes of 256 bits without d, as arithmetic on curves leaves by chance', async () => {
    const { n, p, q, d } = rsaKey(512);
    expect(await findingsIn(image([p, 256], [q, 256], [n, 512]))).toEqual([]);
    expect(await findingsIn(image([p, 256], [q, 256], [n, 512], [d, 512]))).toMatchObject([{ facts: { bits: 512 } }]);
  });

  test('of a product of numbers that are no primes', async () => {
    const prime = (bits: number) => generatePrimeSync(bits, { bigint: true });
    const composite = prime(512) * prime(512);
    const other = prime(1024);
    expect(await findingsIn(image([composite, 1024], [other, 1024], [composite * other, 2048]))).toEqual([]);
  });

  test('of random data, with public keys in it', async () => {
    const random = seededRandom(11);
    const heap = new NumberHeap();
    for (let block = 0; block < 40; block++) heap.add(random.bytes(32 << random.int(8)));
    for (let key = 0; key < 12; key++) heap.add(rsaKey(1024).spki);
    heap.add(Buffer.from(rsaKey(1024).sshLine));
    heap.addBignum(rsaKey(1024).n);
    expect(await findingsIn(coreOf(heap).bytes)).toEqual([]);
  });
});

test('keys side by side without a header between their numbers are found, as the secure heap of OpenSSL has them', async () => {
  const heap = new NumberHeap();
  const keys = Array.from({ length: 6 }, () => rsaKey(2048));
  const numbers = keys.flatMap(({ n, p, q, d }) => [[p, 1024], [q, 1024], [n, 2048], [d, 2048]] as const); // biome-ignore format: as above
  heap.add(Buffer.concat(numbers.map(([value, bits]) => spell(value, bits, 'words64'))));
  const found = await findingsIn(coreOf(heap).bytes);
  expect(found.map(({ facts }) => facts.spkiSha256).sort()).toEqual(keys.map(({ spkiSha256 }) => spkiSha256).sort());
});

test('what was packed and is overwritten in part, as memory of a machine has it, is looked through without a gap', async () => {
  const random = seededRandom(13);
  const heap = new NumberHeap();
  for (let block = 0; block < 250; block++) heap.add(random.bytes(12 << 10));
  const { gaps, findings } = await scanBytes({ image: coreOf(heap).bytes });
  expect({ gaps, findings }).toEqual({ gaps: [], findings: [] });
});

test('where too many numbers would have to be held against each other, that is a gap', async () => {
  const random = seededRandom(13);
  const heap = new NumberHeap();
  for (let block = 0; block < 1500; block++) heap.add(random.bytes(2 << 10));
  const { gaps, findings } = await scanBytes({ image: coreOf(heap).bytes });
  expect(findings).toEqual([]);
  expect(gaps).toMatchObject([{ code: 'budget', message: expect.stringMatching(/RSA.*: scan a smaller dump/) }]);
});

test('no byte of a key shows in a finding', async () => {
  const { n, p, q, d } = rsa2048;
  const { heap } = heapWith([[n, 2048], [p, 1024], [q, 1024], [d, 2048]], 'words64'); // biome-ignore format: as above
  const [finding] = await findingsIn(coreOf(heap).bytes);
  const text = JSON.stringify(finding, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
  for (const number of [p, q, d]) {
    expect(text).not.toContain(number.toString(16).slice(0, 12));
    expect(text).not.toContain(number.toString().slice(0, 12));
  }
});

test('primes that are 1.5 MiB apart among 4,000 other numbers are found', async () => {
  const heap = new ProcessHeap();
  const number = (value: bigint, bits: number) => heap.chunk(spell(value, bits, 'words64'));
  number(rsa2048.p, 1024);
  for (let index = 0; index < 4000; index++) {
    const other = Buffer.from(noise(`other ${index}`, 128));
    // Odd and as long as a prime; two of five have no small factor, so that 1.3 million pairs are possible.
    other[0]! |= 1;
    other[127]! |= 0xc0;
    heap.chunk(other);
    heap.raw(Buffer.alloc(208));
  }
  number(rsa2048.q, 1024);
  number(rsa2048.n, 2048);
  const findings = await findingsIn(processCoreOf(heap).bytes);
  expect(findings).toMatchObject([{ confidence: 'proven', facts: { spkiSha256: rsa2048.spkiSha256 } }]);
});

import { describe, expect, test } from 'vitest';
import { primeCurves } from '../../../src/detect/proof/prime-curve.ts';
import { FieldWriter } from '../../builders/field-writer.ts';
import { spell } from '../../builders/number-heap.ts';
import { ProcessHeap } from '../../builders/process-heap.ts';
import { SYMCRYPT_BUILDS, type SymCryptBuild, symCryptEcKey, symCryptRsaKey } from '../../builders/symcrypt.ts';
import { freshKey, type TestKey, testKey } from '../../samples/keys.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, ecParts, minidumpOf, noise } from './memory-images.ts';
import { rsaKey } from './rsa-key.ts';

const of = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** R of the Montgomery form in bits (lib/a_dispatch.c): with MULX, the others of AMD64 and the generic code. */
const BUILDS: readonly (readonly [string, SymCryptBuild, string, number])[] = [
  ['P-256, AMD64', SYMCRYPT_BUILDS.amd64, 'P-256', 256],
  ['P-256, AMD64 without MULX', SYMCRYPT_BUILDS.amd64, 'P-256', 512],
  ['P-384, AMD64', SYMCRYPT_BUILDS.amd64, 'P-384', 384],
  ['P-521, AMD64', SYMCRYPT_BUILDS.amd64, 'P-521', 576],
  ['P-256, ARM64', SYMCRYPT_BUILDS.arm64, 'P-256', 256],
  ['P-384, ARM64', SYMCRYPT_BUILDS.arm64, 'P-384', 512],
  ['P-521, ARM64', SYMCRYPT_BUILDS.arm64, 'P-521', 768],
  ['P-256, x86', SYMCRYPT_BUILDS.x86, 'P-256', 256],
];

function ecKeyOf(build: SymCryptBuild, name: string, montgomeryBits: number, key: TestKey, z: bigint, d?: bigint) {
  const { p, curve } = primeCurves().find((each) => each.curve.name === name)!;
  const parts = ecParts(key);
  const inMontgomeryForm = (number: bigint) => (number << BigInt(montgomeryBits)) % p;
  const coordinates = [of(parts.x) * z ** 2n, of(parts.y) * z ** 3n, z].map(inMontgomeryForm) as [
    bigint,
    bigint,
    bigint,
  ];
  const bits = name === 'P-521' ? 521 : 8 * curve.bytes;
  return symCryptEcKey(build, { coordinates, bits }, d ?? of(parts.d));
}

const GENERATED_Z = of(noise('z', 24));

describe.each(BUILDS)('an EC key of CNG, %s', (_, build, curve, montgomeryBits) => {
  test.each([
    ['generated', GENERATED_Z],
    ['imported', 1n],
  ])('that was %s is found by its point', async (_name, z) => {
    const own = testKey(curve);
    const heap = new ProcessHeap();
    const { bytes, scalarAt } = ecKeyOf(build, curve, montgomeryBits, own, z);
    const { offset } = heap.raw(Buffer.concat([Buffer.alloc(16), bytes]));
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      {
        rule: 'ec-in-memory',
        confidence: 'proven',
        address: heap.base + BigInt(offset + 16 + scalarAt),
        facts: own.facts,
      },
    ]);
  });
});

test('an EC key of CNG with the number of another is nothing', async () => {
  const heap = new ProcessHeap();
  const stranger = of(ecParts(freshKey('P-256')).d);
  heap.raw(ecKeyOf(SYMCRYPT_BUILDS.amd64, 'P-256', 256, testKey('P-256'), GENERATED_Z, stranger).bytes);
  expect(await scanBytes({ dump: minidumpOf(heap) })).toMatchObject({ findings: [], gaps: [] });
});

describe.each([
  ['P-256', 256],
  ['P-384', 384],
  ['P-521', 576],
])('an EC key of corecrypto, %s', (curve, bits) => {
  const own = testKey(curve);
  const { x, y, d } = ecParts(own);
  /** ccec_full_ctx: pointers to the curve and to a random number generator, then X, Y, Z and d. */
  function context(z: bigint): { readonly bytes: Buffer; readonly scalarAt: number } {
    const fields = new FieldWriter(true).u64(0x1f2a_4560_1230n).u64(0);
    for (const number of [of(x), of(y), z]) fields.bytes(spell(number, bits, 'words64'));
    return { scalarAt: fields.size, bytes: fields.bytes(spell(of(d), bits, 'words64')).finish() };
  }

  test('is found by its point', async () => {
    const heap = new ProcessHeap();
    const { bytes, scalarAt } = context(1n);
    const { offset } = heap.raw(bytes);
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    const address = heap.base + BigInt(offset + scalarAt);
    expect(findings).toMatchObject([{ rule: 'ec-in-memory', confidence: 'proven', address, facts: own.facts }]);
  });

  // The reader is not what finds it: on P-256, a number between zeros is tried with x alone.
  test('with another Z is no point', async () => {
    const heap = new ProcessHeap();
    heap.raw(context(2n).bytes);
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings.flatMap(({ places }) => places.map(({ form }) => form))).not.toContain('scalar-and-point');
    expect(findings.map(({ facts }) => facts.spkiSha256)).toEqual(curve === 'P-256' ? [own.facts.spkiSha256] : []);
  });
});

describe.each(Object.entries(SYMCRYPT_BUILDS))('an RSA key of CNG, %s', (_, build) => {
  test.each([2048, 3072, 4096])('of %s bits', async (bits) => {
    const key = rsaKey(bits);
    const heap = new ProcessHeap();
    heap.raw(symCryptRsaKey(build, key));
    const { findings, gaps } = await scanBytes({ dump: minidumpOf(heap) });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      { rule: 'rsa-in-memory', confidence: 'proven', facts: { spkiSha256: key.spkiSha256 } },
    ]);
  });
});

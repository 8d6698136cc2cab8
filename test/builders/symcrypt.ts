/**
 * Keys as SymCrypt, the library behind CNG of Windows, keeps them (inc/symcrypt_internal.h, SYMCRYPT_INT, SYMCRYPT_MODULUS,
 * SYMCRYPT_ECPOINT; lib/eckey.c, lib/rsakey.c). Nothing but Windows has it, so it is written from its source. Independent of src.
 */
import { FieldWriter } from './field-writer.ts';
import { spell } from './number-heap.ts';

/** What the processor decides: symcrypt.h, SYMCRYPT_FDEF_DIGIT_SIZE and SYMCRYPT_ASYM_ALIGN_VALUE. */
export interface SymCryptBuild {
  readonly digitBytes: number;
  readonly alignment: number;
  readonly pointerBytes: 4 | 8;
}

export const SYMCRYPT_BUILDS = {
  amd64: { digitBytes: 64, alignment: 32, pointerBytes: 8 },
  arm64: { digitBytes: 32, alignment: 32, pointerBytes: 8 },
  x86: { digitBytes: 16, alignment: 16, pointerBytes: 4 },
} as const satisfies Record<string, SymCryptBuild>;

/** SYMCRYPT_MAGIC_VALUE adds the address of the object to it, with SYMCRYPT_API_VERSION. */
const MAGIC = 0x1a2b3c40n;
/** Upper half: what kind of object it is, as two letters. */
const [TYPE_INT, TYPE_MODULUS] = [0x67490000, 0x674d0000];

export interface SymCryptPoint {
  /** As stored: coordinates of Jacobi, in Montgomery form. */
  readonly coordinates: readonly [bigint, bigint, bigint];
  readonly bits: number;
}

/** SYMCRYPT_ECKEY, and where its private number is. */
export function symCryptEcKey(build: SymCryptBuild, { coordinates, bits }: SymCryptPoint, d: bigint) {
  const { pointerBytes, alignment } = build;
  const fields = new FieldWriter(true).u32(1);
  for (const _ of ['pCurve', 'poPublicKey', 'piPrivateKey', 'magic'])
    fields.alignTo(pointerBytes).word(0x7f30_4560n, pointerBytes);
  fields.alignTo(alignment).u32(1);
  for (const _ of ['pCurve', 'magic']) fields.alignTo(pointerBytes).word(0x7f30_4560n, pointerBytes);
  fields.alignTo(alignment);
  for (const number of coordinates) fields.bytes(digits(build, number, bits));
  const header = intHeader(build, bits);
  const scalarAt = fields.size + header.length;
  const bytes = fields
    .bytes(header)
    .bytes(digits(build, d, bits))
    .finish();
  return { bytes, scalarAt };
}

export interface SymCryptRsaNumbers {
  readonly bits: number;
  readonly n: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly d: bigint;
}

/** SYMCRYPT_RSAKEY: n, p and q as moduli, q⁻¹ mod p and p⁻¹ mod q, d mod (p−1)(q−1), mod p−1 and mod q−1. */
export function symCryptRsaKey(build: SymCryptBuild, { bits, n, p, q, d }: SymCryptRsaNumbers): Buffer {
  const fields = new FieldWriter(true);
  for (const word of [1, bits, bits, bits / 8 / build.digitBytes, 1, 2]) fields.u32(word);
  fields.to(192);
  for (const [modulus, width] of [
    [n, bits],
    [p, bits / 2],
    [q, bits / 2],
  ] as const)
    fields.bytes(modulusObject(build, modulus, width));
  for (const number of [d % (p - 1n), d % (q - 1n)]) {
    fields.bytes(intHeader(build, bits / 2)).bytes(digits(build, number, bits / 2));
    fields.alignTo(build.alignment);
  }
  return fields
    .bytes(intHeader(build, bits))
    .bytes(digits(build, d, bits))
    .finish();
}

/** The number, then R² modulo it, then R − it. */
function modulusObject(build: SymCryptBuild, value: bigint, bits: number): Buffer {
  const { pointerBytes, alignment } = build;
  const inverse = 0x9b1c_55aa_0317_66e1n;
  const fields = new FieldWriter(true).u32(TYPE_MODULUS).u32(digitsOf(build, bits)).u32(0x680).u32(1).u32(0x100);
  fields.alignTo(8).u64(inverse).word(MAGIC, pointerBytes).word(0x7f30_4560n, pointerBytes).alignTo(alignment);
  fields.u32(TYPE_INT).u32(digitsOf(build, bits)).u32(0x100).u32(bits).word(MAGIC, pointerBytes).u64(inverse);
  fields.alignTo(alignment).bytes(intHeader(build, bits));
  const r = 1n << BigInt(8 * build.digitBytes * digitsOf(build, bits));
  for (const number of [value, (r * r) % value, r - value]) fields.bytes(digits(build, number, bits));
  return fields.alignTo(alignment).finish();
}

/** SYMCRYPT_INT up to its digits. The size counts the structure with its first word, as aligned. */
function intHeader(build: SymCryptBuild, bits: number): Buffer {
  const { alignment, digitBytes, pointerBytes } = build;
  const count = digitsOf(build, bits);
  return new FieldWriter(true)
    .u32(TYPE_INT)
    .u32(count)
    .u32(2 * alignment + count * digitBytes)
    .alignTo(pointerBytes)
    .word(MAGIC, pointerBytes)
    .alignTo(alignment)
    .finish();
}

function digits(build: SymCryptBuild, number: bigint, bits: number): Buffer {
  return spell(number, 8 * build.digitBytes * digitsOf(build, bits), 'words64');
}

function digitsOf({ digitBytes }: SymCryptBuild, bits: number): number {
  return Math.ceil(bits / 8 / digitBytes);
}

/**
 * A point in coordinates of Jacobi, (X/Z², Y/Z³), and behind it its scalar, in one allocation. Numbers are in words, the lowest first.
 *   SYMCRYPT_ECKEY of SymCrypt, the library behind CNG of Windows (eckey.c, ecpoint.c, symcrypt_internal.h): X, Y and Z in Montgomery
 *     form, filled up to whole digits, whose size depends on the processor; Z is R if the point was imported. Then SYMCRYPT_INT: 0 u32
 *     type, 4 u32 number of digits, 8 u32 size of this structure, and at the alignment the digits of d
 *   ccec_full_ctx of corecrypto, the library of macOS and iOS (ccec.h): X, Y, Z, which is 1, and d, each in whole 64-bit words
 * RSA keys of both need no reader of their own: n, p and q are whole there.
 */
import { fromBytes, inverseOf } from '../proof/big-integer.ts';
import { type PrimeCurve, primeCurves } from '../proof/prime-curve.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { jacobianPoint } from './projective-points.ts';
import { type ScalarAndPoint, scalarAndPoint } from './scalar-and-point.ts';

interface Place {
  /** Of the scalar in the image. */
  readonly offset: number;
  /** Bytes of each number: as many units as the curve needs. */
  readonly width: number;
  readonly unitBytes: number;
  /** Bytes between the point and the scalar. */
  readonly gap: number;
  readonly library: 'symcrypt' | 'corecrypto';
}

/** SYMCRYPT_FDEF_DIGIT_SIZE and SYMCRYPT_ASYM_ALIGN_VALUE (symcrypt_internal.h) of AMD64, of ARM64, and of 32-bit processors. */
const BUILDS = [
  { unitBytes: 64, alignment: 32 },
  { unitBytes: 32, alignment: 32 },
  { unitBytes: 16, alignment: 16 },
] as const;
/** P-521 on a 32-bit processor. */
const MAX_DIGITS = 5;

/** Bytes of 4, 6 and 9 words. */
const CORECRYPTO_WIDTHS = [32, 48, 72] as const;
/** Of a Z that is 1, the bytes before a run show this many. */
const SHOWN_ZERO_BYTES = 24;

/** A run may begin with words before the number that the library did not clear, or a word behind its first. */
const STARTS = [0, -8, 8, 16];
/** Each takes up to 0.5 ms. */
const MAX_POINTS = 1024;

export function* pointsAndScalars(image: MemoryImage): Generator<ScalarAndPoint> {
  if (image.memory.littleEndian === false) return;
  let left = MAX_POINTS;
  for (const run of runsOf(image)) {
    // Reading the image invalidates the bytes of the run, so the places are collected first.
    for (const place of placesIn(run)) {
      const numbers = numbersAt(image, place);
      if (numbers === undefined) continue;
      if (left-- === 0) return;
      yield* keysOf(numbers, place);
    }
  }
}

function placesIn({ bytes, at, start }: Run): Place[] {
  const places: Place[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const shift of STARTS) {
    if (at + shift < SHOWN_ZERO_BYTES || at + shift > bytes.length) continue;
    addBehindHeader(places, view, at + shift, start + shift);
    addBehindZeros(places, view, at + shift, start + shift);
  }
  return places;
}

function addBehindHeader(places: Place[], view: DataView, at: number, offset: number): void {
  for (const { unitBytes, alignment } of BUILDS) {
    if (at < alignment) continue;
    const digits = view.getUint32(at - alignment + 4, true);
    if (digits === 0 || digits > MAX_DIGITS) continue;
    const width = digits * unitBytes;
    if (view.getUint32(at - alignment + 8, true) !== width + 2 * alignment) continue;
    places.push({ offset, width, unitBytes, gap: alignment, library: 'symcrypt' });
  }
}

function addBehindZeros(places: Place[], view: DataView, at: number, offset: number): void {
  for (let word = at - SHOWN_ZERO_BYTES; word < at; word += 8) if (view.getBigUint64(word, true) !== 0n) return;
  for (const width of CORECRYPTO_WIDTHS) places.push({ offset, width, unitBytes: 8, gap: 0, library: 'corecrypto' });
}

interface Numbers {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
  /** The lowest byte first. */
  readonly scalar: Uint8Array;
}

function numbersAt(image: MemoryImage, { offset, width, gap, library }: Place): Numbers | undefined {
  const scalarAt = 3 * width + gap;
  if (offset < scalarAt) return undefined;
  const bytes = image.read(offset - scalarAt, scalarAt + width);
  if (library === 'corecrypto' && bytes[2 * width] !== 1) return undefined;
  const numberAt = (at: number): bigint => fromBytes(bytes.slice(at, at + width).reverse());
  const z = numberAt(2 * width);
  if (library === 'corecrypto' ? z !== 1n : z === 0n) return undefined;
  return { x: numberAt(0), y: numberAt(width), z, scalar: bytes.slice(scalarAt) };
}

function* keysOf(
  { x, y, z, scalar }: Numbers,
  { offset, width, unitBytes, library }: Place,
): Generator<ScalarAndPoint> {
  for (const curve of primeCurves()) {
    const {
      p,
      curve: { bytes: size },
    } = curve;
    if (Math.ceil(size / unitBytes) * unitBytes !== width || x >= p || y >= p || z >= p) continue;
    const factors = library === 'corecrypto' ? [1n] : montgomeryFactors(curve, width);
    for (const factor of factors) {
      const point = jacobianPoint(curve, (x * factor) % p, (y * factor) % p, (z * factor) % p);
      if (point === undefined) continue;
      yield scalarAndPoint(curve, point.x, point.y, offset, scalar.slice(0, size).reverse());
    }
  }
}

/** 1/R for R = 2^(8·width), and for that of the curve's own words where the processor has faster code (a_dispatch.c, fdef369_mod.c). */
function montgomeryFactors({ p, fromMontgomery }: PrimeCurve, width: number): Iterable<bigint> {
  return new Set([fromMontgomery, inverseOf(2n ** BigInt(8 * width), p)!]);
}

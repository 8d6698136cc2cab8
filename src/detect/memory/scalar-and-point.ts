/**
 * A scalar directly followed by its point in the form in which a library computes. Nothing there has the form 04 ‖ x ‖ y, so the
 * equation of the curve shows where a point is. Numbers are in words, the lowest first.
 *   SigningKey of RustCrypto (ecdsa, signing.rs) for P-256 and P-384 (primeorder, affine.rs): d, x and y as wide as the curve, the last two in
 *   Montgomery form, then u8 infinity, which is 0; d is plain for P-256 and in Montgomery form for P-384 (arithmetic/scalar.rs of p256 and p384)
 *   the same for secp256k1 (k256): 0 d, 32 x, 72 y of five words of 52 bits each (field_5x52.rs), 112 u8 infinity; with debug_assertions
 *   32 x, 72 u32 magnitude, 76 bool normalized, 80 y, 120 and 124 the same again, 128 u8 infinity (field_impl.rs)
 *   secp256k1_keypair of libsecp256k1 (secp256k1_extrakeys.h): 0 d, the highest byte first, 32 x, 64 y
 */
import { fromBytes } from '../proof/big-integer.ts';
import type { Curve } from '../proof/ec.ts';
import { isOnCurve, type PrimeCurve, primeCurves } from '../proof/prime-curve.ts';
import { montgomeryToPlain } from './beside-points.ts';
import { limitFor } from './effort.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { mayBeRandom } from './repeats.ts';

export interface ScalarAndPoint {
  readonly curve: Curve;
  readonly x: bigint;
  readonly y: bigint;
  readonly nominee: Nominee;
}

const WORD_BYTES = 8;
const LIMB_BITS = 52n;
const LIMBS = 5;
const LIMBS_BYTES = LIMBS * WORD_BYTES;
/** Distance from x to y: without and with the fields of `debug_assertions`. */
const LIMB_STRIDES = [LIMBS_BYTES, LIMBS_BYTES + 8] as const;
/** Only the equation reveals a plain point, so only the ends of short runs are tried. */
const MAX_PLAIN_RUN_BYTES = 128;
/** Each takes some 2 µs. */
const PLAIN_POINTS = { atLeast: 4096, perMib: 128, atMost: 1 << 19 };

export function* scalarsAndPoints(image: MemoryImage): Generator<ScalarAndPoint> {
  if (image.memory.littleEndian === false) return;
  const curves = new Map(primeCurves().map((curve) => [curve.curve.name, curve]));
  const koblitz = curves.get('secp256k1');
  const ofWords = ['P-256', 'P-384'].flatMap((name) => curves.get(name) ?? []);
  let plainLeft = limitFor(image, PLAIN_POINTS);
  for (const run of runsOf(image)) {
    for (const curve of ofWords) yield* inMontgomeryForm(run, curve);
    if (koblitz === undefined) continue;
    for (const at of plainPlaces(run)) if (plainLeft-- > 0) yield* keypairAt(run, at, koblitz);
    const places = limbPlaces(run);
    // Reading the image invalidates the bytes of the run, so the places are collected first.
    for (const offset of places) yield* inLimbs(image, offset, koblitz);
  }
}

function* inMontgomeryForm({ bytes, at, start, end }: Run, curve: PrimeCurve): Generator<ScalarAndPoint> {
  const width = curve.curve.bytes;
  const last = Math.min(at + end - start, bytes.length - 1) - 3 * width;
  for (let from = at; from <= last; from += WORD_BYTES) {
    if (bytes[from + 3 * width] !== 0) continue;
    const [x, y] = [1, 2].map((index) => {
      const number = littleEndian(bytes, from + index * width, width);
      return (number * curve.fromMontgomery) % curve.p;
    }) as [bigint, bigint];
    if (!isOnCurve(curve, x, y)) continue;
    const scalar = bytes.slice(from, from + width);
    const plain = width === 32 ? scalar.toReversed() : montgomeryToPlain(curve.curve, scalar);
    if (plain !== undefined) yield scalarAndPoint(curve, x, y, start - at + from, plain);
  }
}

function plainPlaces({ bytes, at, start, end }: Run): number[] {
  const [length, keyBytes] = [end - start, 96];
  if (length < keyBytes || length > MAX_PLAIN_RUN_BYTES) return [];
  const places = length === keyBytes ? [at] : [at, at + length - keyBytes];
  return places.filter((place) => mayBeRandom(bytes, place, place + keyBytes));
}

function* keypairAt({ bytes, at, start }: Run, from: number, curve: PrimeCurve): Generator<ScalarAndPoint> {
  const [x, y] = [littleEndian(bytes, from + 32, 32), littleEndian(bytes, from + 64, 32)];
  if (isOnCurve(curve, x, y)) yield scalarAndPoint(curve, x, y, start - at + from, bytes.slice(from, from + 32));
}

/** Offsets of 32 bytes of the run followed by five words with no bit above the 52nd set; in the topmost none above the 48th. */
function limbPlaces({ bytes, at, start, end }: Run): number[] {
  const places: number[] = [];
  for (let from = at; from + 32 <= at + end - start; from += WORD_BYTES)
    if (areLimbs(bytes, from + 32)) places.push(start - at + from);
  return places;
}

function areLimbs(bytes: Uint8Array, from: number): boolean {
  if (from + LIMBS_BYTES > bytes.length) return false;
  for (let top = from + WORD_BYTES - 1; top < from + LIMBS_BYTES; top += WORD_BYTES)
    if (bytes[top] !== 0 || bytes[top - 1]! >= 0x10) return false;
  return bytes[from + LIMBS_BYTES - 2] === 0;
}

function* inLimbs(image: MemoryImage, offset: number, curve: PrimeCurve): Generator<ScalarAndPoint> {
  const bytes = image.read(offset, 32 + 2 * LIMB_STRIDES[1] + 1).slice();
  for (const stride of LIMB_STRIDES) {
    const yAt = 32 + stride;
    if (!areLimbs(bytes, yAt) || bytes[yAt + stride] !== 0) continue;
    const [x, y] = [numberOfLimbs(bytes, 32), numberOfLimbs(bytes, yAt)];
    if (isOnCurve(curve, x, y)) yield scalarAndPoint(curve, x, y, offset, bytes.slice(0, 32).reverse());
  }
}

function numberOfLimbs(bytes: Uint8Array, from: number): bigint {
  let number = 0n;
  for (let limb = LIMBS - 1; limb >= 0; limb--)
    number = (number << LIMB_BITS) | littleEndian(bytes, from + limb * WORD_BYTES, WORD_BYTES);
  return number;
}

function littleEndian(bytes: Uint8Array, from: number, length: number): bigint {
  return fromBytes(bytes.slice(from, from + length).reverse());
}

/** @param scalar big-endian */
export function scalarAndPoint(
  curve: PrimeCurve,
  x: bigint,
  y: bigint,
  offset: number,
  scalar: Uint8Array,
): ScalarAndPoint {
  const nominee = { offset, bytes: scalar, form: 'scalar-and-point', spellings: ['big-endian'], rank: 1 } as const;
  return { curve: curve.curve, x, y, nominee };
}

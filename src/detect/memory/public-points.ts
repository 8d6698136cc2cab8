/**
 * Public points in a memory image, to compare d·G with:
 *   04 ‖ x ‖ y (SEC 1, section 2.3.3) at any offset, if it is on a curve
 *   public keys that were seen in the artifact, or that the user watches for
 *   x and y as two separate numbers, plain or in Montgomery form as libcrypto stores them, if the two make a point
 *   X, Y and Z of a point of libcrypto, OCaml and PyCryptodome (projective-points.ts)
 */

import { atFixedLimit } from '../../model/gap.ts';
import { bitLength, fromBytes, inverseOf } from '../proof/big-integer.ts';
import { isOnCurve, type PrimeCurve, primeCurves, rightSide } from '../proof/prime-curve.ts';
import { readSubjectPublicKey } from '../structures/read-public-key.ts';
import { Effort } from './effort.ts';
import { runsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { bigEndian, type Nominee, type Spelling } from './nominee.ts';
import { PublicPoints } from './point-set.ts';
import { type Coordinates, projectivePoints } from './projective-points.ts';
import { mayBeRandom } from './repeats.ts';
import { BN_DIGIT_BITS, bnNumbersOf } from './v8-digits.ts';

const EQUATION_US = 2;
/**
 * How many numbers of one size are searched for x and y: as many as `Effort` allows to multiply per image. A Haskell program has
 * 10,000 after one signature of P-256, since crypton uses an Integer for each step.
 */
const MAX_COORDINATES = 16_384;
const REASON = atFixedLimit(
  'too many bytes look like points of elliptic curves; EC keys in memory are compared with the first of them only',
  'scan a smaller dump',
);

export function publicPointsOf(image: MemoryImage, nominees: readonly Nominee[]): PublicPoints {
  const points = new PublicPoints();
  for (const { spki } of image.knownKeys) {
    const key = readSubjectPublicKey(spki);
    if (key?.kind !== 'ec') continue;
    points.add(key.curve, key.point);
    points.addPublished(key.point);
  }
  const effort = new Effort(image, REASON);
  addEncoded(points, image, effort);
  for (const curve of primeCurves()) {
    addPairs(points, nominees, curve, effort);
    addOfElliptic(points, image, curve, effort);
    if (CURVES_WITH_FAST_CODE.has(curve.curve.name)) addProjective(points, nominees, curve, image);
  }
  return points;
}

function addEncoded(points: PublicPoints, image: MemoryImage, effort: Effort): void {
  const curves = primeCurves();
  for (const { bytes, at, start, end } of runsOf(image)) {
    const limit = Math.min(bytes.length, at + end - start + SLACK_BYTES);
    const last = at + end - start;
    for (let form = bytes.indexOf(4, Math.max(0, at - SLACK_BYTES)); form !== -1; form = bytes.indexOf(4, form + 1)) {
      if (form >= last) break;
      for (const curve of curves) {
        const point = bytes.subarray(form, form + 1 + 2 * curve.curve.bytes);
        if (form + 1 + 2 * curve.curve.bytes > limit || !mayBePoint(curve, point)) continue;
        if (!effort.takes(EQUATION_US)) return;
        if (!isPoint(curve, point)) continue;
        points.add(curve.curve, point.slice());
        if (isInBitString(bytes, form, point.length)) {
          points.addPublished(point);
          continue;
        }
        if (isInKeyExchange(bytes, form, curve)) points.addExchanged(point);
        // The base point is in every library.
        if (points.has(curve.curve, point))
          points.places.push({ curve: curve.curve, offset: start - at + form, length: point.length });
      }
    }
  }
}

/** Tag 03, length, 00 (X.690, section 8.6): as in SubjectPublicKeyInfo and ECPrivateKey. */
function isInBitString(bytes: Uint8Array, at: number, length: number): boolean {
  return bytes[at - 1] === 0 && bytes[at - 2] === length + 1;
}

/** NamedCurve of RFC 8422, section 5.1.1, which is NamedGroup of RFC 8446, section 4.2.7. */
const GROUPS: Readonly<Record<string, number>> = { 'P-256': 0x17, 'P-384': 0x18, 'P-521': 0x19 };

/**
 * Before the point: u16 group and u16 length in KeyShareEntry (RFC 8446, section 4.2.8); 03, u16 group and u8 length in
 * ServerECDHParams (RFC 8422, section 5.4).
 */
function isInKeyExchange(bytes: Uint8Array, at: number, { curve }: PrimeCurve): boolean {
  const group = GROUPS[curve.name];
  const length = 1 + 2 * curve.bytes;
  if (group === undefined || at < 4) return false;
  const [first, second, third, fourth] = bytes.subarray(at - 4, at);
  if (fourth !== length) return false;
  return (first === 0 && second === group && third === 0) || (first === 3 && second === 0 && third === group);
}

/** A cheap test: of the highest byte, which for P-521 is 0 or 1, and of how often bytes repeat. */
function mayBePoint({ curve }: PrimeCurve, point: Uint8Array): boolean {
  if (curve.bytes === 66 && (point[1]! > 1 || point[67]! > 1)) return false;
  return mayBeRandom(point, 1, point.length);
}

function isPoint(curve: PrimeCurve, point: Uint8Array): boolean {
  const { bytes } = curve.curve;
  return isOnCurve(curve, fromBytes(point.subarray(1, 1 + bytes)), fromBytes(point.subarray(1 + bytes)));
}

/** How libcrypto and Go store the numbers that they compute with. */
const OF_WORDS: ReadonlySet<Spelling> = new Set(['little-endian', 'words-32', 'words-64']);

/**
 * Registers have too many numbers for too few keys. Digits of BN.js are mostly the tables of elliptic, multiples of the base point
 * of secp256k1: with them, all numbers of a process that loads it would be tried on that curve.
 */
const OF_NO_PAIRS: ReadonlySet<string> = new Set(['register', 'v8-digits']);

function addPairs(points: PublicPoints, nominees: readonly Nominee[], curve: PrimeCurve, effort: Effort): void {
  const { bytes } = curve.curve;
  const least = minBytes(curve);
  const plain = new Set<bigint>();
  const montgomery = new Map<bigint, bigint>();
  for (const nominee of nominees) {
    if (OF_NO_PAIRS.has(nominee.form)) continue;
    for (const spelling of nominee.spellings) {
      const number = bigEndian(nominee.bytes, spelling);
      if (plain.size === MAX_COORDINATES || number.length > bytes || number.length < least) continue;
      const value = fromBytes(number);
      if (value >= curve.p) continue;
      plain.add(value);
      if (OF_WORDS.has(spelling)) montgomery.set((value * curve.fromMontgomery) % curve.p, value);
    }
  }
  for (const [x, y] of pairsAmong([...plain], curve, effort)) points.add(curve.curve, encodedPoint(bytes, x, y));
  addMontgomeryPairs(points, montgomery, curve, effort);
}

/** @param stored number in memory, by the number that it stands for */
function addMontgomeryPairs(
  points: PublicPoints,
  stored: ReadonlyMap<bigint, bigint>,
  curve: PrimeCurve,
  effort: Effort,
): void {
  const { bytes } = curve.curve;
  for (const [x, y] of pairsAmong([...stored.keys()], curve, effort)) {
    points.add(curve.curve, encodedPoint(bytes, x, y));
    const asTheyStand = [x, y].map((number) => encodedPoint(bytes, stored.get(number)!).subarray(1));
    points.addCoordinates(...asTheyStand);
  }
}

/** Curves on which elliptic computes in Montgomery form (curves.js; bn.js, Mont), without tables. */
const CURVES_OF_ELLIPTIC = new Set(['P-256', 'P-384', 'P-521']);

/** Points of elliptic: x and y in Montgomery form, with R = 2^(26·digits). */
function addOfElliptic(points: PublicPoints, image: MemoryImage, curve: PrimeCurve, effort: Effort): void {
  if (!CURVES_OF_ELLIPTIC.has(curve.curve.name)) return;
  const bits = bitLength(curve.p);
  const digits = Math.ceil(bits / BN_DIGIT_BITS);
  const fromMontgomery = inverseOf(2n ** BigInt(BN_DIGIT_BITS * digits), curve.p)!;
  const stored = new Map<bigint, bigint>();
  for (const value of bnNumbersOf(image, digits)) {
    if (value >= curve.p || bitLength(value) < bits - 16) continue;
    if (stored.size === MAX_COORDINATES) break;
    stored.set((value * fromMontgomery) % curve.p, value);
  }
  addMontgomeryPairs(points, stored, curve, effort);
}

const CURVES_WITH_FAST_CODE = new Set(['P-224', 'P-256', 'P-384', 'P-521']);

/**
 * Sources in which three numbers make a point: libcrypto, and mirage-crypto-ec of OCaml, which computes with strings in Montgomery
 * form; PyCryptodome, which allocates each number.
 */
const OF_POINTS: Readonly<Record<Coordinates, ReadonlySet<string>>> = {
  jacobian: new Set(['bignum', 'ocaml-string']),
  homogeneous: new Set(['chunk']),
};

function addProjective(
  points: PublicPoints,
  nominees: readonly Nominee[],
  curve: PrimeCurve,
  image: MemoryImage,
): void {
  const { bytes } = curve.curve;
  for (const coordinates of ['jacobian', 'homogeneous'] as const) {
    const numbers = numbersOfPoints(nominees, curve, OF_POINTS[coordinates]);
    for (const form of ['plain', 'montgomery'] as const) {
      for (const point of projectivePoints(curve, numbers, coordinates, form, () => image.checkTime())) {
        points.add(curve.curve, encodedPoint(bytes, point.x, point.y));
        points.addCoordinates(...point.numbers.map((number) => encodedPoint(bytes, number).subarray(1)));
      }
    }
  }
}

/** By offset. */
function numbersOfPoints(nominees: readonly Nominee[], curve: PrimeCurve, forms: ReadonlySet<string>): bigint[] {
  const least = minBytes(curve);
  const inOrder = nominees.filter(({ form }) => forms.has(form)).sort((a, b) => a.offset - b.offset);
  const numbers = new Set<bigint>();
  for (const { bytes } of inOrder) {
    const number = bigEndian(bytes, 'little-endian');
    if (numbers.size === MAX_COORDINATES || number.length > curve.curve.bytes || number.length < least) continue;
    const value = fromBytes(number);
    if (value < curve.p) numbers.add(value);
  }
  return [...numbers];
}

/** Least length of all but one coordinate in 30,000: the first of 521 bits is alone in its byte. */
function minBytes({ p }: PrimeCurve): number {
  return Math.ceil((p.toString(2).length - 15) / 8);
}

/** 04, x, y. */
export function encodedPoint(bytes: number, ...coordinates: readonly bigint[]): Uint8Array {
  const digits = coordinates.map((coordinate) => coordinate.toString(16).padStart(2 * bytes, '0'));
  return Buffer.from(`04${digits.join('')}`, 'hex');
}

function* pairsAmong(numbers: readonly bigint[], curve: PrimeCurve, effort: Effort): Generator<[bigint, bigint]> {
  const bySquare = new Map<bigint, bigint>();
  for (const y of numbers) {
    if (!effort.takes(EQUATION_US)) return;
    bySquare.set((y * y) % curve.p, y);
  }
  for (const x of numbers) {
    if (!effort.takes(EQUATION_US)) return;
    const y = bySquare.get(rightSide(curve, x));
    if (y !== undefined) yield [x, y];
  }
}

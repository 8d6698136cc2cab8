/**
 * Public points in a memory image: what d·G is compared with.
 *   04 ‖ x ‖ y (SEC 1, section 2.3.3) at any offset, when it lies on a curve
 *   public keys that were seen in the artifact, or that the user watches for
 *   x and y as two numbers of their own, plain or in Montgomery form as libcrypto keeps them, when the two make a point
 *   X, Y and Z of a point of libcrypto and of OCaml (jacobian-points.ts)
 */

import { atFixedLimit } from '../../model/gap.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { basePoint, type Curve } from '../proof/ec.ts';
import { isOnCurve, type PrimeCurve, primeCurves, rightSide } from '../proof/prime-curve.ts';
import { readSubjectPublicKey } from '../structures/read-public-key.ts';
import { Effort } from './effort.ts';
import { runsOf, SLACK_BYTES } from './image-runs.ts';
import { jacobianPoints } from './jacobian-points.ts';
import type { MemoryImage } from './memory-search.ts';
import { bigEndian, type Nominee, type Spelling } from './nominee.ts';

const EQUATION_US = 2;
/**
 * Numbers of one size among which x and y are looked for: as many as are multiplied within what `Effort` has for an image. A program in
 * Haskell has 10,000 after one signature of P-256, since crypton computes with an Integer for each step.
 */
const MAX_COORDINATES = 16_384;
const REASON = atFixedLimit(
  'too many bytes look like points of elliptic curves; EC keys in memory are compared with the first of them only',
  'scan a smaller dump',
);

/** Where a point stands as 04 ‖ x ‖ y. */
export interface PointPlace {
  readonly curve: Curve;
  /** In the image. */
  readonly offset: number;
}

export class PublicPoints {
  /** Ascending, without those of a SubjectPublicKeyInfo: what stands near them is the rest of a certificate. */
  readonly places: PointPlace[] = [];
  readonly #byCurve = new Map<Curve, Set<string>>();
  readonly #coordinates = new Set<string>();
  readonly #exchanged = new Set<string>();
  readonly #published = new Set<string>();

  /** Whether there is any to compare with. */
  hasAny(curve: Curve): boolean {
    return this.#byCurve.has(curve);
  }

  /** @param point uncompressed */
  has(curve: Curve, point: Uint8Array): boolean {
    return this.#byCurve.get(curve)?.has(textOf(point)) ?? false;
  }

  add(curve: Curve, point: Uint8Array): void {
    this.addCoordinates(point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes));
    // Every library that knows the curve has its base point.
    if (Buffer.compare(point, basePoint(curve) ?? point) === 0) return;
    const points = this.#byCurve.get(curve) ?? new Set<string>();
    this.#byCurve.set(curve, points.add(textOf(point)));
  }

  /** Whether all that names the point is a message of TLS in which it was exchanged: its key is one of that session. */
  isOfSession(point: Uint8Array): boolean {
    return this.#exchanged.has(textOf(point)) && !this.#published.has(textOf(point));
  }

  addExchanged(point: Uint8Array): void {
    this.#exchanged.add(textOf(point));
  }

  /** In a certificate, or as another key that is known. */
  addPublished(point: Uint8Array): void {
    this.#published.add(textOf(point));
  }

  /** A number that is part of a point is no private key, and a list of certificate authorities has hundreds of them. */
  isCoordinate(number: Uint8Array): boolean {
    return this.#coordinates.has(textOf(number));
  }

  /** @param numbers as wide as the curve */
  addCoordinates(...numbers: readonly Uint8Array[]): void {
    for (const number of numbers) this.#coordinates.add(textOf(number));
  }
}

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
    if (CURVES_WITH_FAST_CODE.has(curve.curve.name)) addJacobian(points, nominees, curve, image);
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
        // The base point stands in every library.
        if (points.has(curve.curve, point)) points.places.push({ curve: curve.curve, offset: start - at + form });
      }
    }
  }
}

/** Tag 03, length, 00 (X.690, section 8.6): as SubjectPublicKeyInfo and ECPrivateKey have it. */
function isInBitString(bytes: Uint8Array, at: number, length: number): boolean {
  return bytes[at - 1] === 0 && bytes[at - 2] === length + 1;
}

/** NamedCurve of RFC 8422, section 5.1.1, which is NamedGroup of RFC 8446, section 4.2.7. */
const GROUPS: Readonly<Record<string, number>> = { 'P-256': 0x17, 'P-384': 0x18, 'P-521': 0x19 };

/**
 * Before the point: u16 group, u16 its bytes in KeyShareEntry (RFC 8446, section 4.2.8); 03, u16 group, u8 its bytes in ServerECDHParams
 * (RFC 8422, section 5.4).
 */
function isInKeyExchange(bytes: Uint8Array, at: number, { curve }: PrimeCurve): boolean {
  const group = GROUPS[curve.name];
  const length = 1 + 2 * curve.bytes;
  if (group === undefined || at < 4) return false;
  const [first, second, third, fourth] = bytes.subarray(at - 4, at);
  if (fourth !== length) return false;
  return (first === 0 && second === group && third === 0) || (first === 3 && second === 0 && third === group);
}

/** A cheap look at the highest byte, which for P-521 is 0 or 1. */
function mayBePoint({ curve }: PrimeCurve, point: Uint8Array): boolean {
  return curve.bytes !== 66 || (point[1]! <= 1 && point[67]! <= 1);
}

function isPoint(curve: PrimeCurve, point: Uint8Array): boolean {
  const { bytes } = curve.curve;
  return isOnCurve(curve, fromBytes(point.subarray(1, 1 + bytes)), fromBytes(point.subarray(1 + bytes)));
}

/** How numbers lie that libcrypto and Go compute with. */
const OF_WORDS: ReadonlySet<Spelling> = new Set(['little-endian', 'words-32', 'words-64']);

/**
 * What stands in registers is too much for too little. Digits of BN.js are the tables of elliptic for the most part, multiples of the base
 * point of secp256k1: with them all numbers of a process that loads it would be tried on that curve.
 */
const OF_NO_PAIRS: ReadonlySet<string> = new Set(['register', 'v8-digits']);

function addPairs(points: PublicPoints, nominees: readonly Nominee[], curve: PrimeCurve, effort: Effort): void {
  const { bytes } = curve.curve;
  const least = leastBytes(curve);
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
  for (const [x, y] of pairsAmong([...montgomery.keys()], curve, effort)) {
    points.add(curve.curve, encodedPoint(bytes, x, y));
    const asTheyStand = encodedPoint(bytes, montgomery.get(x)!, montgomery.get(y)!);
    points.addCoordinates(asTheyStand.subarray(1, 1 + bytes), asTheyStand.subarray(1 + bytes));
  }
}

const CURVES_WITH_FAST_CODE = new Set(['P-224', 'P-256', 'P-384', 'P-521']);

/** Three of them are a point: in libcrypto, and in mirage-crypto-ec of OCaml, which computes with strings in Montgomery form. */
const OF_POINTS: ReadonlySet<string> = new Set(['bignum', 'ocaml-string']);

function addJacobian(points: PublicPoints, nominees: readonly Nominee[], curve: PrimeCurve, image: MemoryImage): void {
  const { bytes } = curve.curve;
  const least = leastBytes(curve);
  const inOrder = nominees.filter(({ form }) => OF_POINTS.has(form)).sort((a, b) => a.offset - b.offset);
  const numbers = new Set<bigint>();
  for (const nominee of inOrder) {
    const number = bigEndian(nominee.bytes, 'little-endian');
    if (numbers.size === MAX_COORDINATES || number.length > bytes || number.length < least) continue;
    const value = fromBytes(number);
    if (value < curve.p) numbers.add(value);
  }
  for (const form of ['plain', 'montgomery'] as const) {
    for (const point of jacobianPoints(curve, [...numbers], form, () => image.checkTime())) {
      points.add(curve.curve, encodedPoint(bytes, point.x, point.y));
      points.addCoordinates(...point.numbers.map((number) => encodedPoint(bytes, number).subarray(1)));
    }
  }
}

/** Of all but one coordinate of 30,000: 521 bits begin with one that is alone in its byte. */
function leastBytes({ p }: PrimeCurve): number {
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

function textOf(point: Uint8Array): string {
  return Buffer.from(point.buffer, point.byteOffset, point.length).toString('latin1');
}

/**
 * Elliptic curves given by their parameters (X9.62, ECParameters; SEC 1, appendix C.2):
 *
 *     SEQUENCE { INTEGER 1..3, SEQUENCE { OID prime-field, INTEGER p },
 *                SEQUENCE { OCTET STRING a, OCTET STRING b, BIT STRING seed OPTIONAL },
 *                OCTET STRING G, INTEGER order, INTEGER cofactor OPTIONAL, … OPTIONAL }
 *
 * If they are those of a named curve, the key is a key of that curve. Otherwise d·G = Q is computed here, and Q must be present;
 * the order must be that of G, and the cofactor must follow from it. Read: prime fields of 112 to 528 bits. Refused: binary
 * fields, a base point that is compressed or not on the curve.
 */

import { type DerCursor, TAG } from '../der/der-cursor.ts';
import { spend } from '../effort-account.ts';
import { bitLength, fromBytes, inverseOf } from './big-integer.ts';
import {
  basePoint,
  CURVES,
  type Curve,
  type Equation,
  hasOrder,
  isOn,
  isPointOf,
  type Point,
  readPoint,
} from './ec.ts';

export interface ExplicitCurve extends Equation {
  readonly order: bigint;
  readonly base: Point;
  /** Whether the parameters have more, such as a seed (versions 2 and 3), which nothing here proves. */
  readonly holdsMore: boolean;
  /** Of a coordinate. */
  readonly bytes: number;
  /** ECParameters as in the frame, except for the spelling of the base point. */
  readonly parameters: Uint8Array;
}

export interface ExplicitCurvePublicKey {
  readonly kind: 'ec-explicit';
  readonly bits: number;
  /** AlgorithmIdentifier in DER. */
  readonly algorithm: Uint8Array;
  /** Uncompressed. */
  readonly point: Uint8Array;
}

const PRIME_FIELD = '2a8648ce3d0101';
const MIN_FIELD_BITS = 112;
const MAX_FIELD_BYTES = 66;

/** Reads past ECParameters. @returns the named curve that they describe, or a curve of their own */
export function readExplicitCurve(cursor: DerCursor): Curve | ExplicitCurve | undefined {
  const parameters = cursor.whole(TAG.sequence);
  const content = cursor.element(TAG.sequence);
  const version = content?.integer(1);
  const field = content?.element(TAG.sequence);
  const fieldType = field?.oid();
  const p = field?.integer(MAX_FIELD_BYTES + 1);
  const curve = content?.element(TAG.sequence);
  const [a, b] = [curve?.octets(TAG.octetString), curve?.octets(TAG.octetString)];
  const base = content?.octets(TAG.octetString);
  const order = content?.integer(MAX_FIELD_BYTES + 1);
  const cofactor = content?.nextTag === TAG.integer ? content.integer(MAX_FIELD_BYTES) : 1n;
  if (parameters === undefined || version === undefined || version < 1n || version > 3n) return undefined;
  if (fieldType !== PRIME_FIELD || p === undefined || a === undefined || b === undefined) return undefined;
  if (
    base === undefined ||
    order === undefined ||
    cofactor === undefined ||
    bitLength(p) < MIN_FIELD_BITS ||
    (p & 1n) === 0n
  )
    return undefined;
  const bytes = Math.ceil(bitLength(p) / 8);
  if (a.length > bytes || b.length > bytes) return undefined;

  const equation = { p, a: fromBytes(a), b: fromBytes(b) };
  const named = curveWithName(equation, base, order);
  if (named !== undefined) return cofactor === 1n ? named : undefined;
  const point = readPoint(base, bytes);
  if (point === undefined || !saysItsHalf(base) || !isOn(equation, point) || !isCofactor(cofactor, order, p))
    return undefined;
  return {
    ...equation,
    order,
    base: point,
    holdsMore: version !== 1n || !curve?.atEnd || !content?.atEnd,
    bytes,
    parameters: uncompressed(parameters, base.byteOffset - parameters.byteOffset),
  };
}

/**
 * The curve of CURVES with these parameters, all of them: a wrong bit in p, a or b takes the base point off the curve.
 * @param base its base point, compressed or not
 */
export function curveWithName(equation: Equation, base: Uint8Array, order: bigint): Curve | undefined {
  const bytes = Math.ceil(bitLength(equation.p) / 8);
  return CURVES.find((known) => {
    if (known.bytes !== bytes || !isBaseOf(known, base) || !hasOrder(known, order)) return false;
    const point = readPoint(basePoint(known)!, bytes);
    return point !== undefined && isOn(equation, point);
  });
}

/** The base point identifies a named curve: a curve has one, and no other curve contains it by chance. */
function isBaseOf(curve: Curve, base: Uint8Array): boolean {
  const known = isPointOf(curve, base) ? basePoint(curve) : undefined;
  return (
    known !== undefined && Buffer.compare(known.subarray(1, 1 + curve.bytes), base.subarray(1, 1 + curve.bytes)) === 0
  );
}

/**
 * A hybrid point must agree with its y, as a compressed one does (X9.62, section 4.3.6).
 * @param point one that `readPoint` reads
 */
function saysItsHalf(point: Uint8Array): boolean {
  return point[0] === UNCOMPRESSED || (point[0]! & 1) === (point.at(-1)! & 1);
}

/** Puts the point at `at` into the one spelling that is hashed: a hybrid spelling is the same point, and so the same key. */
function uncompressed(bytes: Uint8Array, at: number): Uint8Array {
  if (bytes[at] === UNCOMPRESSED) return bytes;
  const copy = Uint8Array.from(bytes);
  copy[at] = UNCOMPRESSED;
  return copy;
}
const UNCOMPRESSED = 4;

/**
 * Hasse's theorem: the curve has p + 1 points, give or take 2·√p. Since the order is larger than 4·√p, only one multiple of it is
 * in that range.
 */
function isCofactor(cofactor: bigint, order: bigint, p: bigint): boolean {
  const difference = cofactor * order - p - 1n;
  return order * order > 16n * p && difference * difference <= 4n * p;
}

/** @returns the public half if `claimed` is present and equals d·G. Takes some 30 ms for 521 bits. */
export function proveExplicit(
  curve: ExplicitCurve,
  scalar: Uint8Array,
  claimed: Uint8Array | undefined,
  algorithm: Uint8Array,
): ExplicitCurvePublicKey | undefined {
  const d = scalar.length <= MAX_FIELD_BYTES + 1 ? fromBytes(scalar) : 0n;
  const point = claimed && readPoint(claimed, curve.bytes);
  if (claimed === undefined || point === undefined || !saysItsHalf(claimed)) return undefined;
  if (d < 1n || d >= curve.order) return undefined;
  if (bitLength(d) < MIN_FIELD_BITS / 2 || !isOn(curve, point)) return undefined;
  spend(2 * multiplyMicroseconds(curve));
  const computed = multiply(curve, d);
  if (computed?.x !== point.x || computed.y !== point.y) return undefined;
  // (order − 1)·G = −G
  const last = multiply(curve, curve.order - 1n);
  if (last?.x !== curve.base.x || last.y !== curve.p - curve.base.y) return undefined;
  return { kind: 'ec-explicit', bits: bitLength(curve.p), algorithm, point: uncompressed(claimed, 0) };
}

/** Of `multiply`, for a number of as many bits as p has. */
export function multiplyMicroseconds({ p }: Pick<ExplicitCurve, 'p'>): number {
  return 10 * bitLength(p);
}

/** d·G by doubling and adding in Jacobian coordinates (x/z², y/z³); undefined for the point at infinity. */
export function multiply({ p, a, base }: Pick<ExplicitCurve, 'p' | 'a' | 'base'>, d: bigint): Point | undefined {
  const mod = (value: bigint) => ((value % p) + p) % p;
  let [x, y, z] = [0n, 1n, 0n];
  for (const digit of d.toString(2)) {
    if (z !== 0n) {
      const yy = mod(y * y);
      const s = mod(4n * x * yy);
      const m = mod(3n * x * x + a * mod(mod(z * z) * mod(z * z)));
      const doubled = mod(m * m - 2n * s);
      [x, y, z] = [doubled, mod(m * (s - doubled) - 8n * yy * yy), mod(2n * y * z)];
    }
    if (digit === '0') continue;
    if (z === 0n) {
      [x, y, z] = [base.x, base.y, 1n];
      continue;
    }
    const zz = mod(z * z);
    const h = mod(base.x * zz - x);
    const r = mod(base.y * zz * z - y);
    // Only for a scalar near the order, which no random key is.
    if (h === 0n) return undefined;
    const hh = mod(h * h);
    const v = mod(x * hh);
    const added = mod(r * r - hh * h - 2n * v);
    [x, y, z] = [added, mod(r * (v - added) - y * hh * h), mod(z * h)];
  }
  const inverse = z === 0n ? undefined : inverseOf(z, p);
  return inverse === undefined ? undefined : { x: mod(x * inverse * inverse), y: mod(y * inverse * inverse * inverse) };
}

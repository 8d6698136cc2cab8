/**
 * Proof that a number is a private key of an elliptic curve (SEC 1, section 3.2.1): d in [1, order − 1] and d·G = Q. The point is
 * computed by node:crypto's ECDH, which also checks the range of d and knows the curves. If a build of Node lacks a curve (some
 * distributions remove Brainpool), its keys cannot be proved and are not found.
 */

import { createECDH } from 'node:crypto';
import { CostlyResults } from '../effort-account.ts';
import { fromBytes, inverseOf } from './big-integer.ts';
import { FIELD_PRIMES } from './curve-primes.ts';
import { isMonotonous } from './is-monotonous.ts';

/** A named curve, with its name in each format. */
export interface Curve {
  /** As in facts: the name of FIPS 186-5, SEC 2 or RFC 5639. */
  readonly name: string;
  /** Content of the OBJECT IDENTIFIER, hex. */
  readonly oid: string;
  /** The name in OpenSSL and so in node:crypto. */
  readonly nodeName: string;
  /** Bytes of a coordinate. */
  readonly bytes: number;
  /** Bytes of d in RFC 5915, if different. */
  readonly scalarBytes?: number;
  /** `crv` of RFC 7518 and RFC 8812, for thumbprints; for the names accepted when reading, see structures/jwk-key.ts. */
  readonly jwkName?: string;
  /** Identifier of RFC 5656. */
  readonly sshName?: string;
}

/** Private keys without a curve are tried in this order, so the common one of each size comes first. */
export const CURVES: readonly Curve[] = [
  { name: 'P-256', oid: '2a8648ce3d030107', nodeName: 'prime256v1', bytes: 32, jwkName: 'P-256', sshName: 'nistp256' },
  { name: 'P-384', oid: '2b81040022', nodeName: 'secp384r1', bytes: 48, jwkName: 'P-384', sshName: 'nistp384' },
  { name: 'P-521', oid: '2b81040023', nodeName: 'secp521r1', bytes: 66, jwkName: 'P-521', sshName: 'nistp521' },
  { name: 'secp256k1', oid: '2b8104000a', nodeName: 'secp256k1', bytes: 32, jwkName: 'secp256k1' },
  { name: 'P-224', oid: '2b81040021', nodeName: 'secp224r1', bytes: 28 },
  { name: 'P-192', oid: '2a8648ce3d030101', nodeName: 'prime192v1', bytes: 24 },
  { name: 'brainpoolP160r1', oid: '2b2403030208010101', nodeName: 'brainpoolP160r1', bytes: 20 },
  { name: 'brainpoolP192r1', oid: '2b2403030208010103', nodeName: 'brainpoolP192r1', bytes: 24 },
  { name: 'brainpoolP224r1', oid: '2b2403030208010105', nodeName: 'brainpoolP224r1', bytes: 28 },
  { name: 'brainpoolP256r1', oid: '2b2403030208010107', nodeName: 'brainpoolP256r1', bytes: 32 },
  { name: 'brainpoolP320r1', oid: '2b2403030208010109', nodeName: 'brainpoolP320r1', bytes: 40 },
  { name: 'brainpoolP384r1', oid: '2b240303020801010b', nodeName: 'brainpoolP384r1', bytes: 48 },
  { name: 'brainpoolP512r1', oid: '2b240303020801010d', nodeName: 'brainpoolP512r1', bytes: 64 },
  { name: 'brainpoolP160t1', oid: '2b2403030208010102', nodeName: 'brainpoolP160t1', bytes: 20 },
  { name: 'brainpoolP192t1', oid: '2b2403030208010104', nodeName: 'brainpoolP192t1', bytes: 24 },
  { name: 'brainpoolP224t1', oid: '2b2403030208010106', nodeName: 'brainpoolP224t1', bytes: 28 },
  { name: 'brainpoolP256t1', oid: '2b2403030208010108', nodeName: 'brainpoolP256t1', bytes: 32 },
  { name: 'brainpoolP320t1', oid: '2b240303020801010a', nodeName: 'brainpoolP320t1', bytes: 40 },
  { name: 'brainpoolP384t1', oid: '2b240303020801010c', nodeName: 'brainpoolP384t1', bytes: 48 },
  { name: 'brainpoolP512t1', oid: '2b240303020801010e', nodeName: 'brainpoolP512t1', bytes: 64 },
  { name: 'secp192k1', oid: '2b8104001f', nodeName: 'secp192k1', bytes: 24 },
  { name: 'SM2', oid: '2a811ccf5501822d', nodeName: 'SM2', bytes: 32 },
];

export interface EcPublicKey {
  readonly kind: 'ec';
  readonly curve: Curve;
  /** Uncompressed: 04, x, y. */
  readonly point: Uint8Array;
}

/**
 * @param scalar d, big-endian, exactly as long as `scalarBytes` says
 * @param claimed Q as the frame states it, uncompressed, hybrid or compressed (SEC 1, section 2.3.3); undefined if it has none
 * @returns the public half; undefined if d is out of range or Q is another point. Without Q nothing is proved: a scalar that
 *   does not look random is refused, and the caller needs other evidence, a checksum or a frame.
 *   Costs one multiplication: 2 ms at most (P-521).
 */
export function proveEc(curve: Curve, scalar: Uint8Array, claimed: Uint8Array | undefined): EcPublicKey | undefined {
  if (scalar.length !== scalarBytes(curve)) return undefined;
  if (claimed === undefined ? isMonotonous(scalar) : !isPointOf(curve, claimed) || !liesOn(curve, claimed)) {
    return undefined;
  }
  const point = multiplyBase(curve, scalar);
  if (point === undefined) return undefined;
  return claimed === undefined || samePoint(point, claimed) ? { kind: 'ec', curve, point } : undefined;
}

/** Bytes of d in RFC 5915: as many as the order of the curve has. */
export function scalarBytes(curve: Curve): number {
  return curve.scalarBytes ?? curve.bytes;
}

/**
 * A number in the width of a curve. Some writers give the bytes of a signed number instead: with a leading zero if the top bit is
 * set, without leading zeros if it is small. Undefined if it is larger, or seems to belong to a smaller curve; the same bytes if
 * the width is already right.
 */
export function inWidth(number: Uint8Array, width: number): Uint8Array | undefined {
  const surplus = number.length - width;
  if (surplus === 0) return number;
  if (surplus === 1) return number[0] === 0 ? number.subarray(1) : undefined;
  if (surplus > 0 || surplus < -MAX_MISSING_BYTES) return undefined;
  const full = new Uint8Array(width);
  full.set(number, -surplus);
  return full;
}
/** A random number has more leading zero bytes than that once in 2^24 keys. */
const MAX_MISSING_BYTES = 2;

/**
 * Whether bytes have the form of a point (SEC 1, section 2.3.3; X9.62, section 4.3.6) in the width of the curve: uncompressed,
 * compressed, or hybrid (`openssl ec -conv_form hybrid`: both coordinates, and what a compressed point says about y).
 */
export function isPointOf(curve: Curve, point: Uint8Array): boolean {
  const form = point[0];
  if (isUncompressed(form)) return point.length === 1 + 2 * curve.bytes;
  return (form === 2 || form === 3) && point.length === 1 + curve.bytes;
}

function isUncompressed(form: number | undefined): boolean {
  return form === 4 || form === 6 || form === 7;
}

/** y² = x³ + a·x + b modulo p. */
export interface Equation {
  readonly p: bigint;
  readonly a: bigint;
  readonly b: bigint;
}

export interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

export function isOn({ p, a, b }: Equation, { x, y }: Point): boolean {
  return x < p && y < p && (y * y - (x * x * x + a * x + b)) % p === 0n;
}

/**
 * @param width bytes of a coordinate
 * @returns undefined for a compressed point
 */
export function readPoint(bytes: Uint8Array, width: number): Point | undefined {
  if (!isUncompressed(bytes[0]) || bytes.length !== 1 + 2 * width) return undefined;
  return { x: fromBytes(bytes.subarray(1, 1 + width)), y: fromBytes(bytes.subarray(1 + width)) };
}

/**
 * Whether bytes with the form of a point can be on the curve. Takes a few microseconds, so it comes before the multiplication. If
 * a frame names no curve, it tells which ones to try. True for any compressed point, and for any point of a curve that is never
 * guessed (rare-curves.ts).
 */
export function liesOn(curve: Curve, point: Uint8Array): boolean {
  const uncompressed = FIELD_PRIMES.has(curve.name) ? readPoint(point, curve.bytes) : undefined;
  const equation = uncompressed && equationOf(curve);
  return uncompressed === undefined || (equation !== undefined && isOn(equation, uncompressed));
}

/** a and b, computed once: both G and 2·G are on the curve. Undefined if this Node lacks the curve. */
function equationOf(curve: Curve): Equation | undefined {
  const known = equations.get(curve);
  if (known !== undefined) return known;
  const p = FIELD_PRIMES.get(curve.name);
  const [one, two] = [1, 2].map((factor) => {
    const scalar = new Uint8Array(curve.bytes);
    scalar[curve.bytes - 1] = factor;
    const multiple = multiplyBase(curve, scalar);
    return multiple && readPoint(multiple, curve.bytes);
  });
  if (p === undefined || one === undefined || two === undefined) return undefined;
  const mod = (value: bigint) => ((value % p) + p) % p;
  const rest = ({ x, y }: Point) => y * y - x * x * x;
  const a = mod((rest(one) - rest(two)) * inverseOf(mod(one.x - two.x), p)!);
  const equation = { p, a, b: mod(rest(one) - a * one.x) };
  equations.set(curve, equation);
  return equation;
}
const equations = new Map<Curve, Equation>();

function samePoint(uncompressed: Uint8Array, claimed: Uint8Array): boolean {
  const form = claimed[0]!;
  const parity = uncompressed.at(-1)! & 1;
  // Compares all of it, or x alone.
  const same = Buffer.compare(uncompressed.subarray(1, claimed.length), claimed.subarray(1)) === 0;
  return same && (form === 4 || form === 2 + parity || form === 6 + parity);
}

/** Generator of a curve, uncompressed; undefined if this Node lacks the curve. */
export function basePoint(curve: Curve): Uint8Array | undefined {
  if (!basePoints.has(curve)) {
    const one = new Uint8Array(curve.bytes);
    one[curve.bytes - 1] = 1;
    basePoints.set(curve, multiplyBase(curve, one));
  }
  return basePoints.get(curve);
}
const basePoints = new Map<Curve, Uint8Array | undefined>();

/** Whether `order` is the order of the curve's generator: then (order − 1)·G = −G, which has G's x. */
export function hasOrder(curve: Curve, order: bigint): boolean {
  const hex = order > 2n ? (order - 1n).toString(16).padStart(2 * curve.bytes, '0') : '';
  if (hex.length !== 2 * curve.bytes) return false;
  const last = multiplyBase(curve, Buffer.from(hex, 'hex'));
  const base = basePoint(curve);
  return (
    last !== undefined &&
    base !== undefined &&
    Buffer.compare(last.subarray(1, 1 + curve.bytes), base.subarray(1, 1 + curve.bytes)) === 0
  );
}

function multiplyBase(curve: Curve, scalar: Uint8Array): Uint8Array | undefined {
  const name = `${curve.nodeName} ${Buffer.from(scalar).toString('base64')}`;
  return multiplied.of(name, multiplicationMicroseconds(curve), () => {
    try {
      const ecdh = createECDH(curve.nodeName);
      ecdh.setPrivateKey(scalar);
      return ecdh.getPublicKey();
    } catch {
      // d is 0 or not below the order, or this Node lacks the curve
      return undefined;
    }
  });
}

/** OpenSSL has P-256 in assembly. Of the others, P-521 takes 1,700 µs, and those of 256 bits 300. */
function multiplicationMicroseconds({ name, bytes }: Curve): number {
  return name === 'P-256' ? 40 : (8 * bytes) ** 2 / 200;
}

const multiplied = new CostlyResults<Uint8Array | undefined>();

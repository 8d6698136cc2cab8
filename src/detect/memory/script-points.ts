/**
 * Public points of JavaScript libraries, in the V8 heap:
 *   compressed, in an array of bytes of its own: 02 or 03, then x (SEC 1, section 2.3.3). That is what @noble/curves, @noble/secp256k1
 *   and secp256k1 return, and what wallets keep
 *   the same, or 04, x and y, in a string of hexadecimal digits (script-strings.ts)
 *   x and y plain in arrays of digits (v8-digits.ts): elliptic for secp256k1, whose prime has a reduction of its own (curves.js), and
 *   jsrsasign for every curve (ec.js, ECFieldElementFp)
 * Only numbers of scripts are compared with them: those libraries have tables of multiples of the base point, so that without this
 * every number of a process that loads one would be tried on its curve.
 */
import { fromBytes } from '../proof/big-integer.ts';
import type { Curve } from '../proof/ec.ts';
import { modPow } from '../proof/modular-power.ts';
import { isOnCurve, type PrimeCurve, primeCurves, rightSide } from '../proof/prime-curve.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { fullNumbersOf } from './v8-digits.ts';

export interface ScriptPoint {
  readonly curve: Curve;
  readonly x: bigint;
  readonly y: bigint;
}

/** Curves for which libraries of JavaScript are in wide use. Their primes are 3 modulo 4, so that a root is one power. */
const CURVES_OF_SCRIPTS: ReadonlySet<string> = new Set(['P-256', 'P-384', 'P-521', 'secp256k1']);
/** Each takes some 0.1 ms for 256 bits and 0.6 ms for 521. A process of Node has a few dozen arrays of such a length. */
const MAX_ENCODED = 1024;
/** A signature of elliptic leaves thousands behind; each takes some 4 µs a curve. */
const MAX_COORDINATES = 16_384;

/** Forms of the nominees that may be private halves of `scriptPoints`. */
export const FORMS_OF_SCRIPTS: ReadonlySet<string> = new Set(['v8-bytes', 'v8-digits', 'v8-hex']);

/** @param printed points in strings */
export function* scriptPoints(
  image: MemoryImage,
  nominees: readonly Nominee[],
  printed: readonly Uint8Array[],
): Generator<ScriptPoint> {
  const curves = primeCurves().filter(({ curve }) => CURVES_OF_SCRIPTS.has(curve.name));
  const arrays = nominees.filter(({ form }) => form === 'v8-bytes').map(({ bytes }) => bytes);
  for (const encoded of distinct([...arrays, ...printed]).slice(0, MAX_ENCODED))
    for (const curve of curves) yield* decoded(curve, encoded);
  for (const curve of curves) yield* pairsOfDigits(image, curve);
}

function distinct(encoded: readonly Uint8Array[]): Uint8Array[] {
  const points = encoded.filter(({ 0: form }) => form === 2 || form === 3 || form === 4);
  return [...new Map(points.map((bytes) => [Buffer.from(bytes).toString('latin1'), bytes])).values()];
}

function* decoded(curve: PrimeCurve, encoded: Uint8Array): Generator<ScriptPoint> {
  const { bytes } = curve.curve;
  const isWhole = encoded[0] === 4;
  if (encoded.length !== 1 + (isWhole ? 2 : 1) * bytes) return;
  const x = fromBytes(encoded.subarray(1, 1 + bytes));
  const y = isWhole ? fromBytes(encoded.subarray(1 + bytes)) : rootOf(curve, x, encoded[0]! & 1);
  if (isOnCurve(curve, x, y)) yield { curve: curve.curve, x, y };
}

/** y of a compressed point; any number if x is of none. */
export function rootOf(curve: PrimeCurve, x: bigint, parity: number): bigint {
  const root = modPow(rightSide(curve, x), (curve.p + 1n) / 4n, curve.p);
  return (root & 1n) === BigInt(parity) ? root : curve.p - root;
}

function* pairsOfDigits(image: MemoryImage, curve: PrimeCurve): Generator<ScriptPoint> {
  const numbers = fullNumbersOf(image, curve.curve.bytes).filter((number) => number < curve.p);
  const bySquare = new Map<bigint, bigint>();
  for (const y of numbers.slice(0, MAX_COORDINATES)) bySquare.set((y * y) % curve.p, y);
  for (const x of numbers.slice(0, MAX_COORDINATES)) {
    const y = bySquare.get(rightSide(curve, x));
    if (y !== undefined) yield { curve: curve.curve, x, y };
  }
}

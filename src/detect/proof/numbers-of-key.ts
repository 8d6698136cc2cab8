/**
 * Finds which of some printed numbers are a private key, by arithmetic and not by names, since every program uses its own. RSA in
 * any order; for a curve d and Q, or d, x and y, or x, y and d; DSA as OpenSSL prints it.
 */
import { bitLength, fromBytes, gcd, inverseOf } from './big-integer.ts';
import { proveDsa } from './dsa.ts';
import { CURVES, inWidth, isPointOf, liesOn, proveEc, scalarBytes } from './ec.ts';
import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, proveEdwards } from './edwards.ts';
import type { PublicKey } from './key-facts.ts';
import { mayBePrivateExponent } from './private-exponent.ts';
import { looksPrime, MAX_RSA_BITS, MAX_TESTED_PRIME_BITS, proveRsa } from './rsa.ts';

export interface KeyOfNumbers {
  readonly publicKey: PublicKey;
  /** Index of the first and the last of the numbers that prove it. */
  readonly first: number;
  readonly last: number;
}

/**
 * @param numbers big-endian bytes, in the order in which they were printed, at most ten
 * @param split how many of them precede the name of the private part
 * @returns the key; undefined if no numbers agree. Never throws; takes at most some 100 ms, for 16,384 bits and an unusual e.
 */
export function keyOfNumbers(numbers: readonly Uint8Array[], split: number): KeyOfNumbers | undefined {
  const known = asked.get(split);
  if (known !== undefined && areSame(known.numbers, numbers)) return known.key;
  const key = curveKey(numbers, split) ?? dsaKey(numbers, split) ?? rsaKey(numbers.map(fromBytes));
  asked.set(split, { numbers, key });
  return key;
}

/** The last numbers for each of the three values of split: in a flood, all names precede the same numbers. */
const asked = new Map<number, { readonly numbers: readonly Uint8Array[]; readonly key: KeyOfNumbers | undefined }>();

function areSame(some: readonly Uint8Array[], others: readonly Uint8Array[]): boolean {
  return some.length === others.length && some.every((each, index) => Buffer.compare(each, others[index]!) === 0);
}

const MIN_MODULUS_BITS = 512;
const USUAL_EXPONENTS = [65537, 3, 17, 5, 257];
const USUAL_EXPONENT = 65537n;

function rsaKey(values: readonly bigint[]): KeyOfNumbers | undefined {
  const bits = values.map(bitLength);
  for (const [at, n] of values.entries()) {
    if (bits[at]! < MIN_MODULUS_BITS || bits[at]! > MAX_RSA_BITS || n % 2n === 0n) continue;
    const primes = primesAmong(values, bits, at);
    // d has nearly as many bits as n, since φ(n) has; all other numbers have half as many.
    for (const [place, d] of values.entries()) {
      if (place === at || d >= n || 4 * bits[place]! <= 3 * bits[at]!) continue;
      const publicKey = primes ? keyWith(values, { n, d, primes }) : keyWithout(n, d);
      if (publicKey === undefined) continue;
      const used = [at, place, ...(primes ?? [])];
      return { publicKey, first: Math.min(...used), last: Math.max(...used) };
    }
    const factored = primes && keyOfPrimes(values, at, primes);
    if (factored !== undefined) return factored;
  }
  return undefined;
}

/** The two numbers that are the primes of the one at `at`. */
function primesAmong(
  values: readonly bigint[],
  bits: readonly number[],
  at: number,
): readonly [number, number] | undefined {
  for (const [left, p] of values.entries())
    for (let right = left + 1; right < values.length; right++) {
      const surplus = bits[left]! + bits[right]! - bits[at]!;
      if ((surplus === 0 || surplus === 1) && p * values[right]! === values[at]) return [left, right];
    }
  return undefined;
}

function keyWith(
  values: readonly bigint[],
  { n, d, primes }: { readonly n: bigint; readonly d: bigint; readonly primes: readonly [number, number] },
): PublicKey | undefined {
  const [p, q] = [values[primes[0]]!, values[primes[1]]!];
  const left = p - 1n;
  if (left < 2n) return undefined;
  const usual = USUAL_EXPONENTS.map(BigInt).find((e) => (e * d) % left === 1n);
  // An exponent is smaller than either prime, so the inverse modulo one prime is already it, at a quarter of the cost of both.
  const e = usual ?? inverseOf(d, left);
  return e === undefined ? undefined : proveRsa({ n, e, d, p, q });
}

/** n and its primes, without d: the rest follows from them and an exponent, which may be there as a short number. */
function keyOfPrimes(
  values: readonly bigint[],
  at: number,
  primes: readonly [number, number],
): KeyOfNumbers | undefined {
  const [n, p, q] = [values[at]!, values[primes[0]]!, values[primes[1]]!];
  // A prime of one kilobit and some other number make a product, but not a modulus.
  if (4 * bitLength(p) < 3 * bitLength(q) || 4 * bitLength(q) < 3 * bitLength(p)) return undefined;
  // Only primality distinguishes them from two factors of any product, and larger ones are not tested.
  if (Math.max(bitLength(p), bitLength(q)) > MAX_TESTED_PRIME_BITS || !looksPrime(p) || !looksPrime(q))
    return undefined;
  const [left, right] = [p - 1n, q - 1n];
  const d = inverseOf(USUAL_EXPONENT, (left * right) / gcd(left, right));
  const publicKey = d === undefined ? undefined : proveRsa({ n, e: USUAL_EXPONENT, d, p, q });
  return publicKey && { publicKey, first: Math.min(at, ...primes), last: Math.max(at, ...primes) };
}

function keyWithout(n: bigint, d: bigint): PublicKey | undefined {
  const shift = BigInt(Math.max(0, bitLength(n) - 64));
  const ratio = Number(d >> shift) / Number(n >> shift);
  for (const e of USUAL_EXPONENTS) {
    const publicKey = mayBePrivateExponent(e, ratio) ? proveRsa({ n, e: BigInt(e), d }) : undefined;
    if (publicKey !== undefined) return publicKey;
  }
  return undefined;
}

/** d before its public half, or after x and y; `split` is the place of the name, so there are no other places. */
function curveKey(numbers: readonly Uint8Array[], split: number): KeyOfNumbers | undefined {
  const tries = [
    { d: split, point: [split + 1] },
    { d: split, point: [split + 1, split + 2] },
    { d: split, point: [split - 2, split - 1] },
    { d: split, point: [split - 1] },
    { d: split + 2, point: [split, split + 1] },
  ];
  for (const { d, point } of tries) {
    const scalar = numbers[d];
    const halves = point.map((index) => numbers[index]);
    if (scalar === undefined || halves.includes(undefined)) continue;
    const publicKey = keyOn(scalar, halves as readonly Uint8Array[]);
    if (publicKey !== undefined) return { publicKey, first: Math.min(d, ...point), last: Math.max(d, ...point) };
  }
  return undefined;
}

function keyOn(scalar: Uint8Array, [first, y]: readonly Uint8Array[]): PublicKey | undefined {
  for (const curve of CURVES) {
    const d = inWidth(scalar, scalarBytes(curve));
    const point = y === undefined ? first : pointOf(inWidth(first!, curve.bytes), inWidth(y, curve.bytes));
    if (d === undefined || point === undefined || !isPointOf(curve, point) || !liesOn(curve, point)) continue;
    const publicKey = proveEc(curve, d, point);
    if (publicKey !== undefined) return publicKey;
  }
  for (const algorithm of EDWARDS_ALGORITHMS) {
    if (algorithm.bytes !== scalar.length) continue;
    const claimed = y === undefined ? withoutMark(first!, algorithm) : encodedPoint(first!, y, algorithm);
    const publicKey = claimed && proveEdwards(algorithm, scalar, claimed);
    if (publicKey !== undefined) return publicKey;
  }
  return undefined;
}

function pointOf(x: Uint8Array | undefined, y: Uint8Array | undefined): Uint8Array | undefined {
  return x && y && Buffer.concat([Uint8Array.of(4), x, y]);
}

/** Removes the marker byte of libgcrypt and OpenPGP (RFC 9580, section 11.2), which marks a point in its native form. */
function withoutMark(point: Uint8Array, { bytes }: EdwardsAlgorithm): Uint8Array {
  return point[0] === 0x40 && point.length === bytes + 1 ? point.subarray(1) : point;
}

/** RFC 8032, section 5.1.2: y little-endian, with the lowest bit of x as its highest bit. */
function encodedPoint(x: Uint8Array, y: Uint8Array, { kind, bytes: width }: EdwardsAlgorithm): Uint8Array | undefined {
  const full = kind.startsWith('ed') ? inWidth(y, width) : undefined;
  if (full === undefined) return undefined;
  const bytes = Uint8Array.from(full).reverse();
  bytes[width - 1]! |= (x.at(-1)! & 1) << 7;
  return bytes;
}

/** In the order after the name: x, y, p, q, g. */
function dsaKey(numbers: readonly Uint8Array[], split: number): KeyOfNumbers | undefined {
  const [x, y, p, q, g] = numbers.slice(split, split + 5).map(fromBytes);
  if (x === undefined || y === undefined || p === undefined || q === undefined || g === undefined) return undefined;
  const publicKey = proveDsa({ x, y, p, q, g });
  return publicKey && { publicKey, first: split, last: split + 4 };
}

/**
 * Proof that numbers are an RSA private key (RFC 8017, section 3.2, two primes): n = p·q, e·d ≡ 1 modulo lcm(p−1, q−1), and the
 * numbers of the Chinese remainder theorem, where present, are right.
 */
import { CostlyResults } from '../effort-account.ts';
import { bitLength, gcd, squareRoot } from './big-integer.ts';
import { passesMillerRabin, testMicroseconds } from './modular-power.ts';

/**
 * Numbers as a frame gives them. If p or q is missing, both are computed from n, e and d; dp, dq and qi are then ignored, since it
 * is unknown which prime is which.
 */
export interface RsaNumbers {
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p?: bigint | undefined;
  readonly q?: bigint | undefined;
  readonly dp?: bigint | undefined;
  readonly dq?: bigint | undefined;
  readonly qi?: bigint | undefined;
}

export interface RsaPublicKey {
  readonly kind: 'rsa';
  readonly n: bigint;
  readonly e: bigint;
  /** AlgorithmIdentifier in DER, if it is not rsaEncryption (RSASSA-PSS with its parameters). */
  readonly algorithm?: Uint8Array;
}

/** OtherPrimeInfo of RFC 8017, appendix A.1.2: r, d mod (r−1), and the inverse, modulo r, of all primes before it. */
export interface OtherPrime {
  readonly prime: bigint;
  readonly exponent: bigint;
  readonly coefficient: bigint;
}

/** Smallest modulus in use, and the largest that OpenSSL accepts (OPENSSL_RSA_MAX_MODULUS_BITS). */
const MIN_RSA_BITS = 512;
export const MAX_RSA_BITS = 16384;
/** Content bytes of the widest INTEGER: the modulus and a leading zero for the sign. */
export const MAX_RSA_BYTES = MAX_RSA_BITS / 8 + 1;

/** FIPS 186-5, section A.1.1, allows no larger public exponent. */
const MAX_EXPONENT_BITS = 256;
/** Primes of RSA-4096. Testing both costs some 4 ms. Larger ones would take seconds, so they are only tested for small divisors. */
export const MAX_TESTED_PRIME_BITS = 2048;

/** @returns the public half if all given numbers agree. Never throws; takes at most some 30 ms for any input. */
export function proveRsa(numbers: RsaNumbers): RsaPublicKey | undefined {
  const { n, e, d } = numbers;
  if (!isRsaPublicKey(n, e) || d <= 1n || d >= n) return undefined;

  const given = numbers.p !== undefined && numbers.q !== undefined;
  const [p, q] = (given ? [numbers.p, numbers.q] : primesOf(n, e, d)) ?? [];
  if (p === undefined || q === undefined || p === q || p * q !== n) return undefined;
  // Also excludes 1 and every other trivial divisor: each real prime has about half the bits of n.
  const minPrimeBits = bitLength(n) / 4;
  if (bitLength(p) < minPrimeBits || bitLength(q) < minPrimeBits) return undefined;
  // Holds modulo both, and so modulo their least common multiple.
  if ((e * d) % (p - 1n) !== 1n || (e * d) % (q - 1n) !== 1n) return undefined;
  if (given && !remaindersHold(numbers, p, q)) return undefined;
  return looksPrime(p) && looksPrime(q) ? { kind: 'rsa', n, e } : undefined;
}

/** As `proveRsa`, for a modulus of more than two primes, all of which must be given. */
export function proveMultiPrimeRsa(
  numbers: RsaNumbers & { readonly p: bigint; readonly q: bigint },
  others: readonly OtherPrime[],
): RsaPublicKey | undefined {
  const { n, e, d, p, q } = numbers;
  if (!isRsaPublicKey(n, e) || d <= 1n || d >= n) return undefined;
  const primes = [p, q, ...others.map(({ prime }) => prime)];
  const minPrimeBits = bitLength(n) / (2 * primes.length);
  if (new Set(primes).size < primes.length || primes.some((prime) => bitLength(prime) < minPrimeBits)) return undefined;
  if (primes.reduce((product, prime) => product * prime, 1n) !== n) return undefined;
  if (primes.some((prime) => (e * d) % (prime - 1n) !== 1n) || !remaindersHold(numbers, p, q)) return undefined;
  let before = p * q;
  for (const { prime, exponent, coefficient } of others) {
    if (exponent !== d % (prime - 1n) || coefficient >= prime || (coefficient * before) % prime !== 1n)
      return undefined;
    before *= prime;
  }
  return primes.every(looksPrime) ? { kind: 'rsa', n, e } : undefined;
}

/** Checks d mod (p−1), d mod (q−1) and q⁻¹ mod p, each if present. */
function remaindersHold({ d, dp, dq, qi }: RsaNumbers, p: bigint, q: bigint): boolean {
  if (dp !== undefined && dp !== d % (p - 1n)) return false;
  if (dq !== undefined && dq !== d % (q - 1n)) return false;
  return qi === undefined || (qi < p && (qi * q) % p === 1n);
}

/** Whether n and e can be an RSA public key: n of 512 to 16,384 bits, e of 3 to 2^256, both odd. */
export function isRsaPublicKey(n: bigint, e: bigint): boolean {
  const bits = bitLength(n);
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || isEven(n)) return false;
  return e >= 3n && !isEven(e) && bitLength(e) <= MAX_EXPONENT_BITS;
}

/**
 * p and q from n, e and d, without a modular power: e·d − 1 = k/g · φ(n) with small integers k and g, where g divides gcd(p−1,
 * q−1). Since φ(n) and n agree in their upper half, k/g is a convergent of the continued fraction of (e·d − 1)/n. Each convergent
 * gives a φ(n), thus p + q = n + 1 − φ(n), and thus p and q, the larger one first. Whether they are prime is not tested.
 */
export function primesOf(n: bigint, e: bigint, d: bigint): readonly [bigint, bigint] | undefined {
  const multiple = e * d - 1n;
  let [dividend, divisor] = [multiple, n];
  let [k0, k1] = [1n, 0n];
  let [g0, g1] = [0n, 1n];
  let roots = 0;
  while (divisor !== 0n && g0 < MAX_COFACTOR && roots < MAX_ROOTS) {
    const quotient = dividend / divisor;
    [dividend, divisor] = [divisor, dividend % divisor];
    [k0, k1] = [quotient * k0 + k1, k0];
    [g0, g1] = [quotient * g0 + g1, g0];
    if (k0 === 0n || (multiple * g0) % k0 !== 0n) continue;
    const sum = n + 1n - (multiple * g0) / k0;
    const square = sum * sum - 4n * n;
    // p and q have at least a quarter of the bits of n, so their sum has at most three quarters, and a carry.
    if (sum <= 0n || square < 0n || 4 * bitLength(sum) > 3 * bitLength(n) + 8) continue;
    roots++;
    const difference = squareRoot(square);
    if (difference * difference === square) return [(sum + difference) / 2n, (sum - difference) / 2n];
  }
  return undefined;
}
/** gcd(p−1, q−1) reaches g with a chance of about 1/g, so 2^40 misses none; the loop ends after at most 60 steps. */
const MAX_COFACTOR = 1n << 40n;
/** A real key needs one; only crafted numbers give more. */
const MAX_ROOTS = 4;

/** Caches its answers, since a caller may ask before `proveRsa` does. */
export function looksPrime(value: bigint): boolean {
  if (isEven(value) || gcd(SMALL_PRIMES_PRODUCT, value) !== 1n) return false;
  if (bitLength(value) > MAX_TESTED_PRIME_BITS) return true;
  return tested.of(value.toString(16), testMicroseconds(bitLength(value)), () => passesMillerRabin(value));
}
/** PKCS#8 is read for each of its anchors, and a flood of names may precede numbers that are not prime. */
const tested = new CostlyResults<boolean>();
/** 3 · 5 · 7 · … · 211. */
const SMALL_PRIMES_PRODUCT = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
  173n,
  179n,
  181n,
  191n,
  193n,
  197n,
  199n,
  211n,
].reduce((product, prime) => product * prime, 1n);

function isEven(value: bigint): boolean {
  return (value & 1n) === 0n;
}

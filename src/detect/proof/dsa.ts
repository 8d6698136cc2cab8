/**
 * Proof that numbers are a DSA private key (FIPS 186-4, section 4.1) or a Diffie-Hellman key over a prime field (RFC 2631,
 * PKCS#3): y = g^x mod p. If a frame has no y (PKCS#8), y is computed, and the numbers are checked by q | p − 1 and g^q = 1.
 */
import { bitLength } from './big-integer.ts';
import { modPow } from './modular-power.ts';

export interface DsaPublicKey {
  readonly kind: 'dsa';
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
}

export interface DhPublicKey {
  readonly kind: 'dh';
  readonly p: bigint;
  readonly g: bigint;
  readonly y: bigint;
  /** Order of g: present in X9.42, absent in PKCS#3. */
  readonly q?: bigint;
  /** AlgorithmIdentifier as in the frame, since its parameters are of two kinds with optional parts. */
  readonly algorithm: Uint8Array;
}

interface Numbers {
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly x: bigint;
  readonly y?: bigint | undefined;
}

/** OpenSSL's OPENSSL_DSA_MAX_MODULUS_BITS is 10,000; above 4,096 bits one modular power would exceed the time for a window. */
export const MAX_FIELD_BITS = 4096;
const MIN_FIELD_BITS = 512;

/**
 * @returns the public half; undefined if the numbers do not agree. Costs two modular powers, one if a number is wrong: at most
 * some
 *   30 ms for any input.
 */
export function proveDsa({ p, q, g, x, y }: Numbers): DsaPublicKey | undefined {
  if (!isField(p, g) || !isGroup(p, q)) return undefined;
  if (x <= 1n || x >= q || (y !== undefined && (y <= 1n || y >= p))) return undefined;
  if (y !== undefined && modPow(g, x, p) !== y) return undefined;
  if (modPow(g, q, p) !== 1n) return undefined;
  return { kind: 'dsa', p, q, g, y: y ?? modPow(g, x, p) };
}

/** @returns the public half. Without y and q, only the size of x can be checked. */
export function proveDh(
  numbers: Omit<Numbers, 'q'> & { readonly q?: bigint | undefined },
  algorithm: Uint8Array,
): DhPublicKey | undefined {
  const { p, q, g, x } = numbers;
  if (!isField(p, g) || x <= 1n || x >= p || bitLength(x) < MIN_SECRET_BITS || bitLength(x) > MAX_FIELD_BITS) {
    return undefined;
  }
  if (q !== undefined) {
    if (bitLength(q) < MIN_GROUP_BITS || (p - 1n) % q !== 0n || x >= q || modPow(g, q, p) !== 1n) return undefined;
  }
  const y = modPow(g, x, p);
  if (numbers.y !== undefined && numbers.y !== y) return undefined;
  return { kind: 'dh', p, g, y, algorithm, ...(q !== undefined && { q }) };
}

/** NIST SP 800-57 assigns no strength to smaller exponents. */
const MIN_SECRET_BITS = 128;
const MIN_GROUP_BITS = 160;
const MAX_GROUP_BITS = 512;

function isField(p: bigint, g: bigint): boolean {
  const bits = bitLength(p);
  return bits >= MIN_FIELD_BITS && bits <= MAX_FIELD_BITS && (p & 1n) === 1n && g > 1n && g < p - 1n;
}

function isGroup(p: bigint, q: bigint): boolean {
  const bits = bitLength(q);
  return bits >= MIN_GROUP_BITS && bits <= MAX_GROUP_BITS && (p - 1n) % q === 0n;
}

/** Whether numbers can be a DSA public key, judging by their sizes. */
export function isDsaPublicKey({ p, q, g, y }: Omit<DsaPublicKey, 'kind'>): boolean {
  const bits = bitLength(q);
  return isField(p, g) && bits >= MIN_GROUP_BITS && bits <= MAX_GROUP_BITS && y > 1n && y < p;
}

/** Longest content of an INTEGER of such a key. */
export const MAX_DSA_BYTES = MAX_FIELD_BITS / 8 + 1;

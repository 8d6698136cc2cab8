/**
 * Proof that a number is a DSA private key (FIPS 186-4, section 4): q divides p − 1, g has the order q, x lies in
 * [1, q − 1] and g^x mod p = y.
 */
import { bitLength, modularPower } from './big-integer.ts';

export interface DsaPublicKey {
  readonly kind: 'dsa';
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
}

/** FIPS 186-4 has 1,024 to 3,072 bits; OpenSSL makes 512 and takes 10,000 (OPENSSL_DSA_MAX_MODULUS_BITS). */
const MIN_BITS = 512;
const MAX_BITS = 8192;
export const MAX_DSA_BYTES = MAX_BITS / 8 + 1;

/** Whether numbers can be a DSA public key, as far as their sizes tell. */
export function isDsaPublicKey({ p, q, g, y }: Omit<DsaPublicKey, 'kind'>): boolean {
  const bits = bitLength(p);
  if (bits < MIN_BITS || bits > MAX_BITS || p % 2n === 0n) return false;
  const orderBits = bitLength(q);
  return orderBits >= 160 && orderBits <= 256 && g > 1n && g < p && y > 1n && y < p;
}

/** @returns the public half when x belongs to y. Never throws; two powers of at most 256 bits, some 10 ms for 3,072 bits. */
export function proveDsa(numbers: Omit<DsaPublicKey, 'kind'>, x: bigint): DsaPublicKey | undefined {
  const { p, q, g, y } = numbers;
  if (!isDsaPublicKey(numbers) || x < 1n || x >= q || (p - 1n) % q !== 0n) return undefined;
  if (modularPower(g, x, p) !== y || modularPower(g, q, p) !== 1n) return undefined;
  return { kind: 'dsa', p, q, g, y };
}

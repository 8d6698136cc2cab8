/**
 * Proof that bytes are the first ones of the private exponent for n and e, whose rest is unknown. g·(e·d − 1) = k·φ(n) with
 * integers k and g, where g divides gcd(p−1, q−1), and is 1 if d was computed modulo φ(n); n − φ(n) = p + q − 1 is small compared
 * with n. So g·e·d is just below a multiple of n, which for random bytes in place of d has a chance of about g·e·2^−bits.
 */
import { bitLength, fromBytes } from './big-integer.ts';

/** Bits beyond those of e that the bytes must have to rule out chance. */
const SPARE_BITS = 64;
/** gcd(p−1, q−1) is even; it exceeds this for one pair of primes in some 550 (counted over 400,000 pairs). */
const MAX_COFACTOR = 1024n;
/** How many bits of n suffice for the comparison: more than the bytes have, so that the omitted ones do not matter. */
const COMPARED_BITS = 512;
/** Further bytes of d are ignored. */
const MAX_PIECE_BYTES = 32;

/**
 * @param content the first bytes of d, big-endian
 * @param exponentBytes length of the whole d
 */
export function beginsPrivateExponent(n: bigint, e: bigint, content: Uint8Array, exponentBytes: number): boolean {
  const piece = content.subarray(0, MAX_PIECE_BYTES);
  const restBits = 8 * (exponentBytes - piece.length);
  const bits = bitLength(n);
  if (restBits < 0 || 8 * piece.length < bitLength(e) + SPARE_BITS) return false;
  const low = fromBytes(piece) << BigInt(restBits);
  if (low >= n) return false;
  const cut = BigInt(Math.max(0, bits - COMPARED_BITS));
  const [first, last] = [low >> cut, (low + (1n << BigInt(restBits))) >> cut];
  const [smallest, largest] = [(n - (1n << BigInt(Math.ceil((bits * 3) / 4) + 1))) >> cut, (n >> cut) + 1n];
  for (let g = 1n; g <= MAX_COFACTOR; g += g === 1n ? 1n : 2n) {
    // The first multiple of n that is not below any possible d.
    const from = g * e * first;
    const k = from / largest + 1n;
    if (g * e * (last + 1n) >= k * smallest) return true;
  }
  return false;
}

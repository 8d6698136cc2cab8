/**
 * Proof that numbers are a DSA private key (FIPS 186-4, section 4.1): q divides p − 1, g has the order q, 0 < x < q, and
 * y = g^x mod p. Not proved: that p is prime, which takes longer than all the rest.
 */
import { bitLength, passesMillerRabin } from './big-integer.ts';

export interface DsaPublicKey {
  readonly kind: 'dsa';
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly y: bigint;
}

/** Sizes that FIPS 186 ever allowed, and 512 bits of old; OpenSSL signs with no p above 10,000 bits, nobody has above 4,096. */
const MIN_P_BITS = 512;
const MAX_P_BITS = 4096;
const Q_BITS = [160, 224, 256];

/**
 * @param y as the frame states it; undefined where it has none, and then every x below q holds
 * @returns the public half. Never throws; some 20 ms at most.
 */
export function proveDsa(numbers: {
  readonly p: bigint;
  readonly q: bigint;
  readonly g: bigint;
  readonly x: bigint;
  readonly y?: bigint | undefined;
}): DsaPublicKey | undefined {
  const { p, q, g, x } = numbers;
  const bits = bitLength(p);
  if (bits < MIN_P_BITS || bits > MAX_P_BITS || !Q_BITS.includes(bitLength(q))) return undefined;
  if (x <= 0n || x >= q || g <= 1n || g >= p || (p - 1n) % q !== 0n || !passesMillerRabin(q)) return undefined;
  if (power(g, q, p) !== 1n) return undefined;
  const y = power(g, x, p);
  return numbers.y === undefined || numbers.y === y ? { kind: 'dsa', p, q, g, y } : undefined;
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (digit === '1') result = (result * base) % modulus;
  }
  return result;
}

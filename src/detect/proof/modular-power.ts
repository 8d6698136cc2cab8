/**
 * Powers modulo a large odd number. RSA without padding is exactly such a power (RFC 8017, section 5.1.1), and OpenSSL computes it
 * five to eight times as fast as BigInt. So node:crypto gets a public key whose modulus and exponent are the given numbers, of
 * which it checks only the sizes.
 */
import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { spend } from '../effort-account.ts';
import { bitLength, fromBytes, toBytes } from './big-integer.ts';

/** Below this, making the key costs more than the power. */
const MIN_NATIVE_BITS = 256;
/** OPENSSL_RSA_SMALL_MODULUS_BITS: above this, an exponent may have only 64 bits. */
const MAX_NATIVE_BITS = 3072;

/** `base` to the power of `exponent`, modulo `modulus`. Takes some 2 ms for three numbers of 2,048 bits, 50 for 4,096. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  spend(powerMicroseconds(bitLength(exponent), bitLength(modulus)));
  return power(base, exponent, modulus);
}

export function powerMicroseconds(exponentBits: number, modulusBits: number): number {
  return (modulusBits <= MAX_NATIVE_BITS ? 2.2e-7 : 7e-7) * exponentBits * modulusBits ** 2;
}

/** Of `passesMillerRabin`. */
export const testMicroseconds = (bits: number): number => powerMicroseconds(bits, bits);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  const bits = bitLength(modulus);
  const isNative = bits >= MIN_NATIVE_BITS && bits <= MAX_NATIVE_BITS && (modulus & 1n) === 1n;
  const native =
    isNative && exponent > 0xffffn && exponent < modulus ? nativePower(base, exponent, modulus) : undefined;
  return native ?? slowPower(base, exponent, modulus);
}

/** Undefined if this OpenSSL refuses, as a FIPS build does. */
function nativePower(base: bigint, exponent: bigint, modulus: bigint): bigint | undefined {
  const [n, e] = [modulus, exponent].map((value) => Buffer.from(toBytes(value)));
  const block = Buffer.alloc(n!.length);
  const digits = toBytes(base % modulus);
  block.set(digits, block.length - digits.length);
  try {
    const jwk = { kty: 'RSA', n: n!.toString('base64url'), e: e!.toString('base64url') };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return fromBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, block));
  } catch {
    return undefined;
  }
}

function slowPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = 1n;
  const factor = base % modulus;
  for (const digit of exponent.toString(2)) {
    power = (power * power) % modulus;
    if (digit === '1') power = (power * factor) % modulus;
  }
  return power;
}

/**
 * Whether an odd number above 3 passes the Miller-Rabin test to base 2. One round: it tells a prime from a number in a damaged
 * key, not from one that was constructed to deceive. Takes about 0.3 ms for 1,024 bits, 2 ms for 2,048 bits, growing with the
 * cube. Not charged: the caller remembers the answer.
 */
export function passesMillerRabin(candidate: bigint): boolean {
  const minusOne = candidate - 1n;
  const digits = minusOne.toString(2);
  const twos = digits.length - 1 - digits.lastIndexOf('1');
  let last = power(2n, minusOne >> BigInt(twos), candidate);
  if (last === 1n || last === minusOne) return true;
  for (let square = 1; square < twos; square++) {
    last = (last * last) % candidate;
    if (last === minusOne) return true;
  }
  return false;
}

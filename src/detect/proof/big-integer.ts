/** Arithmetic on bigints that the proofs share. All values are zero or positive. */

export function bitLength(value: bigint): number {
  return value === 0n
    ? 0
    : value.toString(16).length * 4 - LEADING_ZERO_BITS[Number.parseInt(value.toString(16)[0]!, 16)]!;
}
/** Of a hex digit. */
const LEADING_ZERO_BITS = [4, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];

/** Big-endian bytes to number; no bytes are 0. */
export function fromBytes(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`);
}

/** Big-endian bytes without leading zeros, as JWK wants them; 0 is one zero byte. */
export function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** base^exponent modulo `modulus`, which is above 1. The work grows with the bits of the exponent; callers bound them. */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let power = 1n;
  const reduced = base % modulus;
  for (const digit of exponent.toString(2)) {
    power = (power * power) % modulus;
    if (digit === '1') power = (power * reduced) % modulus;
  }
  return power;
}

/** Largest integer whose square is at most `value` (Newton's method; the start is never too small). */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((bitLength(value) + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * Whether an odd number above 3 passes the test of Miller and Rabin to the base 2. One round: it tells a prime from a
 * number that a damaged key holds, not from one that was built to deceive.
 * Costs about 3 ms for 1,024 bits, 10 ms for 2,048 bits, growing with the cube.
 */
export function passesMillerRabin(candidate: bigint): boolean {
  const minusOne = candidate - 1n;
  const digits = minusOne.toString(2);
  const twos = digits.length - 1 - digits.lastIndexOf('1');
  let power = 1n;
  for (const digit of digits.slice(0, digits.length - twos)) {
    power = (power * power) % candidate;
    if (digit === '1') power = (power << 1n) % candidate;
  }
  if (power === 1n || power === minusOne) return true;
  for (let square = 1; square < twos; square++) {
    power = (power * power) % candidate;
    if (power === minusOne) return true;
  }
  return false;
}

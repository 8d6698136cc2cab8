/** Arithmetic on bigints, shared by the proofs. All values are zero or positive. */

export function bitLength(value: bigint): number {
  return value === 0n
    ? 0
    : value.toString(16).length * 4 - LEADING_ZERO_BITS[Number.parseInt(value.toString(16)[0]!, 16)]!;
}
/** Indexed by a hex digit. */
const LEADING_ZERO_BITS = [4, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0];

/** Big-endian bytes to a number; no bytes give 0. */
export function fromBytes(bytes: Uint8Array): bigint {
  return bytes.length === 0
    ? 0n
    : BigInt(`0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`);
}

/** Big-endian bytes without leading zeros, as in JWK; 0 is one zero byte. */
export function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The x with `value`·x ≡ 1 modulo `modulus`, by the extended Euclidean algorithm; undefined if there is none. */
export function inverseOf(value: bigint, modulus: bigint): bigint | undefined {
  let [r0, r1, t0, t1] = [modulus, ((value % modulus) + modulus) % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return r0 === 1n ? ((t0 % modulus) + modulus) % modulus : undefined;
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

/**
 * Arithmetic of FIPS 203 (ML-KEM): the public key that follows from a private key, on every version of Node.
 *   seed           d of 32 bytes, z of 32; z is random and nothing follows from it                     (algorithm 16)
 *   private key    ŝ in 12 bits a coefficient, the public key t̂ ‖ ρ, its SHA3-256, z                  (algorithm 16)
 * t̂ = Â·ŝ + ê, and the coefficients of e are small: whoever has the public key alone has no ŝ with which they are.
 */
import { createHash } from 'node:crypto';
import { CostlyResults, spend } from '../effort-account.ts';
import { shake } from './shake.ts';

/** Parameter sets (section 8, table 2). */
export interface MlKemParameters {
  /** Polynomials in t, s and e: k. */
  readonly rank: 2 | 3 | 4;
  /** Coefficients of s and e are from −eta to eta: η1. */
  readonly eta: 2 | 3;
}

type Polynomial = Float64Array;

const Q = 3329;
const COEFFICIENTS = 256;
const POLYNOMIAL_BYTES = 384;
const HALF_BYTES = 32;

/** @returns ρ, with which the public key that follows from d ends: a hundredth of the work that the whole takes */
export function mlKemRhoOfSeed({ rank }: MlKemParameters, d: Uint8Array): Uint8Array {
  return stretched(rank, d).subarray(0, HALF_BYTES);
}

/** Algorithm 13. @returns t̂ ‖ ρ */
export function mlKemPublicKeyOfSeed(parameters: MlKemParameters, d: Uint8Array): Uint8Array {
  const name = `${parameters.rank} ${Buffer.from(d).toString('base64')}`;
  // Copied, so that it does not hold the pool of which it is a piece.
  return publicKeys.of(name, PRODUCT_US, () => Uint8Array.from(publicKeyOfSeed(parameters, d)));
}
const publicKeys = new CostlyResults<Uint8Array>();

function publicKeyOfSeed({ rank, eta }: MlKemParameters, d: Uint8Array): Uint8Array {
  const both = stretched(rank, d);
  const [rho, sigma] = [both.subarray(0, HALF_BYTES), both.subarray(HALF_BYTES)];
  const short = Array.from({ length: 2 * rank }, (_, index) => transformed(drawnShort(eta, sigma, index)));
  const rows = product(rho, short.slice(0, rank));
  const t = rows.map((row, index) => packed(row.map((value, at) => (value + short[rank + index]![at]!) % Q)));
  return Buffer.concat([...t, rho]);
}

/**
 * @param expanded private key, as long as the parameters demand
 * @returns the public key; undefined if the parts of the private key do not agree
 */
export function provenMlKemPublicKey({ rank, eta }: MlKemParameters, expanded: Uint8Array): Uint8Array | undefined {
  const [publicAt, digestAt] = [rank * POLYNOMIAL_BYTES, expanded.length - 2 * HALF_BYTES];
  const publicKey = expanded.subarray(publicAt, digestAt);
  const digest = createHash('sha3-256').update(publicKey).digest();
  if (!digest.equals(expanded.subarray(digestAt, digestAt + HALF_BYTES))) return undefined;
  const [s, t] = [unpacked(expanded, rank), unpacked(publicKey, rank)];
  if ([...s, ...t].some((polynomial) => polynomial.some((value) => value >= Q))) return undefined;
  spend(PRODUCT_US);
  const rows = product(publicKey.subarray(-HALF_BYTES), s);
  const isShort = (value: number): boolean => value <= eta || value >= Q - eta;
  const isE = (row: Polynomial, index: number): boolean =>
    restored(row.map((value, at) => (t[index]![at]! - value + Q) % Q)).every(isShort);
  return rows.every(isE) ? publicKey.slice() : undefined;
}

/** Bytes that `beginsPrivateKey` looks at. */
export const SAMPLE_BYTES = 96;

/** Whether ŝ may begin here: all coefficients of 12 bits are below q, as those of random bytes are once in half a million times. */
export function beginsPrivateKey(bytes: Uint8Array, at: number): boolean {
  for (let triple = at; triple < at + SAMPLE_BYTES; triple += 3) {
    const [low, middle, high] = [bytes[triple]!, bytes[triple + 1]!, bytes[triple + 2]!];
    if ((low | ((middle & 15) << 8)) >= Q || ((middle >> 4) | (high << 4)) >= Q) return false;
  }
  return true;
}

/** Of the matrix and a vector, for all ranks. */
const PRODUCT_US = 400;

/** G: ρ ‖ σ. */
function stretched(rank: number, d: Uint8Array): Uint8Array {
  return createHash('sha3-512').update(d).update(Uint8Array.of(rank)).digest();
}

/** Â·ŝ, in the transformed domain. */
function product(rho: Uint8Array, s: readonly Polynomial[]): Polynomial[] {
  return s.map((_, row) => {
    const sum = new Float64Array(COEFFICIENTS);
    for (const [column, factor] of s.entries()) addProduct(sum, drawnUniform(rho, column, row), factor);
    return sum;
  });
}

/** Algorithms 11 and 12: products of polynomials of degree one. */
function addProduct(sum: Polynomial, left: Polynomial, right: Polynomial): void {
  for (let pair = 0; pair < COEFFICIENTS / 2; pair++) {
    const at = 2 * pair;
    const [a0, a1, b0, b1] = [left[at]!, left[at + 1]!, right[at]!, right[at + 1]!];
    const gamma = power(2 * reversedBits(pair) + 1);
    sum[at] = (sum[at]! + a0 * b0 + ((a1 * b1) % Q) * gamma) % Q;
    sum[at + 1] = (sum[at + 1]! + a0 * b1 + a1 * b0) % Q;
  }
}

/** Algorithm 7: the entry of A, in the transformed domain. */
function drawnUniform(rho: Uint8Array, column: number, row: number): Polynomial {
  // Of 12 bits, one in five is rejected; 560 draws never leave fewer than 256.
  const stream = shake('shake128', [rho, Uint8Array.of(column, row)], 840);
  const polynomial = new Float64Array(COEFFICIENTS);
  for (let at = 0, found = 0; found < COEFFICIENTS; at += 3) {
    const middle = stream[at + 1]!;
    for (const value of [stream[at]! | ((middle & 15) << 8), (middle >> 4) | (stream[at + 2]! << 4)])
      if (value < Q && found < COEFFICIENTS) polynomial[found++] = value;
  }
  return polynomial;
}

/** Algorithm 8 of what PRF gives: an entry of s or e. */
function drawnShort(eta: number, sigma: Uint8Array, index: number): Polynomial {
  const stream = shake('shake256', [sigma, Uint8Array.of(index)], 64 * eta);
  const bit = (at: number): number => (stream[at >> 3]! >> (at & 7)) & 1;
  return new Float64Array(COEFFICIENTS).map((_, coefficient) => {
    let value = Q;
    for (let at = 0; at < eta; at++) value += bit(2 * eta * coefficient + at) - bit(2 * eta * coefficient + eta + at);
    return value % Q;
  });
}

/** Algorithm 9. */
function transformed(polynomial: Polynomial): Polynomial {
  const values = polynomial.slice();
  let root = 1;
  for (let length = COEFFICIENTS / 2; length >= 2; length /= 2) {
    for (let start = 0; start < COEFFICIENTS; start += 2 * length) {
      const factor = power(reversedBits(root++));
      for (let index = start; index < start + length; index++) {
        const term = (factor * values[index + length]!) % Q;
        values[index + length] = (values[index]! - term + Q) % Q;
        values[index] = (values[index]! + term) % Q;
      }
    }
  }
  return values;
}

/** Algorithm 10, the inverse. */
function restored(polynomial: Polynomial): Polynomial {
  const values = polynomial.slice();
  let root = COEFFICIENTS / 2 - 1;
  for (let length = 2; length < COEFFICIENTS; length *= 2) {
    for (let start = 0; start < COEFFICIENTS; start += 2 * length) {
      const factor = power(reversedBits(root--));
      for (let index = start; index < start + length; index++) {
        const [first, second] = [values[index]!, values[index + length]!];
        values[index] = (first + second) % Q;
        values[index + length] = (factor * (second - first + Q)) % Q;
      }
    }
  }
  return values.map((value) => (value * INVERSE_OF_128) % Q);
}
const INVERSE_OF_128 = 3303;

/** Powers of 17, a root of order 256 (section 4.3). */
const POWERS = powersOfRoot();

function powersOfRoot(): Float64Array {
  const powers = new Float64Array(COEFFICIENTS).fill(1);
  for (let index = 1; index < COEFFICIENTS; index++) powers[index] = (powers[index - 1]! * 17) % Q;
  return powers;
}

function power(exponent: number): number {
  return POWERS[exponent % COEFFICIENTS]!;
}

/** BitRev7. */
function reversedBits(number: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 7; bit++) reversed |= ((number >> bit) & 1) << (6 - bit);
  return reversed;
}

/** ByteDecode with 12 bits (algorithm 6). */
function unpacked(bytes: Uint8Array, count: number): Polynomial[] {
  return Array.from({ length: count }, (_, polynomial) =>
    new Float64Array(COEFFICIENTS).map((_, index) => {
      const at = polynomial * POLYNOMIAL_BYTES + (index >> 1) * 3 + (index & 1);
      return index & 1 ? (bytes[at]! >> 4) | (bytes[at + 1]! << 4) : bytes[at]! | ((bytes[at + 1]! & 15) << 8);
    }),
  );
}

/** ByteEncode with 12 bits (algorithm 5). */
function packed(polynomial: Polynomial): Uint8Array {
  const bytes = new Uint8Array(POLYNOMIAL_BYTES);
  for (let index = 0; index < COEFFICIENTS; index += 2) {
    const [first, second] = [polynomial[index]!, polynomial[index + 1]!];
    bytes.set([first & 255, (first >> 8) | ((second & 15) << 4), second >> 4], (index / 2) * 3);
  }
  return bytes;
}

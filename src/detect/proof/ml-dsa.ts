/**
 * Arithmetic of FIPS 204 (ML-DSA): the public key that follows from a private key, on every version of Node. An expanded private key
 * is proved by it, because it contains the low bits of t = A·s1 + s2 and a digest of the public key, which has the high ones:
 *   0 ρ of 32 bytes, 32 K of 32, 64 tr of 64, 128 s1 and s2 as packed coefficients, then t0 in 13 bits each   (section 7.2)
 */
import { createHash } from 'node:crypto';

/** Parameter sets (section 4, table 1). */
export interface MlDsaParameters {
  /** Polynomials in t and s2: k. */
  readonly rows: number;
  /** Polynomials in s1: l. */
  readonly columns: number;
  /** Coefficients of s1 and s2 are from −eta to eta. */
  readonly eta: 2 | 4;
}

type Polynomial = Float64Array;

const Q = 8_380_417;
const COEFFICIENTS = 256;
const DROPPED_BITS = 13;
const HIGH_BITS = 10;
const RHO_BYTES = 32;
const DIGEST_AT = 64;
/** Where s1 begins. */
export const VECTORS_AT = 128;

/** @returns bytes of s1 and s2 together */
function vectorBytes({ rows, columns, eta }: MlDsaParameters): number {
  return (rows + columns) * polynomialBytes(shortBits(eta));
}

/**
 * @param expanded private key, as long as the parameters demand
 * @returns the public key, ρ ‖ t1; undefined if the parts of the private key do not agree
 */
export function provenMlDsaPublicKey(parameters: MlDsaParameters, expanded: Uint8Array): Uint8Array | undefined {
  const short = shortPolynomials(parameters, expanded.subarray(VECTORS_AT));
  if (short === undefined) return undefined;
  const { high, low } = publicParts(parameters, expanded.subarray(0, RHO_BYTES), short);
  const storedLow = expanded.subarray(VECTORS_AT + vectorBytes(parameters));
  if (Buffer.compare(low, storedLow) !== 0) return undefined;
  const publicKey = Buffer.concat([expanded.subarray(0, RHO_BYTES), high]);
  const digest = shake('shake256', [publicKey], 64);
  return digest.equals(expanded.subarray(DIGEST_AT, VECTORS_AT)) ? publicKey : undefined;
}

/** @returns ρ, with which the public key that follows from a seed begins: a hundredth of the work that the whole takes */
export function mlDsaRhoOfSeed({ rows, columns }: MlDsaParameters, seed: Uint8Array): Uint8Array {
  return shake('shake256', [seed, Uint8Array.of(rows, columns)], RHO_BYTES);
}

/** Algorithm 6. @returns ρ ‖ t1 */
export function mlDsaPublicKeyOfSeed(parameters: MlDsaParameters, seed: Uint8Array): Uint8Array {
  const { rows, columns, eta } = parameters;
  const stretched = shake('shake256', [seed, Uint8Array.of(rows, columns)], 128);
  const short = Array.from({ length: rows + columns }, (_, index) =>
    drawnShort(eta, stretched.subarray(RHO_BYTES, 96), index),
  );
  const { high } = publicParts(parameters, stretched.subarray(0, RHO_BYTES), short);
  return Buffer.concat([stretched.subarray(0, RHO_BYTES), high]);
}

/** Bytes that `beginsVectors` looks at. */
export const SAMPLE_BYTES = 96;

/**
 * Whether s1 may begin here, where random bytes do not: of its coefficients in 3 bits all are below 5, of those in 4 bits below 9,
 * and each of these values occurs (one key in 500 million lacks one among the 192 here).
 * @param bytes at least SAMPLE_BYTES from `at`
 */
export function beginsVectors(eta: 2 | 4, bytes: Uint8Array, at: number): boolean {
  const bits = shortBits(eta);
  const mask = (1 << bits) - 1;
  let seen = 0;
  for (let bit = 0; bit < 8 * SAMPLE_BYTES; bit += bits) {
    const byteAt = at + (bit >> 3);
    const coefficient = ((bytes[byteAt]! | (bytes[byteAt + 1]! << 8)) >> (bit & 7)) & mask;
    if (coefficient > 2 * eta) return false;
    seen |= 1 << coefficient;
  }
  return seen === (1 << (2 * eta + 1)) - 1;
}

/** Packed t1 and t0 (algorithms 22 and 24) of t = A·s1 + s2, which is divided by 2^13 with a remainder about zero (algorithm 35). */
function publicParts({ rows, columns }: MlDsaParameters, rho: Uint8Array, short: readonly Polynomial[]) {
  const s1 = short.slice(0, columns).map(transformed);
  const high: Uint8Array[] = [];
  const low: Uint8Array[] = [];
  for (let row = 0; row < rows; row++) {
    const sum = new Float64Array(COEFFICIENTS);
    for (const [column, factor] of s1.entries()) {
      const ofMatrix = drawnUniform(rho, column, row);
      for (let index = 0; index < COEFFICIENTS; index++)
        sum[index] = (sum[index]! + ofMatrix[index]! * factor[index]!) % Q;
    }
    const s2 = short[columns + row]!;
    const t = restored(sum).map((value, index) => (value + s2[index]!) % Q);
    const quotients = t.map((value) => (value + (1 << (DROPPED_BITS - 1)) - 1) >> DROPPED_BITS);
    high.push(packed(quotients, HIGH_BITS));
    const rests = t.map((value, index) => (1 << (DROPPED_BITS - 1)) - (value - (quotients[index]! << DROPPED_BITS)));
    low.push(packed(rests, DROPPED_BITS));
  }
  return { high: Buffer.concat(high), low: Buffer.concat(low) };
}

/** @returns coefficients modulo q; undefined if one is out of range */
function shortPolynomials({ rows, columns, eta }: MlDsaParameters, bytes: Uint8Array): Polynomial[] | undefined {
  const bits = shortBits(eta);
  const polynomials: Polynomial[] = [];
  for (let index = 0; index < rows + columns; index++) {
    const size = polynomialBytes(bits);
    const values = unpacked(bytes.subarray(index * size, (index + 1) * size), bits);
    if (values.some((value) => value > 2 * eta)) return undefined;
    polynomials.push(values.map((value) => (eta - value + Q) % Q));
  }
  return polynomials;
}

/** Algorithm 30: the entry of A, in the transformed domain. */
function drawnUniform(rho: Uint8Array, column: number, row: number): Polynomial {
  // Of 24 bits, one in 1,024 is rejected; 336 draws never leave fewer than 256.
  const stream = shake('shake128', [rho, Uint8Array.of(column, row)], 1008);
  const polynomial = new Float64Array(COEFFICIENTS);
  for (let at = 0, found = 0; found < COEFFICIENTS; at += 3) {
    const value = stream[at]! | (stream[at + 1]! << 8) | ((stream[at + 2]! & 0x7f) << 16);
    if (value < Q) polynomial[found++] = value;
  }
  return polynomial;
}

/** Algorithm 31: an entry of s1 or s2. Half a byte is rejected in 1 of 16 cases (eta 2) or 7 of 16 (eta 4): 1,024 never run out. */
function drawnShort(eta: 2 | 4, seed: Uint8Array, index: number): Polynomial {
  const stream = shake('shake256', [seed, Uint8Array.of(index, 0)], 512);
  const polynomial = new Float64Array(COEFFICIENTS);
  for (let at = 0, found = 0; found < COEFFICIENTS; at++) {
    const half = at % 2 === 0 ? stream[at >> 1]! & 15 : stream[at >> 1]! >> 4;
    if (half >= (eta === 2 ? 15 : 9)) continue;
    polynomial[found++] = (eta - (eta === 2 ? half % 5 : half) + Q) % Q;
  }
  return polynomial;
}

/** Algorithm 41. Products of two coefficients are below 2^46 and thus exact. */
function transformed(polynomial: Polynomial): Polynomial {
  const values = polynomial.slice();
  let root = 0;
  for (let length = COEFFICIENTS / 2; length >= 1; length /= 2) {
    for (let start = 0; start < COEFFICIENTS; start += 2 * length) {
      const factor = ROOTS[++root]!;
      for (let index = start; index < start + length; index++) {
        const product = (factor * values[index + length]!) % Q;
        values[index + length] = (values[index]! - product + Q) % Q;
        values[index] = (values[index]! + product) % Q;
      }
    }
  }
  return values;
}

/** Algorithm 42, the inverse. */
function restored(polynomial: Polynomial): Polynomial {
  const values = polynomial.slice();
  let root = COEFFICIENTS;
  for (let length = 1; length < COEFFICIENTS; length *= 2) {
    for (let start = 0; start < COEFFICIENTS; start += 2 * length) {
      const factor = Q - ROOTS[--root]!;
      for (let index = start; index < start + length; index++) {
        const [first, second] = [values[index]!, values[index + length]!];
        values[index] = (first + second) % Q;
        values[index + length] = (factor * (first - second + Q)) % Q;
      }
    }
  }
  return values.map((value) => (value * INVERSE_OF_256) % Q);
}
const INVERSE_OF_256 = 8_347_681;

/** Powers of 1753, a root of order 512, by the index with its eight bits reversed (appendix B). */
const ROOTS = rootsOfUnity();

function rootsOfUnity(): Float64Array {
  const powers = new Float64Array(COEFFICIENTS).fill(1);
  for (let index = 1; index < COEFFICIENTS; index++) powers[index] = (powers[index - 1]! * 1753) % Q;
  return powers.map((_, index) => powers[reversedBits(index)]!);
}

function reversedBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
}

function shortBits(eta: 2 | 4): 3 | 4 {
  return eta === 2 ? 3 : 4;
}

function polynomialBytes(bits: number): number {
  return (COEFFICIENTS * bits) / 8;
}

/** Algorithm 16: the lowest bit first. */
function packed(values: Polynomial, bits: number): Uint8Array {
  const bytes = new Uint8Array(polynomialBytes(bits));
  for (const [index, value] of values.entries())
    for (let bit = 0, at = index * bits; bit < bits; bit++, at++) bytes[at >> 3]! |= ((value >> bit) & 1) << (at & 7);
  return bytes;
}

function unpacked(bytes: Uint8Array, bits: number): Polynomial {
  const values = new Float64Array(COEFFICIENTS);
  for (let index = 0, at = 0; index < COEFFICIENTS; index++)
    for (let bit = 0; bit < bits; bit++, at++) values[index]! += ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
  return values;
}

function shake(algorithm: 'shake128' | 'shake256', parts: readonly Uint8Array[], outputLength: number): Buffer {
  const hash = createHash(algorithm, { outputLength });
  for (const part of parts) hash.update(part);
  return hash.digest();
}

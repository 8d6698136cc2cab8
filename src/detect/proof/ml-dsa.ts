/**
 * Arithmetic of FIPS 204 (ML-DSA): the public key that follows from a private key, on every version of Node. An expanded private key
 * is proved by it, because it contains the low bits of t = A·s1 + s2 and a digest of the public key, which has the high ones:
 *   0 ρ of 32 bytes, 32 K of 32, 64 tr of 64, 128 s1 and s2 as packed coefficients, then t0 in 13 bits each   (section 7.2)
 */
import { CostlyResults, spend } from '../effort-account.ts';
import { shake } from './shake.ts';

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
  spend(productMicroseconds(parameters));
  const rho = expanded.subarray(0, RHO_BYTES);
  const t = publicVector(parameters, rho, short);
  const storedLow = expanded.subarray(VECTORS_AT + vectorBytes(parameters));
  if (Buffer.compare(lowBits(t), storedLow) !== 0) return undefined;
  const publicKey = Buffer.concat([rho, highBits(t)]);
  const digest = shake('shake256', [publicKey], 64);
  return digest.equals(expanded.subarray(DIGEST_AT, VECTORS_AT)) ? publicKey : undefined;
}

/** @returns ρ, with which the public key that follows from a seed begins: a hundredth of the work that the whole takes */
export function mlDsaRhoOfSeed({ rows, columns }: MlDsaParameters, seed: Uint8Array): Uint8Array {
  return shake('shake256', [seed, Uint8Array.of(rows, columns)], RHO_BYTES);
}

/**
 * Algorithm 6. A key is looked at from the beginning of each structure around it.
 * @returns ρ ‖ t1
 */
export function mlDsaPublicKeyOfSeed(parameters: MlDsaParameters, seed: Uint8Array): Uint8Array {
  const name = `${parameters.rows} ${Buffer.from(seed).toString('base64')}`;
  // Copied, so that it does not hold the pool of which it is a piece.
  return publicKeys.of(name, productMicroseconds(parameters), () => Uint8Array.from(publicKeyOfSeed(parameters, seed)));
}
const publicKeys = new CostlyResults<Uint8Array>();

/** Of the matrix and a vector: 800 for ML-DSA-87. */
const productMicroseconds = ({ rows, columns }: MlDsaParameters): number => 300 + 9 * rows * columns;

function publicKeyOfSeed(parameters: MlDsaParameters, seed: Uint8Array): Uint8Array {
  const { rows, columns, eta } = parameters;
  const stretched = shake('shake256', [seed, Uint8Array.of(rows, columns)], 128);
  const short = Array.from({ length: rows + columns }, (_, index) =>
    drawnShort(eta, stretched.subarray(RHO_BYTES, 96), index),
  );
  const rho = stretched.subarray(0, RHO_BYTES);
  return Buffer.concat([rho, highBits(publicVector(parameters, rho, short))]);
}

/** Bytes that `beginsVectors` looks at. */
export const SAMPLE_BYTES = 96;

/** A whole number of coefficients of either kind. */
const BYTES_BEFORE = 12;

/**
 * Whether s1 may begin here, where random bytes do not: of its coefficients in 3 bits all are below 5, of those in 4 bits below 9,
 * and each of these values occurs (one key in 500 million lacks one among the 192 here). Before them is tr, a digest, and not more
 * coefficients (one digest in a million ends like such): else each word of the vectors would be tried.
 * @param bytes at least BYTES_BEFORE before `at`, and SAMPLE_BYTES from there
 */
export function beginsVectors(eta: 2 | 4, bytes: Uint8Array, at: number): boolean {
  const all = (1 << (2 * eta + 1)) - 1;
  return (
    coefficientsIn(eta, bytes, at, SAMPLE_BYTES) === all &&
    coefficientsIn(eta, bytes, at - BYTES_BEFORE, BYTES_BEFORE) === 0
  );
}

/** @returns a bit for each value that occurs; 0 if one is none of a coefficient */
function coefficientsIn(eta: 2 | 4, bytes: Uint8Array, at: number, length: number): number {
  const bits = shortBits(eta);
  const mask = (1 << bits) - 1;
  let seen = 0;
  for (let bit = 0; bit < 8 * length; bit += bits) {
    const byteAt = at + (bit >> 3);
    const coefficient = ((bytes[byteAt]! | (bytes[byteAt + 1]! << 8)) >> (bit & 7)) & mask;
    if (coefficient > 2 * eta) return 0;
    seen |= 1 << coefficient;
  }
  return seen;
}

/** t = A·s1 + s2. */
function publicVector(
  { rows, columns }: MlDsaParameters,
  rho: Uint8Array,
  short: readonly Polynomial[],
): readonly Polynomial[] {
  const s1 = short.slice(0, columns).map(transformed);
  return Array.from({ length: rows }, (_, row) => {
    // Products are below 2^46, and no set has more than seven columns: their sum is exact.
    const sum = new Float64Array(COEFFICIENTS);
    for (const [column, factor] of s1.entries()) {
      const ofMatrix = drawnUniform(rho, column, row);
      for (let index = 0; index < COEFFICIENTS; index++) sum[index]! += ofMatrix[index]! * factor[index]!;
    }
    const t = restored(sum.map(modulo));
    const s2 = short[columns + row]!;
    for (let index = 0; index < COEFFICIENTS; index++) t[index] = modulo(t[index]! + s2[index]!);
    return t;
  });
}

/** Packed t1 (algorithm 22): t divided by 2^13, with a remainder about zero (algorithm 35). */
function highBits(t: readonly Polynomial[]): Uint8Array {
  return Buffer.concat(t.map((values) => packed(values.map(highOf), HIGH_BITS)));
}

/** Packed t0 (algorithm 24): the remainders. */
function lowBits(t: readonly Polynomial[]): Uint8Array {
  const half = 1 << (DROPPED_BITS - 1);
  return Buffer.concat(
    t.map((values) =>
      packed(
        values.map((value) => half - (value - (highOf(value) << DROPPED_BITS))),
        DROPPED_BITS,
      ),
    ),
  );
}

function highOf(value: number): number {
  return (value + (1 << (DROPPED_BITS - 1)) - 1) >> DROPPED_BITS;
}

/** `value % Q` of what is below 2^49, without a division: the quotient may be one too large or too small. */
function modulo(value: number): number {
  const rest = value - Q * Math.floor(value * INVERSE_OF_Q);
  if (rest < 0) return rest + Q;
  return rest < Q ? rest : rest - Q;
}
const INVERSE_OF_Q = 1 / Q;

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
        const product = modulo(factor * values[index + length]!);
        values[index + length] = modulo(values[index]! - product + Q);
        values[index] = modulo(values[index]! + product);
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
        values[index] = modulo(first + second);
        values[index + length] = modulo(factor * (first - second + Q));
      }
    }
  }
  return values.map((value) => modulo(value * INVERSE_OF_256));
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
  let [held, heldBits, at] = [0, 0, 0];
  for (const value of values) {
    held |= value << heldBits;
    for (heldBits += bits; heldBits >= 8; heldBits -= 8) {
      bytes[at++] = held;
      held >>>= 8;
    }
  }
  return bytes;
}

function unpacked(bytes: Uint8Array, bits: number): Polynomial {
  const values = new Float64Array(COEFFICIENTS);
  for (let index = 0, at = 0; index < COEFFICIENTS; index++)
    for (let bit = 0; bit < bits; bit++, at++) values[index]! += ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
  return values;
}

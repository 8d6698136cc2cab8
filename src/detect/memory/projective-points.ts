/**
 * Points as libraries compute them: three numbers X, Y and Z, each in a block of its own.
 *   jacobian, the point (X/Z², Y/Z³): the BIGNUMs of an EC_POINT of libcrypto (ec_local.h). The fast code for P-224, P-256, P-384
 *     and P-521 (ecp_nistz256.c, ecp_nistp*.c) leaves Z as computed, where the generic code makes it 1. Plain or in Montgomery form
 *   homogeneous, the point (X/Z, Y/Z): EcPoint of PyCryptodome (ec.h, from Renes, Costello and Batina 2015). In Montgomery form, of
 *     P-521 plain (mont.c)
 * A public half that was generated and never exported has no other form.
 */
import { inverseOf } from '../proof/big-integer.ts';
import type { PrimeCurve } from '../proof/prime-curve.ts';

export type Coordinates = 'jacobian' | 'homogeneous';

/** A point, and its numbers as stored. */
export interface ProjectivePoint {
  readonly x: bigint;
  readonly y: bigint;
  readonly numbers: readonly bigint[];
}

/**
 * All pairs of 180 numbers, some 50 ms. Of more numbers, each is paired with its neighbours: a point allocates its numbers at
 * once.
 */
const MAX_PAIRS = 1 << 15;
const PAIRS_PER_CHECK = 1 << 12;

/**
 * Triples that satisfy the equation of the curve, modulo p.
 * @param numbers from 1 to p - 1, in the order of their offsets
 */
export function* projectivePoints(
  curve: PrimeCurve,
  numbers: readonly bigint[],
  coordinates: Coordinates,
  form: 'plain' | 'montgomery',
  checkTime: () => void,
): Generator<ProjectivePoint> {
  const { p, fromMontgomery } = curve;
  const values = form === 'plain' ? numbers : numbers.map((number) => (number * fromMontgomery) % p);
  const bySquare = new Map(values.map((y, index) => [(y * y) % p, index]));
  const equations = equationsOf(curve, values, coordinates);
  const reach = Math.ceil(MAX_PAIRS / (2 * Math.max(1, values.length)));
  let untilCheck = PAIRS_PER_CHECK;
  for (const [indexX, x] of values.entries()) {
    const cube = (x * x * x) % p;
    const end = Math.min(values.length, indexX + reach + 1);
    for (let indexZ = Math.max(0, indexX - reach); indexZ < end; indexZ++) {
      if (untilCheck-- === 0) {
        checkTime();
        untilCheck = PAIRS_PER_CHECK;
      }
      const { ofCube, ofX, constant } = equations[indexZ]!;
      const side = (cube * ofCube + x * ofX + constant) % p;
      const indexY = indexZ === indexX ? undefined : bySquare.get(side < 0n ? side + p : side);
      const inverse = indexY === undefined ? undefined : inverseOf(values[indexZ]!, p);
      if (indexY === undefined || inverse === undefined) continue;
      yield {
        ...affine(x, values[indexY]!, inverse, coordinates, p),
        numbers: [indexX, indexY, indexZ].map((index) => numbers[index]!),
      };
    }
  }
}

/** Factors of X³, of X, and the rest, of which the sum is Y². */
interface Equation {
  readonly ofCube: bigint;
  readonly ofX: bigint;
  readonly constant: bigint;
}

/** Jacobian: Y² = X³ + aXZ⁴ + bZ⁶. Homogeneous: Y²Z = X³ + aXZ² + bZ³, divided by Z. */
function equationsOf({ p, a, b }: PrimeCurve, zs: readonly bigint[], coordinates: Coordinates): Equation[] {
  const inverses = coordinates === 'homogeneous' ? inversesOf(zs, p) : [];
  return zs.map((z, index) => {
    const square = (z * z) % p;
    if (coordinates === 'homogeneous') return { ofCube: inverses[index]!, ofX: a * z, constant: b * square };
    const fourth = (square * square) % p;
    return { ofCube: 1n, ofX: a * fourth, constant: (b * square * fourth) % p };
  });
}

/**
 * Montgomery's trick: one inversion for all, since an inversion takes as long as a hundred multiplications.
 * @param values none of them a multiple of the prime
 */
function inversesOf(values: readonly bigint[], p: bigint): bigint[] {
  let product = 1n;
  const before = values.map((value) => {
    const soFar = product;
    product = (product * value) % p;
    return soFar;
  });
  let rest = inverseOf(product, p)!;
  const inverses = new Array<bigint>(values.length);
  for (let index = values.length - 1; index >= 0; index--) {
    inverses[index] = (rest * before[index]!) % p;
    rest = (rest * values[index]!) % p;
  }
  return inverses;
}

/** @param inverse of Z, modulo p */
function affine(x: bigint, y: bigint, inverse: bigint, coordinates: Coordinates, p: bigint) {
  if (coordinates === 'homogeneous') return { x: (x * inverse) % p, y: (y * inverse) % p };
  const square = (inverse * inverse) % p;
  return { x: (x * square) % p, y: (((y * square) % p) * inverse) % p };
}

/**
 * The point of one triple, whose equation is tested without the inversion, which takes as long as a hundred multiplications.
 * @param z not a multiple of the prime
 * @returns undefined if it is not on the curve
 */
export function jacobianPoint({ p, a, b }: PrimeCurve, x: bigint, y: bigint, z: bigint) {
  const square = (z * z) % p;
  const fourth = (square * square) % p;
  const isOnCurve = (y * y - ((x * x + a * fourth) % p) * x - b * ((fourth * square) % p)) % p === 0n;
  return isOnCurve ? affine(x, y, inverseOf(z, p)!, 'jacobian', p) : undefined;
}

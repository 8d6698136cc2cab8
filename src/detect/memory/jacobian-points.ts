/**
 * Points as libcrypto computes them: three BIGNUMs of an EC_POINT (ec_local.h), X, Y and Z, of the point (X/Z², Y/Z³). A public
 * half that was generated and never exported has this form: the fast code for P-224, P-256, P-384 and P-521 (ecp_nistz256.c,
 * ecp_nistp*.c) leaves Z as computed, where the generic code makes it 1. Plain or in Montgomery form.
 */
import { inverseOf } from '../proof/big-integer.ts';
import type { PrimeCurve } from '../proof/prime-curve.ts';

/** A point, and its numbers as stored. */
export interface JacobianPoint {
  readonly x: bigint;
  readonly y: bigint;
  readonly numbers: readonly bigint[];
}

/**
 * All pairs of 180 numbers, some 50 ms. Of more numbers, each is paired with its neighbours: an EC_POINT allocates its numbers at
 * once.
 */
const MOST_PAIRS = 1 << 15;
const PAIRS_PER_CHECK = 1 << 12;

/**
 * Triples that satisfy Y² = X³ + aXZ⁴ + bZ⁶ modulo p.
 * @param numbers below p, in the order of their offsets
 */
export function* jacobianPoints(
  curve: PrimeCurve,
  numbers: readonly bigint[],
  form: 'plain' | 'montgomery',
  checkTime: () => void,
): Generator<JacobianPoint> {
  const { p, a, b, fromMontgomery } = curve;
  const values = form === 'plain' ? numbers : numbers.map((number) => (number * fromMontgomery) % p);
  const bySquare = new Map(values.map((y, index) => [(y * y) % p, index]));
  const powers = values.map((z) => {
    const square = (z * z) % p;
    const fourth = (square * square) % p;
    return { aFourth: a * fourth, bSixth: (b * square * fourth) % p };
  });
  const reach = Math.ceil(MOST_PAIRS / (2 * Math.max(1, values.length)));
  let untilCheck = PAIRS_PER_CHECK;
  for (const [indexX, x] of values.entries()) {
    const cube = (x * x * x) % p;
    const end = Math.min(values.length, indexX + reach + 1);
    for (let indexZ = Math.max(0, indexX - reach); indexZ < end; indexZ++) {
      if (untilCheck-- === 0) {
        checkTime();
        untilCheck = PAIRS_PER_CHECK;
      }
      const { aFourth, bSixth } = powers[indexZ]!;
      const side = (cube + x * aFourth + bSixth) % p;
      const indexY = indexZ === indexX ? undefined : bySquare.get(side < 0n ? side + p : side);
      const inverse = indexY === undefined ? undefined : inverseOf(values[indexZ]!, p);
      if (indexY === undefined || inverse === undefined) continue;
      const square = (inverse * inverse) % p;
      yield {
        x: (x * square) % p,
        y: (((values[indexY]! * square) % p) * inverse) % p,
        numbers: [indexX, indexY, indexZ].map((index) => numbers[index]!),
      };
    }
  }
}

/**
 * Whether d may be the private exponent of n, told by their leading bits: e·d − 1 = k/g · φ(n) with k < e·g and a small g that
 * divides gcd(p−1, q−1), and φ(n) has the upper half of n. So e·d/n is k/g to hundreds of bits, and a double sees 50 of them.
 */

/** Of e, above which a double no longer tells. */
const MAX_EXPONENT = 2 ** 20;
/** g is 1 where d was taken modulo φ(n), else 2 in three keys of five; above 1,000 in one of some 650. */
const MAX_COFACTOR = 1000;
/** Of the quotient of two doubles that were cut to 53 bits, with a reserve of three bits. */
const RELATIVE_ERROR = 2 ** -49;

/**
 * @param e public exponent
 * @param ratio d/n, from 64 leading bits of n and as many at the same place of d
 * @returns true for every d of n, and for one number in 10,000 that is none
 */
export function mayBePrivateExponent(e: number, ratio: number): boolean {
  if (e > MAX_EXPONENT || !(ratio > 0 && ratio < 1)) return false;
  const quotient = e * ratio;
  let rest = quotient;
  for (let denominator = 1, before = 0; denominator <= MAX_COFACTOR; ) {
    const multiple = quotient * denominator;
    const whole = Math.round(multiple);
    if (whole > 0 && Math.abs(multiple - whole) <= multiple * RELATIVE_ERROR) return true;
    rest = 1 / (rest - Math.floor(rest));
    if (!Number.isFinite(rest)) return false;
    [denominator, before] = [Math.floor(rest) * denominator + before, denominator];
  }
  return false;
}

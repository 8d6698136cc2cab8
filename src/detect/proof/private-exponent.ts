/**
 * Whether d may be the private exponent of n, judging by their leading bits: e·d − 1 = k/g · φ(n) with k < e·g and a small g that
 * divides gcd(p−1, q−1), and φ(n) has the upper half of n. So e·d/n equals k/g to hundreds of bits, of which a double has 50.
 */

/** Limit of e, above which a double is not precise enough. */
const MAX_EXPONENT = 2 ** 20;
/** g is 1 if d was taken modulo φ(n); otherwise it is 2 for three keys in five, and above 1,000 for one in some 650. */
const MAX_COFACTOR = 1000;
/** Error of the quotient of two doubles that were truncated to 53 bits, with a margin of three bits. */
const RELATIVE_ERROR = 2 ** -49;

/**
 * @param e public exponent
 * @param ratio d/n, from the 64 leading bits of n and the 64 bits of d at the same place
 * @returns true for every d of n, and for one in 10,000 other numbers
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

/**
 * RSA keys of which p, q and d were wiped or overwritten, or n with one of them, and the remainders are left: dp = d mod (p − 1) and dq
 * (RFC 8017, section 3.2, second representation).
 *   n, dp, dq   (e·dp − 1)·(e·dq − 1) = k·φ(n) with k < e², and φ(n) has the upper half of n: so e²·dp·dq/n is nearly k
 *   n, dp       2^(e·dp) = 2 modulo p (Fermat), so p divides 2^(e·dp) − 2
 */
import { bitLength, gcd, squareRoot } from '../proof/big-integer.ts';
import { modPow, powerMicroseconds } from '../proof/modular-power.ts';
import { byLimbs } from './bignum-factors.ts';
import type { Bignum } from './bignum-pool.ts';

export type Numeral = Pick<Bignum, 'value' | 'limbs' | 'offset'>;
export type OnFactor = (n: bigint, p: bigint) => void;

export const BITS_OF_LIMB = 64;
/** As many pairs of numbers and exponents; each takes some 20 ns. */
export const MAX_PAIRS = 1 << 22;
/** A power modulo 2,048 bits takes 1 ms. */
const MAX_POWERS_MICROSECONDS = 300_000;
/** A product of primes may have more bits, but then the powers of one number alone would use up the limit. */
const MAX_MODULUS_BITS = 4096;
/** Error of the quotient of doubles of 53 bits, with a margin of three bits. */
const RELATIVE_ERROR = 2 ** -49;
/** The primes of RFC 7919 and RFC 3526, which libcrypto has as BIGNUMs, begin so; a product does not. */
export const TOP_OF_GROUP = (1n << 64n) - 1n;

/** For keys whose n is left, beside one remainder or both. */
export function factorByRemainders(
  numbers: readonly Numeral[],
  exponents: readonly bigint[],
  onFactor: OnFactor,
): void {
  const candidates = candidatesIn(numbers);
  const found = new Set<bigint>();
  const add = (n: bigint, p: bigint): void => {
    found.add(n);
    onFactor(n, p);
  };
  let pairsLeft = MAX_PAIRS;
  for (const { n, halves } of candidates) {
    pairsLeft -= (halves.length ** 2 / 2) * exponents.length;
    if (pairsLeft < 0) break;
    factorByBoth(n, halves, exponents, add);
  }
  let left = MAX_POWERS_MICROSECONDS;
  for (const { n, half } of nearestFirst(candidates)) {
    if (found.has(n)) continue;
    left -= powerMicroseconds(bitLength(half), bitLength(n));
    if (left < 0) return;
    const p = divisorBy(half, n, exponents);
    if (p !== undefined) add(n, p);
  }
}

interface Candidate {
  readonly n: Numeral;
  /** All numbers of half its width; one list for all moduli of a width. */
  readonly halves: readonly Numeral[];
}

/** Possible moduli, as many as the limit of pairs allows: a hostile image may have 65,536 numbers. */
function candidatesIn(numbers: readonly Numeral[]): Candidate[] {
  const ofLimbs = byLimbs(numbers);
  const candidates: Candidate[] = [];
  let pairsLeft = MAX_PAIRS;
  for (const n of numbers.filter(mayBeModulus)) {
    const halves = ofLimbs.get(n.limbs / 2) ?? [];
    pairsLeft -= halves.length;
    if (pairsLeft < 0) break;
    candidates.push({ n, halves });
  }
  return candidates;
}

/** The numbers of a key are allocated one after the other. */
function nearestFirst(candidates: readonly Candidate[]): { readonly n: bigint; readonly half: bigint }[] {
  const pairs = candidates.flatMap(({ n, halves }) =>
    halves
      .map((half) => ({ n: n.value, half: half.value, distance: Math.abs(half.offset - n.offset) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, MAX_NEAREST),
  );
  return pairs.sort((a, b) => a.distance - b.distance);
}
/** Of each modulus; a power of the farthest would be the last in any case. */
const MAX_NEAREST = 64;

function mayBeModulus({ value, limbs }: Numeral): boolean {
  const bits = bitLength(value);
  const isFull = limbs % 2 === 0 && bits === BITS_OF_LIMB * limbs && bits <= MAX_MODULUS_BITS;
  return isFull && value >> BigInt(bits - BITS_OF_LIMB) !== TOP_OF_GROUP;
}

function factorByBoth(n: Numeral, halves: readonly Numeral[], exponents: readonly bigint[], onFactor: OnFactor): void {
  const tops = halves.map(topOf);
  const topOfModulus = topOf(n);
  for (const [index, first] of halves.entries()) {
    for (let other = index + 1; other < halves.length; other++) {
      const ratio = (tops[index]! * tops[other]!) / topOfModulus;
      for (const e of exponents) {
        const factor = Number(e) ** 2 * ratio;
        if (!isNearlyWhole(factor)) continue;
        const k = BigInt(Math.round(factor));
        const p = primeOf(n.value, (e * first.value - 1n) * (e * halves[other]!.value - 1n), k);
        if (p !== undefined) onFactor(n.value, p);
      }
    }
  }
}

/** Whether it may be an integer of which the quotient of two highest limbs is an approximation. */
export function isNearlyWhole(factor: number): boolean {
  const whole = Math.round(factor);
  return whole >= 1 && Math.abs(factor - whole) <= factor * RELATIVE_ERROR;
}

/** The highest limb as a fraction. */
export function topOf({ value, limbs }: Numeral): number {
  return Number(value >> BigInt(BITS_OF_LIMB * (limbs - 1))) / 2 ** BITS_OF_LIMB;
}

/** From φ(n) = `multiple`/k: p + q = n + 1 − φ(n). */
function primeOf(n: bigint, multiple: bigint, k: bigint): bigint | undefined {
  if (multiple % k !== 0n) return undefined;
  const sum = n + 1n - multiple / k;
  const square = sum * sum - 4n * n;
  if (sum <= 0n || square < 0n) return undefined;
  const p = (sum + squareRoot(square)) / 2n;
  return p > 1n && p < n && n % p === 0n ? p : undefined;
}

/** The prime of n to which `remainder` belongs, for any of the exponents. */
function divisorBy(remainder: bigint, n: bigint, exponents: readonly bigint[]): bigint | undefined {
  const power = modPow(2n, remainder, n);
  const product = exponents.reduce((all, e) => (all * (modPow(power, e, n) + n - 2n)) % n, 1n);
  const divisor = gcd(n, product);
  return divisor > 1n && divisor < n ? divisor : undefined;
}

import { bitLength } from '../proof/big-integer.ts';
import { mayBePrivateExponent } from '../proof/private-exponent.ts';
import { primesOf } from '../proof/rsa.ts';
import type { Bignum, BignumPool } from './bignum-pool.ts';
import { lowWordsOf, type Numbers } from './number-list.ts';

/** Possible primes among the numbers that structures point at, by width. */
export function possiblePrimesOf({ numbers }: Pick<BignumPool, 'numbers'>): Numbers[] {
  const lists = new Map<number, Bignum[]>();
  for (const number of numbers.filter(mayBePrime)) {
    const list = lists.get(number.limbs);
    if (list === undefined) lists.set(number.limbs, [number]);
    else list.push(number);
  }
  return [...lists.values()].map(listOf);
}

/** Possible primes among numbers by the order of their offsets, whatever their width. */
export function possiblePrimesOfAnyWidth(numbers: readonly Bignum[]): Numbers {
  return listOf(numbers.filter(mayBePrime));
}

function listOf(numbers: readonly Bignum[]): Numbers {
  return {
    width: 8 * Math.max(0, ...numbers.map(({ limbs }) => limbs)),
    offsets: numbers.map(({ offset }) => offset),
    lows: numbers.map(({ value }) => lowWordsOf(value).low),
    nexts: numbers.map(({ value }) => lowWordsOf(value).next),
    valueAt: (index) => numbers[index]!.value,
  };
}

/** Whether none of the smallest primes divides it. */
export function mayBePrime({ value }: Pick<Bignum, 'value'>): boolean {
  return SMALL_PRIMES.every((prime) => value % prime !== 0n);
}
const SMALL_PRIMES = [3n, 5n, 7n, 11n, 13n];

/** Exponents that are always tried: F4 and 3, which OpenSSL has offered, and 17. The small BIGNUMs of the image are added. */
const USUAL_EXPONENTS = [65537n, 3n, 17n];
/** A process needs a few dozen; each takes 0.5 µs, a division 1 µs. */
const MAX_TRIES = 1 << 18;

/** Public exponents that BIGNUMs of an image may belong to, the usual ones first. */
export function exponentsOf({ small }: Pick<BignumPool, 'small'>): bigint[] {
  const own = small.filter((value) => value >= 3n && value < 1n << 32n);
  return [...new Set([...USUAL_EXPONENTS, ...own])].slice(0, MAX_EXPONENTS);
}
const MAX_EXPONENTS = 12;

/** Numbers, wherever they are. */
interface NumberPool {
  readonly numbers: readonly Pick<Bignum, 'value' | 'limbs'>[];
  readonly small: BignumPool['small'];
}

/**
 * Finds n and d among the BIGNUMs and computes p and q. For keys whose p and q are gone or never existed.
 * @returns whether all pairs were tried
 */
export function factorByExponents(pool: NumberPool, onFactor: (n: bigint, p: bigint) => void): boolean {
  const exponents = exponentsOf(pool);
  let tries = 0;
  for (const numbers of byLimbs(pool.numbers.filter(isLongEnough)).values()) {
    const tops = numbers.map(({ value, limbs }) => Number(value >> BigInt(64 * limbs - 64)));
    for (const [index, { value: n }] of numbers.entries()) {
      if (bitLength(n) % 8 !== 0) continue;
      for (const [other, { value: d }] of numbers.entries()) {
        if (d >= n || other === index) continue;
        for (const e of exponents) {
          if (++tries > MAX_TRIES) return false;
          if (!mayBePrivateExponent(Number(e), tops[other]! / tops[index]!)) continue;
          const [p, q] = primesOf(n, e, d) ?? [];
          if (p !== undefined && q !== undefined && p * q === n) onFactor(n, p);
        }
      }
    }
  }
  return true;
}

/**
 * Finds n and one of its primes, and computes the other. For keys of which a prime and d were wiped or overwritten:
 * libcrypto often keeps no certificate whole that would make n a known modulus.
 */
export function factorByDivision(numbers: NumberPool['numbers'], onFactor: (n: bigint, p: bigint) => void): void {
  const groups = byLimbs(numbers.filter(isLongEnough));
  let left = MAX_TRIES;
  for (const [limbs, primes] of groups) {
    const moduli = (groups.get(2 * limbs) ?? []).filter(({ value }) => bitLength(value) === 2 * BITS_OF_LIMB * limbs);
    for (const { value: p } of primes.filter(mayBePrime)) {
      left -= moduli.length;
      if (left < 0) return;
      for (const { value: n } of moduli) if (n % p === 0n) onFactor(n, p);
    }
  }
}
const BITS_OF_LIMB = 64;

/** n has twice the limbs of a prime, which has at least four. */
function isLongEnough({ limbs }: Pick<Bignum, 'limbs'>): boolean {
  return limbs >= 8;
}

/** The numbers of each count of limbs. */
export function byLimbs<N extends { readonly limbs: number }>(
  numbers: readonly N[],
): ReadonlyMap<number, readonly N[]> {
  const groups = new Map<number, N[]>();
  for (const number of numbers) {
    const group = groups.get(number.limbs);
    if (group === undefined) groups.set(number.limbs, [number]);
    else group.push(number);
  }
  return groups;
}

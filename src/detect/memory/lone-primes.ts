/**
 * RSA keys of which n is not left, nor perhaps p and q (RFC 8017, section 3.2, second representation).
 *   p and d, or dp    e·d − 1 and e·dp − 1 are multiples of p − 1, which tells p from all other numbers
 *   dp alone          p − 1 = (e·dp − 1)/k with k < e: of the few divisors k that give p its full length, seldom one gives a prime by
 *                     chance (one number in 1,000)
 *   p and q           belong together if the same d fits both, or q⁻¹ modulo p (qi) is in the image; or n is known
 *   p and d alone     (e·d − 1)/(p − 1) is a multiple of q − 1, but for a divisor that p − 1 and q − 1 share
 */
import { bitLength, inverseOf } from '../proof/big-integer.ts';
import { looksPrime } from '../proof/rsa.ts';
import { byLimbs, mayBePrime } from './bignum-factors.ts';
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';
import { ordersOf, spellNumber } from './number-order.ts';
import { BITS_OF_LIMB, isNearlyWhole, MAX_PAIRS, type Numeral, TOP_OF_GROUP, topOf } from './remainders-of-d.ts';
import { divisorsBetween, MAX_DIVISOR } from './small-divisors.ts';

interface LonePrime {
  readonly p: bigint;
  readonly e: bigint;
  /** Undefined if only dp is there. */
  readonly d?: bigint;
}

interface Factored {
  readonly n: bigint;
  readonly p: bigint;
}

/** Each takes 1 µs. */
const MAX_DIVISIONS = 1 << 17;
const MAX_LONE_PRIMES = 8;
/** As many numbers are tried as dp with F4, each 1 ms; with a smaller exponent, one takes less. */
const MAX_REMAINDERS = 256;

/** @param known moduli of public keys */
export function keysOfLonePrimes(
  image: MemoryImage,
  numbers: readonly Numeral[],
  { exponents, known }: { readonly exponents: readonly bigint[]; readonly known: readonly bigint[] },
): Factored[] {
  const primes = [...withExponents(numbers, exponents), ...ofRemainders(numbers, exponents)];
  const lone = [...new Map(primes.toReversed().map((prime) => [prime.p, prime])).values()].slice(0, MAX_LONE_PRIMES);
  const ofKnown = lone.flatMap(({ p }) => known.filter((n) => n % p === 0n).map((n) => ({ n, p })));
  const open = lone.filter(({ p }) => ofKnown.every(({ n }) => n % p !== 0n));
  const pairs = pairsAmong(image, open, barePrimes(numbers, lone));
  const single = open.filter(({ p }) => pairs.every(({ n }) => n % p !== 0n));
  return [...ofKnown, ...pairs, ...single.flatMap(partnered)];
}

/** Possible primes p with an exponent that fits p − 1: dp, of the width of p, or d, of twice that. */
function withExponents(numbers: readonly Numeral[], exponents: readonly bigint[]): LonePrime[] {
  const primes: LonePrime[] = [];
  const ofLimbs = byLimbs(numbers.map((number) => ({ ...number, top: topOf(number) })));
  let [left, pairsLeft] = [MAX_DIVISIONS, MAX_PAIRS];
  for (const prime of numbers) {
    const { value: p, limbs } = prime;
    if (bitLength(p) !== BITS_OF_LIMB * limbs || !mayBePrime(prime)) continue;
    const top = topOf(prime);
    const others = [...(ofLimbs.get(limbs) ?? []), ...(ofLimbs.get(2 * limbs) ?? [])];
    pairsLeft -= others.length * exponents.length;
    if (pairsLeft < 0) return primes;
    for (const by of others) {
      for (const e of exponents) {
        if (by.limbs === limbs && !isNearlyWhole((Number(e) * by.top) / top)) continue;
        if (--left < 0 || primes.length === MAX_LONE_PRIMES) return primes;
        if ((e * by.value) % (p - 1n) === 1n) primes.push({ p, e, ...(by.limbs > limbs && { d: by.value }) });
      }
    }
  }
  return primes;
}

/** Primes that follow from a number if it is dp, with d if that is there too. */
function ofRemainders(numbers: readonly Numeral[], exponents: readonly bigint[]): LonePrime[] {
  const wide = byLimbs(numbers);
  const all = possibleRemainders(numbers, exponents);
  const most = all.filter(({ candidates }) => candidates.length <= FEW_CANDIDATES);
  const rare = all.filter(({ candidates: { length } }) => length > FEW_CANDIDATES && length <= MAX_CANDIDATES);
  const primes: LonePrime[] = [];
  for (const { e, limbs, candidates } of [...most, ...rare.slice(0, MAX_RARE)]) {
    if (primes.length >= MAX_LONE_PRIMES) break;
    for (const p of candidates.filter(looksPrime)) {
      const d = wide.get(2 * limbs)?.find(({ value }) => (e * value) % (p - 1n) === 1n)?.value;
      primes.push({ p, e, ...(d !== undefined && { d }) });
    }
  }
  return primes;
}

/**
 * Of 20,000 primes, 50 have a dp with more divisors than the first, 4 with more than 128. A number that was made to have 17,000
 * would use up what may be proved in an artifact, and hide the keys behind it: so those with many come last, and few of them.
 */
const FEW_CANDIDATES = 64;
const MAX_CANDIDATES = 256;
const MAX_RARE = 16;

interface PossibleRemainder {
  readonly e: bigint;
  readonly limbs: number;
  /** p, if it is prime. */
  readonly candidates: readonly bigint[];
}

function possibleRemainders(numbers: readonly Numeral[], exponents: readonly bigint[]): PossibleRemainder[] {
  const remainders: PossibleRemainder[] = [];
  const small = exponents.filter((exponent) => exponent <= MAX_DIVISOR);
  let left = MAX_REMAINDERS * MAX_DIVISOR;
  for (const { value: dp, limbs } of numbers.filter((number) => PRIME_LIMBS.has(number.limbs))) {
    for (const e of small) {
      left -= Number(e);
      if (left < 0) return remainders;
      remainders.push({ e, limbs, candidates: candidatesBelow(e * dp - 1n, Number(e), BITS_OF_LIMB * limbs) });
    }
  }
  return remainders;
}
/** RSA-1024 to RSA-4096. */
const PRIME_LIMBS: ReadonlySet<number> = new Set([8, 12, 16, 24, 32]);

/** Numbers p of so many bits of which p − 1 divides `multiple` less than `e` times. */
function candidatesBelow(multiple: bigint, e: number, bits: number): bigint[] {
  const most = Math.min(e - 1, Number(multiple >> BigInt(bits - 1)));
  const fewest = Math.max(1, Number(multiple >> BigInt(bits)));
  if (multiple <= 0n || most < fewest) return [];
  const candidates = divisorsBetween(multiple, fewest, most).map((k) => multiple / BigInt(k) + 1n);
  return candidates.filter((p) => bitLength(p) === bits);
}

type Prime = Pick<LonePrime, 'p' | 'd'>;

/** Other primes of full length, of which nothing else is left. */
function barePrimes(numbers: readonly Numeral[], lone: readonly LonePrime[]): Prime[] {
  const others = numbers.filter((number) => mayBeLonePrime(number) && lone.every(({ p }) => p !== number.value));
  return others
    .slice(0, MAX_TESTED)
    .flatMap(({ value: p }) => (looksPrime(p) ? [{ p }] : []))
    .slice(0, MAX_LONE_PRIMES);
}
/** Each takes 0.3 ms. */
const MAX_TESTED = 256;

function mayBeLonePrime({ value, limbs }: Numeral): boolean {
  const isFull = PRIME_LIMBS.has(limbs) && bitLength(value) === BITS_OF_LIMB * limbs;
  return isFull && mayBePrime({ value }) && value >> BigInt(BITS_OF_LIMB * (limbs - 1)) !== TOP_OF_GROUP;
}

type Pair = readonly [Prime, Prime];

function pairsAmong(image: MemoryImage, lone: readonly LonePrime[], bare: readonly Prime[]): Factored[] {
  // First those of which both have an exponent: q and q⁻¹ change places in the proof, and one q⁻¹ in 700 is prime as well.
  const pairs = [...pairsWithin(lone), ...lone.flatMap((prime) => pairsOf(prime, bare)), ...pairsWithin(bare)];
  if (pairs.length === 0) return [];
  const coefficients = coefficientsIn(image, pairs);
  const used = new Set<bigint>();
  return pairs.flatMap(([first, second], index) => {
    const coefficient = coefficients.get(index);
    const isPair = coefficient !== undefined || (first.d !== undefined && first.d === second.d);
    if (!isPair || used.has(first.p) || used.has(second.p)) return [];
    if (coefficient !== undefined) used.add(coefficient);
    return [{ n: first.p * second.p, p: first.p }];
  });
}

function pairsWithin(primes: readonly Prime[]): Pair[] {
  return primes.flatMap((first, index) => pairsOf(first, primes.slice(index + 1)));
}

function pairsOf(first: Prime, others: readonly Prime[]): Pair[] {
  return others.filter(({ p }) => bitLength(p) === bitLength(first.p)).map((second) => [first, second]);
}

/** q⁻¹ modulo p of the pairs of which it is in the image, by their indices; p may be either of them. */
function coefficientsIn(image: MemoryImage, pairs: readonly Pair[]): ReadonlyMap<number, bigint> {
  const orders = ordersOf(image);
  const coefficients = pairs.flatMap(([{ p: first }, { p: second }], pair) =>
    [inverseOf(second % first, first), inverseOf(first % second, second)].flatMap((qi) => {
      if (qi === undefined || qi < MIN_COEFFICIENT) return [];
      const width = Math.ceil(bitLength(qi) / 8);
      return orders.map((order) => ({ pair, qi, bytes: spellNumber(qi, width, order) }));
    }),
  );
  const found = findStrings(
    image,
    coefficients.map(({ bytes }) => bytes),
  );
  return new Map([...found].map(({ index }) => [coefficients[index]!.pair, coefficients[index]!.qi]));
}
const MIN_COEFFICIENT = 1n << 256n;

/**
 * The key of p and d, if a single q of the length of p fits. d was computed modulo (p − 1)·(q − 1), or that without a divisor which p − 1
 * and q − 1 share: all that they may share are tried, since where the right one is not, a wrong q may be the only one that fits.
 */
function partnered({ p, d, e }: LonePrime): Factored[] {
  if (d === undefined || e > MAX_DIVISOR) return [];
  const multiple = (e * d - 1n) / (p - 1n);
  const even = divisorsBetween(p - 1n, 2, MAX_SHARED).filter((divisor) => divisor % 2 === 0);
  const partners = [1, ...even.slice(0, MAX_TRIED)].flatMap((divisor) =>
    candidatesBelow(multiple * BigInt(divisor), Number(e), bitLength(p)).filter(
      (q) => q !== p && (e * d) % (q - 1n) === 1n && looksPrime(q),
    ),
  );
  const all = [...new Set(partners)];
  const [q, ...others] = isUsual(p) ? all.filter(isUsual) : all;
  return q === undefined || others.length > 0 ? [] : [{ n: p * q, p }];
}
/** Two primes less one share a larger divisor in one key of 650. */
const MAX_SHARED = 1000;
/** Each takes 10 ms where p has 2,048 bits and was made to have 276 of them. With 32, five keys of 2,415 were missed. */
const MAX_TRIED = 64;

/**
 * FIPS 186-5, appendix A.1.3: a prime of b bits is at least √2 · 2^(b − 1), so that n has 2·b. In one key of 25, two fit d; in half of these,
 * one of them alone is so large.
 */
function isUsual(prime: bigint): boolean {
  return bitLength(prime * prime) === 2 * bitLength(prime);
}

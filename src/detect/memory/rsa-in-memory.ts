/**
 * RSA keys (RFC 8017) whose numbers are scattered in the memory of a process, without a frame that an anchor could find.
 *   p, q and n     two primes and their product, in any representation: in the runs of random words of the survey, in the limbs
 *                  that OpenSSL's BIGNUMs point at, and in the digits of JavaScript libraries (v8-digits.ts)
 *   n and p        of objects: OpenSSL's BIGNUMs, slices of Go (slice-numbers.ts), arrays of Java and .NET (array-numbers.ts), ints of Python,
 *                  numbers that are alone (run-numbers.ts) or in a format (framed-numbers.ts); q is computed
 *   n, e and d     of the same; p and q are computed
 *   n and dp       of the same objects (remainders-of-d.ts), and without n what two of p, q, d, dp, dq and qi tell (lone-primes.ts)
 *   p, q, dp, qi   without n, the highest byte first (crt-numbers.ts)
 *   p, or d        of a modulus that is known from the same artifact, that the user watches for, that is in DER in the image
 *                  (rsa-public-keys.ts) or the key of a TPM (tpm-keys.ts)
 * Only arithmetic decides, so no software's layout need be known. Not found: pieces of primes, keys of more than two primes, and
 * numbers in the midst of compressed or encrypted data (find-possible-numbers.ts).
 */

import { atFixedLimit } from '../../model/gap.ts';
import { bitLength } from '../proof/big-integer.ts';
import { PRIVATE_KEY_ADVICE } from '../proof/key-match.ts';
import { oddArrayNumbers } from './array-numbers.ts';
import {
  exponentsOf,
  factorByDivision,
  factorByExponents,
  possiblePrimesOf,
  possiblePrimesOfAnyWidth,
} from './bignum-factors.ts';
import { type Bignum, type BignumPool, readBignums } from './bignum-pool.ts';
import { keysWithoutModulus } from './crt-numbers.ts';
import { FactoredModuli, type FactoredModulus } from './factored-moduli.ts';
import { findPossibleNumbers } from './find-possible-numbers.ts';
import { oddFramedNumbers } from './framed-numbers.ts';
import { type KnownModulus, knownModuliOf, ModulusWatch } from './known-moduli.ts';
import { keysOfLonePrimes } from './lone-primes.ts';
import type { MemoryImage, MemorySearch } from './memory-search.ts';
import { ModulusTable } from './modulus-table.ts';
import type { NumberList, Numbers } from './number-list.ts';
import { oddNumbersOfPhp } from './php-digits.ts';
import { forProducts, reachOf } from './prime-pairs.ts';
import { oddPythonInts } from './python-ints.ts';
import { factorByRemainders, type Numeral } from './remainders-of-d.ts';
import { rsaMatches } from './rsa-matches.ts';
import { privateNumbersOf } from './rsa-number-places.ts';
import { rsaPublicKeysIn } from './rsa-public-keys.ts';
import { oddNumbersOfRuns } from './run-numbers.ts';
import { oddSliceNumbers } from './slice-numbers.ts';
import { tpmKeysIn } from './tpm-keys.ts';
import { oddNumbersOf } from './v8-digits.ts';

export const rsaInMemory: MemorySearch = {
  id: 'rsa-in-memory',
  form: {
    specification: 'RFC 8017, section 3.2',
    proof:
      'p and q are prime, and their product is in the image too or is a known public key; or d fits n and e; or dp fits p, and qi both',
  },
  title: 'RSA private key in memory',
  severity: 'critical',
  confidence: 'proven',
  advice: PRIVATE_KEY_ADVICE,
  *search(image) {
    const known = knownModuliOf(image.knownKeys, [...tpmKeysIn(image), ...rsaPublicKeysIn(image)]);
    const bignums = readBignums(image);
    const [ofScripts, ofPhp] = [oddNumbersOf(image), oddNumbersOfPhp(image)];
    const ofPython = oddPythonInts(image);
    const keys = factor(image, known, { bignums, ofScripts, ofPhp, ofPython });
    yield* rsaMatches(image, keys, {
      known,
      bignums: { ...bignums, numbers: [...bignums.numbers, ...ofScripts, ...ofPhp, ...ofPython] },
    });
  },
};

interface NumbersOfObjects {
  readonly bignums: BignumPool;
  readonly ofScripts: readonly Bignum[];
  readonly ofPhp: readonly Bignum[];
  readonly ofPython: readonly Bignum[];
}

/** Moduli of the image, and known ones, whose primes are in the image. */
function factor(
  image: MemoryImage,
  known: readonly KnownModulus[],
  numbers: NumbersOfObjects,
): readonly FactoredModulus[] {
  const keys = new FactoredModuli();
  const isThrough = factorByExponents(numbers.bignums, (n, p) => keys.add(n, p));
  factorByNumbers(image, numbers, { known, keys });
  const isPaired = factorByPairs(image, numbers, { known, keys });
  if (!isThrough || !isPaired || numbers.bignums.isFull || keys.isFull) image.reportIncomplete(INCOMPLETE);
  return keys.all;
}

interface Keys {
  readonly known: readonly KnownModulus[];
  readonly keys: FactoredModuli;
}

/** By two or three numbers of one key. */
function factorByNumbers(image: MemoryImage, { bignums, ofPython }: NumbersOfObjects, { known, keys }: Keys): void {
  // Numbers that a program is done with lie there too: of so many as are tried, an extra.
  const objects = [...ofPython, ...oddSliceNumbers(image), ...oddArrayNumbers(image)];
  const ofBignums = new Set(bignums.numbers.map(({ value }) => value));
  const ofRuns = oddNumbersOfRuns(image).filter(({ value }) => !ofBignums.has(value));
  const framed = oddFramedNumbers(image);
  for (const others of [objects, ofRuns, framed])
    factorByExponents({ ...bignums, numbers: others }, (n, p) => keys.add(n, p));
  const exponents = exponentsOf(bignums);
  for (const pool of [bignums.numbers, objects, ofRuns, framed]) factorByParts(image, pool, { exponents, known, keys });
}

/**
 * By two primes whose product is a modulus of the image, or a known one.
 * @returns whether all were held against each other
 */
function factorByPairs(image: MemoryImage, numbers: NumbersOfObjects, { known, keys }: Keys): boolean {
  const { bignums } = numbers;
  let isThrough = true;
  // A table takes a millisecond to make, and an archive may have 20,000 images without a number.
  const pairUp = (
    all: readonly Numbers[],
    moduli: readonly bigint[],
    bytes: number,
    more: readonly NumberList[] = [],
  ): void => {
    const lists = all.filter(({ lows }) => lows.length > 0);
    if (lists.length === 0) return;
    const table = new ModulusTable(moduli, more);
    for (const list of lists) {
      const { reach, isShort } = reachOf(list, bytes);
      isThrough &&= !isShort;
      forProducts(list, reach, table, {
        checkTime: () => image.checkTime(),
        onProduct: (first, second) => {
          const product = table.productOf(list, [first, second], image);
          if (product !== undefined && !keys.has(product)) keys.add(product, list.valueAt(first, image) ?? 1n);
        },
      });
    }
  };
  const certain = [...known.map(({ publicKey }) => publicKey.n), ...bignums.numbers.map(({ value }) => value)];
  pairUp(possiblePrimesOf(bignums), certain, image.size);
  const whole = distinct(numbers.ofScripts.filter(({ value }) => bitLength(value) % BITS_OF_WIDTHS === 0));
  pairUp(possiblePrimesOf({ numbers: whole }), [...certain, ...valuesOf(whole)], image.size);
  // phpseclib draws the second prime so that n has its full length: it may be a bit longer than the first.
  const php = distinct(numbers.ofPhp);
  pairUp([possiblePrimesOfAnyWidth(php)], [...certain, ...valuesOf(php)], image.size);
  const watch = new ModulusWatch(known, (n, p) => keys.add(n, p));
  for (const { primes, arrays, moduli, start, end } of findPossibleNumbers(image, watch)) {
    pairUp([...primes, ...arrays], certain, end - start, moduli);
    for (const { n, p } of keysWithoutModulus(image, primes)) keys.add(n, p);
  }
  return isThrough;
}

function valuesOf(numbers: readonly Bignum[]): bigint[] {
  return numbers.map(({ value }) => value);
}

interface Parts extends Keys {
  readonly exponents: readonly bigint[];
}

/** For keys of which the other numbers were wiped or overwritten. */
function factorByParts(image: MemoryImage, numbers: readonly Numeral[], { exponents, known, keys }: Parts): void {
  const onFactor = (n: bigint, p: bigint): void => keys.add(n, p);
  factorByDivision(numbers, onFactor);
  const open = numbers.filter(({ value }) => !keys.has(value));
  factorByRemainders(open, exponents, onFactor);
  const numbersOfKeys = privateNumbersOf(keys.all, exponents);
  const lone = open.filter(({ value }) => !keys.has(value) && !numbersOfKeys.has(value));
  const moduli = known.map(({ publicKey }) => publicKey.n);
  for (const { n, p } of keysOfLonePrimes(image, lone, { exponents, known: moduli })) keys.add(n, p);
}

/** Primes and moduli have full length; intermediate results mostly have fewer bits. */
const BITS_OF_WIDTHS = 64;

function distinct(numbers: readonly Bignum[]): Bignum[] {
  return [...new Map(numbers.map((number) => [number.value, number])).values()].sort((a, b) => a.offset - b.offset);
}

const INCOMPLETE = atFixedLimit(
  'more numbers look like parts of RSA keys than are held against each other; RSA keys that are numbers may have been missed',
  'scan a smaller dump',
);

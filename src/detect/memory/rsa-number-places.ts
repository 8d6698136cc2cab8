import { bitLength, gcd, inverseOf } from '../proof/big-integer.ts';
import type { Bignum, BignumPool } from './bignum-pool.ts';
import type { FactoredModulus } from './factored-moduli.ts';
import { findStrings } from './find-strings.ts';
import type { MemoryImage } from './memory-search.ts';
import { type NumberOrder, ordersOf, spellNumber } from './number-order.ts';

/** Private numbers of a key; `dp` and `dq` are d modulo p − 1 and q − 1. */
type NumberName = 'p' | 'q' | 'd' | 'dp' | 'dq';

interface NamedNumber {
  readonly of: FactoredModulus;
  readonly name: NumberName;
  readonly value: bigint;
  /** Public exponent that the number belongs to; undefined for p and q. */
  readonly e?: bigint;
}

/** A place of a number of a key. */
export interface NumberPlace extends NamedNumber {
  readonly offset: number;
  readonly length: number;
  /** `bignum`: limbs that a structure points at; `v8-digits`, `php-digits`: integers in arrays; `python-int`: with its header. */
  readonly order: NumberOrder | Bignum['form'];
}

/**
 * Places of the private numbers of keys, in every order.
 * @param exponentsOf public exponents that the key may have; impossible ones are skipped
 */
export function placesOfNumbers(
  image: MemoryImage,
  keys: readonly FactoredModulus[],
  { numbers: bignums }: Pick<BignumPool, 'numbers'>,
  exponentsOf: (key: FactoredModulus) => readonly bigint[],
): NumberPlace[] {
  const numbers = keys.flatMap((key) => numbersOf(key, exponentsOf(key)));
  const byValue = new Map<bigint, Bignum[]>();
  for (const bignum of bignums) {
    const same = byValue.get(bignum.value);
    if (same === undefined) byValue.set(bignum.value, [bignum]);
    else same.push(bignum);
  }
  const places = new Map<string, NumberPlace>();
  for (const number of numbers)
    for (const { offset, length, form } of byValue.get(number.value) ?? [])
      places.set(`${offset} ${number.name}`, { ...number, offset, length, order: form });
  const orders = ordersOf(image);
  const spellings = numbers.flatMap((number) => spellingsOf(number, orders));
  const texts = spellings.map(({ bytes }) => bytes);
  for (const { index, offset } of findStrings(image, texts)) {
    const { number, order, bytes } = spellings[index]!;
    const key = `${offset} ${number.name}`;
    if (!places.has(key)) places.set(key, { ...number, offset, length: bytes.length, order });
    if (places.size >= MAX_PLACES) break;
  }
  return [...places.values()];
}

/** More are not listed: the key is found, and has more places than reports show. */
const MAX_PLACES = 1 << 16;

function numbersOf(key: FactoredModulus, exponents: readonly bigint[]): NamedNumber[] {
  const numbers: NamedNumber[] = [
    { of: key, name: 'p', value: key.p },
    { of: key, name: 'q', value: key.q },
  ];
  for (const e of exponents) {
    const d = privateExponents(key, e);
    if (d.length === 0) continue;
    numbers.push(...d.map((value): NamedNumber => ({ of: key, name: 'd', value, e })));
    numbers.push(
      { of: key, name: 'dp', value: d[0]! % (key.p - 1n), e },
      { of: key, name: 'dq', value: d[0]! % (key.q - 1n), e },
    );
  }
  return numbers;
}

/** Of the first keys: an ordinary image has a few, and each takes 2 ms. */
export function privateNumbersOf(keys: readonly FactoredModulus[], exponents: readonly bigint[]): ReadonlySet<bigint> {
  const numbers = keys.slice(0, MAX_LISTED_KEYS).flatMap((key) => numbersOf(key, exponents));
  return new Set(numbers.map(({ value }) => value));
}
const MAX_LISTED_KEYS = 32;

/** d modulo lcm(p − 1, q − 1), as in OpenSSL and Go, and modulo (p − 1)(q − 1), as in others. None if e has no inverse. */
export function privateExponents({ p, q }: FactoredModulus, e: bigint): readonly bigint[] {
  const phi = (p - 1n) * (q - 1n);
  const large = inverseOf(e, phi);
  return large === undefined ? [] : [large % (phi / gcd(p - 1n, q - 1n)), large];
}

interface NumberSpelling {
  readonly bytes: Uint8Array;
  readonly number: NamedNumber;
  readonly order: NumberOrder;
}

/** d is sometimes short, and is then stored in full width in some places, without leading zeros in others. */
function spellingsOf(number: NamedNumber, orders: readonly NumberOrder[]): NumberSpelling[] {
  const width = Math.ceil(bitLength(number.value) / 8);
  if (width < MIN_BYTES) return [];
  return orders.map((order) => ({ number, order, bytes: spellNumber(number.value, width, order) }));
}
/** No search finds shorter numbers, and they would occur everywhere. */
const MIN_BYTES = 24;

/**
 * Big numbers of phpseclib on PHP without GMP (Math/BigInteger/Engines/PHP64.php): an array of integers, each a digit of 31
 * bits, the lowest first. The survey finds the arrays of PHP 7.3 and later in 64-bit processes (zend_types.h); offsets count from
 * the pointer:
 *   zend_array:   -4 u32 0xfffffffe for an array without keys, 0 pointer to the elements, 8 u32 used, 12 u32 elements,
 *                 16 u32 capacity, 20 u32 position
 *   zval:         0 i64 value, 8 u32 type, 4 for an integer, 12 u32 unused; before PHP 8.2 in a Bucket, with 16 more bytes
 */
import { bitLength, toBytes } from '../proof/big-integer.ts';
import type { Bignum } from './bignum-pool.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

interface PhpNumber {
  /** Of the first element, in the image. */
  readonly offset: number;
  /** Bytes of the elements. */
  readonly length: number;
  readonly value: bigint;
}

const DIGIT_BITS = 31;
const WITHOUT_KEYS = 0xfffffffe;
const INTEGER = 4;
const ELEMENT_BYTES = [16, 32];
/** Computations leave some hundreds of arrays behind, until their memory is reused. */
const MAX_ARRAYS = 1 << 13;
const ARRAYS_PER_CHECK = 1 << 8;
/** Of P-256, P-384 and P-521. One number in 65,000 lacks more bits than this. */
const SCALAR_BITS = [256, 384, 521];
const MAX_MISSING_BITS = 16;

/** Odd ones, as primes, moduli and private exponents are, by offset. */
export function oddNumbersOfPhp(image: MemoryImage): Bignum[] {
  const odd = numbersOf(image).filter(({ value }) => (value & 1n) === 1n);
  return odd.map((number) => ({ ...number, limbs: Math.ceil(bitLength(number.value) / 64), form: 'php-digits' }));
}

/** Scalars, and coordinates of points. */
export function* phpNominees(image: MemoryImage): Generator<Nominee> {
  for (const { offset, length, value } of numbersOf(image)) {
    const bits = bitLength(value);
    if (!SCALAR_BITS.some((most) => bits <= most && bits > most - MAX_MISSING_BITS)) continue;
    yield { offset, length, bytes: toBytes(value), form: 'php-digits', spellings: ['big-endian'], rank: 1 };
  }
}

/** Read once per image, for two searches. */
function numbersOf(image: MemoryImage): readonly PhpNumber[] {
  const known = read.get(image);
  if (known !== undefined) return known;
  const numbers = new Map<number, PhpNumber>();
  for (const [count, at] of image.survey.phpArrays.subarray(0, MAX_ARRAYS).entries()) {
    if (count % ARRAYS_PER_CHECK === 0) image.checkTime();
    const number = numberAt(image, at);
    if (number !== undefined) numbers.set(number.offset, number);
  }
  const sorted = [...numbers.values()].sort((a, b) => a.offset - b.offset);
  read.set(image, sorted);
  return sorted;
}
const read = new WeakMap<MemoryImage, readonly PhpNumber[]>();

function numberAt(image: MemoryImage, at: number): PhpNumber | undefined {
  if (at < 4) return undefined;
  const header = image.read(at - 4, 16);
  if (header.length < 16) return undefined;
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (view.getUint32(0, true) !== WITHOUT_KEYS) return undefined;
  const [pointer, used] = [view.getBigUint64(4, true), view.getUint32(12, true)];
  const offset = image.offsetOf(pointer);
  if (offset === undefined) return undefined;
  for (const elementBytes of ELEMENT_BYTES) {
    const elements = image.memory.peek(pointer, used * elementBytes);
    const value = elements === undefined ? undefined : readDigits(elements, elementBytes);
    if (value !== undefined) return { offset, length: used * elementBytes, value };
  }
  return undefined;
}

/** @returns undefined unless all elements are digits */
function readDigits(elements: Uint8Array, elementBytes: number): bigint | undefined {
  const view = new DataView(elements.buffer, elements.byteOffset, elements.length);
  let text = '';
  for (let at = 0; at < elements.length; at += elementBytes) {
    const digit = view.getUint32(at, true);
    if (digit > 0x7fffffff || view.getUint32(at + 4, true) !== 0 || view.getUint32(at + 8, true) !== INTEGER)
      return undefined;
    text = digit.toString(2).padStart(DIGIT_BITS, '0') + text;
  }
  return BigInt(`0b${text}`);
}

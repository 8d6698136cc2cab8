/**
 * Big numbers of JavaScript libraries: in the V8 heap they are arrays of small integers, one per digit, the lowest first.
 *   JSBN, bundled by node-forge and jsrsasign: 28 bits per digit in one and 26 in the other, depending on the browser that it takes
 *   Node for (dbits in jsbn.js)
 *   BN.js, used by elliptic: 26 bits (bn.js)
 * FixedArray with uncompressed pointers, as in 64-bit Node (fixed-array.h, smi.h):
 *   0 map, 8 u32 zero, 12 u32 capacity in elements, 16 the elements: u32 zero, u32 integer
 * After the digits there are zeros, or pointers to the marker of a hole. The survey has checked the first of these fields.
 */
import { bitLength, toBytes } from '../proof/big-integer.ts';
import type { Bignum } from './bignum-pool.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

interface V8Number {
  /** Offset of the first digit in the image. */
  readonly offset: number;
  /** Bytes of the digits. */
  readonly length: number;
  readonly value: bigint;
  /** Judging by the largest digit. */
  readonly digitBits: 26 | 28;
  /** Capacity in elements. */
  readonly room: number;
}

export const BN_DIGIT_BITS = 26;
const HEADER_BYTES = 16;
const ELEMENT_BYTES = 8;
/** Intermediate results leave such arrays behind until they are collected. */
const MAX_ARRAYS = 1 << 15;
const ARRAYS_PER_CHECK = 1 << 10;

/** Odd numbers, as primes, moduli and exponents are, by offset. */
export function oddNumbersOf(image: MemoryImage): Bignum[] {
  const odd = numbersOf(image).filter(({ value }) => (value & 1n) === 1n);
  return odd.map(({ offset, length, value }) => {
    return { offset, length, value, limbs: Math.ceil(bitLength(value) / 64), form: 'v8-digits' };
  });
}

/**
 * Numbers of BN.js with so many digits. It keeps the count of digits apart from them, and behind those of a remainder are what is
 * left of the product.
 */
export function bnNumbersOf(image: MemoryImage, digits: number): bigint[] {
  const ofBn = numbersOf(image).filter(({ digitBits }) => digitBits === BN_DIGIT_BITS);
  return ofBn.map(({ value }) => BigInt.asUintN(BN_DIGIT_BITS * digits, value));
}

/** Numbers of so many bytes, or one less, each once: digits of BN.js behind those of the number are cut off. */
export function fullNumbersOf(image: MemoryImage, bytes: number): bigint[] {
  const ofBn = bnNumbersOf(image, Math.ceil((8 * bytes) / BN_DIGIT_BITS));
  const all = [...ofBn, ...numbersOf(image).map(({ value }) => value)];
  return [...new Set(all)].filter((value) => Math.abs(8 * bytes - 4 - bitLength(value)) <= 8);
}

/** When BN.js reads bytes or hexadecimal digits, such as a private key, it reserves a digit per three bytes (bn.js, _initArray). */
const ROOM_OF_SCALARS = new Set([32, 48, 66].map((bytes) => Math.ceil(bytes / 3)));

/** JSBN appends digit by digit to an empty array, for which V8 first reserves 17 elements: enough for P-256 and P-384. */
const ROOM_OF_APPENDED = 17;

/** Scalars; intermediate results, of which there are fifty times as many, have another capacity. */
export function* scriptNominees(image: MemoryImage): Generator<Nominee> {
  for (const { offset, length, value, digitBits, room } of numbersOf(image)) {
    const isOfBn = digitBits === BN_DIGIT_BITS && ROOM_OF_SCALARS.has(room);
    if (!isOfBn && room !== ROOM_OF_APPENDED) continue;
    yield { offset, length, bytes: toBytes(value), form: 'v8-digits', spellings: ['big-endian'], rank: 1 };
  }
}

/** Cached per image, since two searches need it. */
function numbersOf(image: MemoryImage): readonly V8Number[] {
  const known = read.get(image);
  if (known !== undefined) return known;
  const numbers: V8Number[] = [];
  for (const [count, at] of image.survey.smallIntegers.subarray(0, MAX_ARRAYS).entries()) {
    if (count % ARRAYS_PER_CHECK === 0) image.checkTime();
    const number = numberAt(image, at);
    if (number !== undefined) numbers.push(number);
  }
  read.set(image, numbers);
  return numbers;
}
const read = new WeakMap<MemoryImage, readonly V8Number[]>();

/** 256 bits or more. */
const MIN_BITS = 256 - 16;

function numberAt(image: MemoryImage, at: number): V8Number | undefined {
  const header = image.read(at, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return undefined;
  const room = new DataView(header.buffer, header.byteOffset).getUint32(12, true);
  const digits = digitsIn(image.read(at + HEADER_BYTES, room * ELEMENT_BYTES));
  // Ten digits or more: all of them have 26 bits or fewer by chance once in a million times if they may have 28.
  const digitBits = digits.every((digit) => digit < 1 << 26) ? 26 : 28;
  if (digits.length * digitBits < MIN_BITS) return undefined;
  const text = digits.map((digit) => digit.toString(2).padStart(digitBits, '0'));
  const value = BigInt(`0b${text.reverse().join('')}`);
  return { offset: at + HEADER_BYTES, length: digits.length * ELEMENT_BYTES, value, digitBits, room };
}

/** Up to the first element that is no digit, without trailing zeros. */
function digitsIn(elements: Uint8Array): number[] {
  const view = new DataView(elements.buffer, elements.byteOffset, elements.length);
  const digits: number[] = [];
  let length = 0;
  for (let at = 0; at + ELEMENT_BYTES <= elements.length; at += ELEMENT_BYTES) {
    const digit = view.getUint32(at + 4, true);
    if (view.getUint32(at, true) !== 0 || digit >= 1 << 28) break;
    digits.push(digit);
    if (digit !== 0) length = digits.length;
  }
  return digits.slice(0, length);
}

/**
 * Big numbers of libraries in JavaScript: in the heap of V8 they are arrays of small integers, each a digit, the lowest first.
 *   JSBN, which node-forge and jsrsasign carry: 28 bits a digit in the one and 26 in the other, as each takes Node for a browser (dbits in jsbn.js)
 *   BN.js, on which elliptic is built: 26 bits (bn.js)
 * FixedArray where pointers are not compressed, as in Node of 64 bits (fixed-array.h, smi.h):
 *   0 map, 8 u32 zero, 12 u32 elements that there is room for, 16 the elements: u32 zero, u32 integer
 * Behind the digits stand zeros, or pointers to what marks a hole. The survey has seen that the first of them fit.
 */
import { bitLength, toBytes } from '../proof/big-integer.ts';
import type { Bignum } from './bignum-pool.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

interface V8Number {
  /** Of the first digit, in the image. */
  readonly offset: number;
  /** Bytes of the digits. */
  readonly length: number;
  readonly value: bigint;
  /** By the highest of the digits. */
  readonly digitBits: 26 | 28;
  /** Elements that there is room for. */
  readonly room: number;
}

const HEADER_BYTES = 16;
const ELEMENT_BYTES = 8;
/** What is computed leaves such arrays behind until they are collected. */
const MOST_ARRAYS = 1 << 15;
const ARRAYS_PER_CHECK = 1 << 10;

/** As primes, moduli and exponents are, by offset. */
export function oddNumbersOf(image: MemoryImage): Bignum[] {
  const odd = numbersOf(image).filter(({ value }) => (value & 1n) === 1n);
  return odd.map(({ offset, length, value }) => {
    return { offset, length, value, limbs: Math.ceil(bitLength(value) / 64), form: 'v8-digits' };
  });
}

/** What BN.js makes of bytes or of hexadecimal digits, as a private key is read, has room for a digit for each three bytes (bn.js, _initArray). */
const ROOM_OF_SCALARS = new Set([32, 48, 66].map((bytes) => Math.ceil(bytes / 3)));

/** Scalars; what is computed, of which there are fifty times as many, has another room. */
export function* scriptNominees(image: MemoryImage): Generator<Nominee> {
  for (const { offset, length, value, digitBits, room } of numbersOf(image)) {
    if (digitBits !== 26 || !ROOM_OF_SCALARS.has(room)) continue;
    yield { offset, length, bytes: toBytes(value), form: 'v8-digits', spellings: ['big-endian'], rank: 1 };
  }
}

/** Read once an image: two searches ask. */
function numbersOf(image: MemoryImage): readonly V8Number[] {
  const known = read.get(image);
  if (known !== undefined) return known;
  const numbers: V8Number[] = [];
  for (const [count, at] of image.survey.smallIntegers.subarray(0, MOST_ARRAYS).entries()) {
    if (count % ARRAYS_PER_CHECK === 0) image.checkTime();
    const number = numberAt(image, at);
    if (number !== undefined) numbers.push(number);
  }
  read.set(image, numbers);
  return numbers;
}
const read = new WeakMap<MemoryImage, readonly V8Number[]>();

/** Of 256 bits and more. */
const LEAST_BITS = 256 - 16;

function numberAt(image: MemoryImage, at: number): V8Number | undefined {
  const header = image.read(at, HEADER_BYTES);
  if (header.length < HEADER_BYTES) return undefined;
  const room = new DataView(header.buffer, header.byteOffset).getUint32(12, true);
  const digits = digitsIn(image.read(at + HEADER_BYTES, room * ELEMENT_BYTES));
  // Ten digits and more, of which each has 26 bits or fewer by chance once in a million times where they may have 28.
  const digitBits = digits.every((digit) => digit < 1 << 26) ? 26 : 28;
  if (digits.length * digitBits < LEAST_BITS) return undefined;
  const text = digits.map((digit) => digit.toString(2).padStart(digitBits, '0'));
  const value = BigInt(`0b${text.reverse().join('')}`);
  return { offset: at + HEADER_BYTES, length: digits.length * ELEMENT_BYTES, value, digitBits, room };
}

/** Up to the first element that is none, without zeros at the end. */
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

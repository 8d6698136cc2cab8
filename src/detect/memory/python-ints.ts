/**
 * CPython ints of the size of RSA numbers. n and d give the primes when these are gone, and when their lengths differ, as in
 * keys of the Python package `rsa` (rsa/key.py, find_p_q: one prime has 1/16 more bits, the other 1/16 fewer).
 *   int (longintrepr.h):   -16 type, -8 u64 number of digits, since 3.12 shifted left by 3, 0 digits of 30 bits, the lowest first
 */
import type { Bignum } from './bignum-pool.ts';
import { areDigits } from './digit-words.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { numberIn } from './number-order.ts';

const HEADER_BYTES = 16;
const DIGIT_BYTES = 4;
const DIGIT_BITS = 30;
/** Of 1024 and of 8192 bits: n and d. */
const [FEWEST_DIGITS, MAX_DIGITS] = [35, 274];
/** The top bytes of digits have zeros, so the first digits may not look random; a header before them may. */
const [BEFORE_RUN, BEHIND_START] = [40, 8];
/** The fewest digits, less those that may not look random. */
const MIN_RUN_BYTES = 96;
/** A process that made a key leaves some dozens behind; of more, only the first are taken. */
const MAX_NUMBERS = 512;

/** Odd ones, by offset. */
export function oddPythonInts(image: MemoryImage): Bignum[] {
  const { littleEndian = true, pointerBytes } = image.memory;
  if (image.isPacked || !littleEndian || pointerBytes === 4) return [];
  const numbers = new Map<number, Bignum>();
  for (const run of runsOf(image, MIN_RUN_BYTES)) {
    for (let from = Math.max(HEADER_BYTES, run.at - BEFORE_RUN); from <= run.at + BEHIND_START; from += 8) {
      const number = intAt(run, from);
      if (number !== undefined) numbers.set(number.offset, number);
    }
    if (numbers.size >= MAX_NUMBERS) break;
  }
  return [...numbers.values()];
}

function intAt({ bytes, at, start }: Run, from: number): Bignum | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (from + DIGIT_BYTES > bytes.length || view.getUint32(from - 4, true) !== 0 || (bytes[from]! & 1) === 0)
    return undefined;
  const size = view.getUint32(from - 8, true);
  for (const count of [size, size / 8]) {
    if (!Number.isInteger(count) || count < FEWEST_DIGITS || count > MAX_DIGITS) continue;
    const length = DIGIT_BYTES * count;
    if (!areDigits(bytes, from, length, 'digits30') || view.getUint32(from + length - DIGIT_BYTES, true) === 0)
      continue;
    const value = numberIn(bytes.subarray(from, from + length), 'digits30');
    const limbs = Math.ceil((DIGIT_BITS * (count - 1) + 32 - Math.clz32(view.getUint32(from + length - 4, true))) / 64);
    return { value, limbs, offset: start - at + from, length, form: 'python-int' };
  }
  return undefined;
}

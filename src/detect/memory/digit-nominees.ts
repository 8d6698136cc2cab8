/**
 * Numbers of libtommath (tommath_private.h, mp_int): digits of 60 bits in 64-bit words, of 28 in 32-bit words (number-order.ts),
 * the lowest first. Dropbear, CryptX of Perl and all other users of libtomcrypt store scalars and points this way. The unused bits
 * of each digit are zeros. That alone tells such a number from random bytes, so no header is needed, and it is found on a heap of
 * musl too. Zeros look less random: of 1,500 keys of P-256 with x, y and d, one was missed in digits of 60 bits, six in those of
 * 28.
 */
import { bitLength } from '../proof/big-integer.ts';
import { areDigits, FEWEST_DIGIT_BYTES } from './digit-words.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';
import { DIGITS, digitBytes, numberIn } from './number-order.ts';

/** Ascending. */
const BITS = [256, 384, 521];

type TommathOrder = 'digits60' | 'digits28';

export function* digitNominees(image: MemoryImage): Generator<Nominee> {
  if (image.isPacked || image.memory.littleEndian === false) return;
  for (const run of runsOf(image)) {
    yield* numbersAtStart(run, 'digits60');
    yield* numbersAtStart(run, 'digits28');
  }
}

/** The first digit, or the bytes before it, may or may not look random. */
function* numbersAtStart({ bytes, at, start }: Run, order: TommathOrder): Generator<Nominee> {
  for (let from = Math.max(0, at - 8); from <= at + 8; from += DIGITS[order].bytes) {
    if (!areDigits(bytes, from, FEWEST_DIGIT_BYTES, order)) continue;
    for (const bits of BITS) {
      const length = digitBytes(bits, order);
      if (!areDigits(bytes, from, length, order)) break;
      const number = bytes.slice(from, from + length);
      if (bitLength(numberIn(number, order)) > bits) continue;
      yield { offset: start - at + from, bytes: number, form: 'tommath-digits', spellings: [order], rank: 1 };
    }
  }
}

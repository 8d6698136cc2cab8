import { type NumberOrder, numberIn } from './number-order.ts';

/**
 * Whether 3, 5, 7, 13 or 17 divides a number as stored in memory. This excludes three of five odd numbers as primes or modulus of
 * a key. Since 2^96 is 1 modulo each of these, the sums of every third 32-bit word suffice.
 * @param bytes length of the number, a multiple of four
 */
export function hasSmallFactor(view: DataView, at: number, bytes: number, order: NumberOrder): boolean {
  if (order === 'words-32' || order === 'words-64') {
    // Machines with this order are rare, and need not be fast.
    const number = numberIn(new Uint8Array(view.buffer, view.byteOffset + at, bytes), order);
    return HAS_FACTOR[Number(number % BigInt(MODULUS))] === 1;
  }
  const isLittle = order !== 'big';
  const step = order === 'limbs' ? 4 : -4;
  let word = order === 'limbs' ? at : at + bytes - 4;
  let [low, middle, high] = [0, 0, 0];
  let left = bytes >> 2;
  for (; left >= 3; left -= 3) {
    low += view.getUint32(word, isLittle);
    middle += view.getUint32(word + step, isLittle);
    high += view.getUint32(word + 2 * step, isLittle);
    word += 3 * step;
  }
  if (left > 0) low += view.getUint32(word, isLittle);
  if (left > 1) middle += view.getUint32(word + step, isLittle);
  return HAS_FACTOR[residueOf(residueOf(low) + residueOf(middle) * WORD + residueOf(high) * WORD_SQUARED)] === 1;
}

const PRIMES = [3, 5, 7, 13, 17];
const MODULUS = 3 * 5 * 7 * 13 * 17;
/** 2^32 and 2^64 modulo MODULUS. */
const WORD = 2 ** 32 % MODULUS;
const WORD_SQUARED = (WORD * WORD) % MODULUS;
const HAS_FACTOR = new Uint8Array(MODULUS + 1);
for (const prime of PRIMES) for (let value = 0; value <= MODULUS; value += prime) HAS_FACTOR[value] = 1;

/**
 * Up to MODULUS itself: 1e-5 exceeds the error of the product and is less than 1 / MODULUS. V8's remainder of doubles takes ten
 * times as long.
 */
function residueOf(sum: number): number {
  return sum - Math.floor(sum * (1 / MODULUS) - 1e-5) * MODULUS;
}

import { DIGITS, type DigitOrder } from './number-order.ts';

/** Words of memory as digits of a number: the lowest first, their top bits clear. */
export const DIGIT_ORDERS = ['digits30', 'digits28', 'digits60'] as const;
/** All of a number that is looked for has at least these: 256 bits in digits of 30 take nine, of 28 ten, of 60 five. */
export const FEWEST_DIGIT_BYTES = 32;

/** Whether an odd number of such digits may begin at `at`, with FEWEST_DIGIT_BYTES behind it. */
export function areDigits(view: DataView, at: number, order: DigitOrder): boolean {
  if ((view.getUint8(at) & 1) === 0) return false;
  const { bits, bytes } = DIGITS[order];
  const limitOfTop = 2 ** (bits - 8 * (bytes - 4));
  for (let top = at + bytes - 4; top < at + FEWEST_DIGIT_BYTES; top += bytes)
    if (view.getUint32(top, true) >= limitOfTop) return false;
  return true;
}

/** Whether the digit at `at` has exactly so many bits. */
export function isTopDigit(view: DataView, at: number, bits: number, bytes: 4 | 8): boolean {
  const low = view.getUint32(at, true);
  const high = bytes === 8 ? view.getUint32(at + 4, true) : 0;
  return bits > 32 ? high >>> (bits - 33) === 1 : high === 0 && low >>> (bits - 1) === 1;
}

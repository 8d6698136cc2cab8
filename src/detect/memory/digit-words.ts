import { DIGITS, type DigitOrder } from './number-order.ts';

/** Words of memory as digits of a number: the lowest first, with their top bits clear. */
export const DIGIT_ORDERS = ['digits30', 'digits28', 'digits60'] as const;
/** Every number searched for has at least this many bytes: 256 bits take nine digits of 30 bits, ten of 28, five of 60. */
export const FEWEST_DIGIT_BYTES = 32;

/** Whether the bits above each digit are zeros in the `length` bytes from `at` on. */
export function areDigits(bytes: Uint8Array, at: number, length: number, order: DigitOrder): boolean {
  if (at + length > bytes.length) return false;
  const { bits, bytes: step } = DIGITS[order];
  const limitOfTop = 1 << (bits - 8 * (step - 1));
  for (let top = at + step - 1; top < at + length; top += step) if (bytes[top]! >= limitOfTop) return false;
  return true;
}

/** Whether the digit at `at` has exactly that many bits. */
export function isTopDigit(view: DataView, at: number, bits: number, bytes: 4 | 8): boolean {
  const low = view.getUint32(at, true);
  const high = bytes === 8 ? view.getUint32(at + 4, true) : 0;
  return bits > 32 ? high >>> (bits - 33) === 1 : high === 0 && low >>> (bits - 1) === 1;
}

/**
 * sp_int of wolfSSL (wolfcrypt/sp_int.h): u32 used words, u32 capacity in words, and then the words, the lowest first. Depending
 * on the build, in between: u32 sign and 4 bytes of padding (WOLFSSL_SP_INT_NEGATIVE), and 24 bytes that describe the same number
 * as bytes (HAVE_WOLF_BIGINT): pointer, u32 length, pointer. Debian's has both. Not fp_int of TomsFastMath (wolfcrypt/tfm.h),
 * whose second word is a sign: a count and zeros precede 90,000 random numbers in a core of Node.
 */
import type { HeadedClaim } from './nominee.ts';

/** Distance from the first word of the structure to those of the number. */
const HEADER_BYTES = [8, 16, 32, 40];
/** Words for 256, 384, 512 and 521 bits. */
const WORDS = new Set([4, 6, 8, 9]);
/** SP_INT_BITS of 32,768 with space for a product. */
const MAX_ROOM = 1 << 10;
const RAW_BYTES = 24;

/** Most bytes before the number. */
export const SP_INT_HEADER_BYTES = Math.max(...HEADER_BYTES);

/** @param view with 40 bytes before `at` */
export function spIntClaim(view: DataView, at: number): HeadedClaim | undefined {
  const words = spIntWords(view, at);
  if (words === undefined || !WORDS.has(words)) return undefined;
  return { length: 8 * words, spellings: ['little-endian'], form: 'sp-int' };
}

/**
 * @param view with 40 bytes before `at`
 * @returns how many words a number at `at` has, if the header of one is before it
 */
export function spIntWords(view: DataView, at: number): number | undefined {
  for (const header of HEADER_BYTES) {
    const used = view.getUint32(at - header, true);
    const room = view.getUint32(at - header + 4, true);
    if (used >= MIN_WORDS && room >= used && room <= MAX_ROOM && isBetween(view, at, header)) return used;
  }
  return undefined;
}
const MIN_WORDS = 4;

function isBetween(view: DataView, at: number, header: number): boolean {
  const hasSign = header === 16 || header === 40;
  if (hasSign && view.getBigUint64(at - header + 8, true) > 1n) return false;
  return header < RAW_BYTES || view.getBigUint64(at - 16, true) <= BigInt(8 * MAX_ROOM);
}

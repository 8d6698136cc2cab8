import type { MemoryImage } from './memory-search.ts';

/**
 * How software stores big numbers in memory:
 *   limbs      words from the low one up, little-endian: GMP, OpenSSL, Go's big.Int and bigmod, mbedTLS, CAPI. Words of 32 and
 *              of 64 bits give the same bytes: those of the number in reverse
 *   big        the bytes of the number, highest first: DER, byte arrays, libgcrypt, CNG, and int arrays in HPROF
 *   java       32-bit words from the high one down, each little-endian: BigInteger.mag on a little-endian machine
 *   digits30   30 bits per little-endian 32-bit word, from the low one up: Python (longintrepr.h, PyLong_SHIFT)
 *   digits28   the same with 28 bits: libtommath (MP_DIGIT_BIT) in a 32-bit process; Wine's rsaenh
 *   digits60   60 bits per 64-bit word: libtommath in a 64-bit process, as in Dropbear and CryptX of Perl
 *   words-32   32-bit words from the low one up, each big-endian: GMP, OpenSSL, Go on a 32-bit big-endian machine
 *   words-64   the same with 64 bits: s390x, ppc64
 * Not read: digits of a big-endian machine.
 */
export type NumberOrder = 'limbs' | 'big' | 'java' | DigitOrder | WordOrder;
export type DigitOrder = 'digits30' | 'digits28' | 'digits60';
type WordOrder = 'words-32' | 'words-64';

const LITTLE_ENDIAN_ORDERS: readonly NumberOrder[] = ['limbs', 'big', 'java', 'digits30', 'digits28', 'digits60'];
export const NUMBER_ORDERS: readonly NumberOrder[] = [...LITTLE_ENDIAN_ORDERS, 'words-32', 'words-64'];

/** The order of limbs in the process, if it is big-endian. */
export function wordOrderOf({ memory, isPacked }: Pick<MemoryImage, 'memory' | 'isPacked'>): WordOrder | undefined {
  if (isPacked || memory.littleEndian !== false) return undefined;
  return memory.pointerBytes === 4 ? 'words-32' : 'words-64';
}

/** The orders to search for in an image. */
export function ordersOf(image: MemoryImage): readonly NumberOrder[] {
  const order = wordOrderOf(image);
  return order === undefined ? LITTLE_ENDIAN_ORDERS : [...LITTLE_ENDIAN_ORDERS, order];
}

/** Bits that a word carries, if fewer than all, and the bytes that it takes. */
export const DIGITS = {
  digits30: { bits: 30, bytes: 4 },
  digits28: { bits: 28, bytes: 4 },
  digits60: { bits: 60, bytes: 8 },
} as const satisfies Record<DigitOrder, { bits: number; bytes: number }>;

export function isDigitOrder(order: NumberOrder): order is DigitOrder {
  return order in DIGITS;
}

/** @returns the number in `bytes`, zero if there are none. For digits, the length must be a multiple of the digit size. */
export function numberIn(bytes: Uint8Array, order: NumberOrder): bigint {
  if (bytes.length === 0) return 0n;
  if (isDigitOrder(order)) return numberOfDigits(bytes, order);
  const big = Buffer.from(bytes);
  arrange(big, order);
  return BigInt(`0x${big.toString('hex')}`);
}

/** The bytes of a number of at most `byteLength` bytes, in the width of the order. */
export function spellNumber(value: bigint, byteLength: number, order: NumberOrder): Uint8Array {
  if (isDigitOrder(order)) return digitsOf(value, 8 * byteLength, order);
  const wordBytes = WORD_BYTES[order];
  const width = wordBytes * Math.ceil(byteLength / wordBytes);
  const bytes = Buffer.from(value.toString(16).padStart(2 * width, '0'), 'hex');
  arrange(bytes, order);
  return bytes;
}
const WORD_BYTES = { limbs: 1, big: 1, java: 4, 'words-32': 4, 'words-64': 8 } as const;

/** Converts between the order of a number's digits and that in memory, in both directions. */
function arrange(bytes: Buffer, order: keyof typeof WORD_BYTES): void {
  if (order !== 'big' && order !== 'java') bytes.reverse();
  if (order === 'java' || order === 'words-32') bytes.swap32();
  if (order === 'words-64') bytes.swap64();
}

/** Bytes taken by a number of that many bits. */
export function digitBytes(bits: number, order: DigitOrder): number {
  return DIGITS[order].bytes * Math.ceil(bits / DIGITS[order].bits);
}

function numberOfDigits(bytes: Uint8Array, order: DigitOrder): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const digits: string[] = [];
  for (let at = bytes.length - DIGITS[order].bytes; at >= 0; at -= DIGITS[order].bytes) {
    const digit = DIGITS[order].bytes === 8 ? view.getBigUint64(at, true) : view.getUint32(at, true);
    digits.push(digit.toString(2).padStart(DIGITS[order].bits, '0'));
  }
  return BigInt(`0b${digits.join('')}`);
}

function digitsOf(value: bigint, bits: number, order: DigitOrder): Uint8Array {
  const bytes = new Uint8Array(digitBytes(bits, order));
  const view = new DataView(bytes.buffer);
  const [width, digitBits] = [DIGITS[order].bytes, BigInt(DIGITS[order].bits)];
  for (let at = 0, rest = value; at < bytes.length; at += width, rest >>= digitBits) {
    const digit = rest & ((1n << digitBits) - 1n);
    if (width === 8) view.setBigUint64(at, digit, true);
    else view.setUint32(at, Number(digit), true);
  }
  return bytes;
}

import type { MemoryImage } from './memory-search.ts';

/**
 * How software keeps big numbers in memory:
 *   limbs      words from the low one up, little-endian: GMP, OpenSSL, Go's big.Int and bigmod, mbedTLS, CAPI. With 32 or with
 *              64 bits a word the bytes are the same: those of the number, the last one first
 *   big        the bytes of the number in its own order: DER, byte arrays, libgcrypt, CNG, and int arrays in HPROF
 *   java       32-bit words from the high one down, each little-endian: BigInteger.mag on a little-endian machine
 *   digits30   30 bits to a little-endian word of 32, from the low one up: Python (longintrepr.h, PyLong_SHIFT)
 *   digits28   as before with 28 bits: libtommath (MP_DIGIT_BIT), which Wine's rsaenh uses
 *   words-32   words of 32 bits from the low one up, each big-endian: GMP, OpenSSL, Go on a big-endian machine of 32 bits
 *   words-64   as before with 64 bits: s390x, ppc64
 * Not read: digits of a big-endian machine.
 */
export type NumberOrder = 'limbs' | 'big' | 'java' | 'digits30' | 'digits28' | WordOrder;
type WordOrder = 'words-32' | 'words-64';

const LITTLE_ENDIAN_ORDERS: readonly NumberOrder[] = ['limbs', 'big', 'java', 'digits30', 'digits28'];
export const NUMBER_ORDERS: readonly NumberOrder[] = [...LITTLE_ENDIAN_ORDERS, 'words-32', 'words-64'];

/** That of the limbs of a process, where it is a big-endian one. */
export function wordOrderOf({ memory, isPacked }: Pick<MemoryImage, 'memory' | 'isPacked'>): WordOrder | undefined {
  if (isPacked || memory.littleEndian !== false) return undefined;
  return memory.pointerBytes === 4 ? 'words-32' : 'words-64';
}

/** Those that are looked for in an image. */
export function ordersOf(image: MemoryImage): readonly NumberOrder[] {
  const order = wordOrderOf(image);
  return order === undefined ? LITTLE_ENDIAN_ORDERS : [...LITTLE_ENDIAN_ORDERS, order];
}

/** Bits that a word of 32 carries, where that is not all of them. */
export const DIGIT_BITS = { digits30: 30, digits28: 28 } as const;

/** @returns the number that `bytes` are, zero for none. Of digits, a multiple of four bytes. */
export function numberIn(bytes: Uint8Array, order: NumberOrder): bigint {
  if (bytes.length === 0) return 0n;
  if (order === 'digits30' || order === 'digits28') return numberOfDigits(bytes, DIGIT_BITS[order]);
  const big = Buffer.from(bytes);
  arrange(big, order);
  return BigInt(`0x${big.toString('hex')}`);
}

/** The bytes of a number that takes `byteLength` of them at most, in the width that its order wants. */
export function spellNumber(value: bigint, byteLength: number, order: NumberOrder): Uint8Array {
  if (order === 'digits30' || order === 'digits28') return digitsOf(value, 8 * byteLength, DIGIT_BITS[order]);
  const wordBytes = WORD_BYTES[order];
  const width = wordBytes * Math.ceil(byteLength / wordBytes);
  const bytes = Buffer.from(value.toString(16).padStart(2 * width, '0'), 'hex');
  arrange(bytes, order);
  return bytes;
}
const WORD_BYTES = { limbs: 1, big: 1, java: 4, 'words-32': 4, 'words-64': 8 } as const;

/** From the order of a number's digits to that in memory, or back. */
function arrange(bytes: Buffer, order: keyof typeof WORD_BYTES): void {
  if (order !== 'big' && order !== 'java') bytes.reverse();
  if (order === 'java' || order === 'words-32') bytes.swap32();
  if (order === 'words-64') bytes.swap64();
}

/** Bytes that a number of so many bits takes. */
export function digitBytes(bits: number, order: keyof typeof DIGIT_BITS): number {
  return 4 * Math.ceil(bits / DIGIT_BITS[order]);
}

function numberOfDigits(bytes: Uint8Array, digitBits: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const digits: string[] = [];
  for (let at = bytes.length - 4; at >= 0; at -= 4)
    digits.push(view.getUint32(at, true).toString(2).padStart(digitBits, '0'));
  return BigInt(`0b${digits.join('')}`);
}

function digitsOf(value: bigint, bits: number, digitBits: number): Uint8Array {
  const bytes = new Uint8Array(4 * Math.ceil(bits / digitBits));
  const view = new DataView(bytes.buffer);
  for (let at = 0, rest = value; at < bytes.length; at += 4, rest >>= BigInt(digitBits))
    view.setUint32(at, Number(rest & ((1n << BigInt(digitBits)) - 1n)), true);
  return bytes;
}

import { toBytes } from '../proof/big-integer.ts';
import { type DigitOrder, numberIn } from './number-order.ts';

/** How bytes make a number. */
export type Spelling =
  | 'big-endian'
  /** Words of any size, the lowest first, on a little-endian machine. */
  | 'little-endian'
  /** Words of 32 or of 64 bits, the lowest first, on a big-endian machine. */
  | 'words-32'
  | 'words-64'
  /** Java's BigInteger on a little-endian machine: words of 32 bits, the highest first. */
  | 'java'
  /** Digits in words, the lowest first: CPython's int, libtommath. */
  | DigitOrder;

/** What may be a private key, by what stands around it. */
export interface Nominee {
  /** In the image. */
  readonly offset: number;
  /** A copy; decoded, where it is text. */
  readonly bytes: Uint8Array;
  /** Bytes that it takes in the image, where those are more: of text. */
  readonly length?: number;
  /** The structure, as facts call it. */
  readonly form: string;
  /** In which it may be meant. */
  readonly spellings: readonly Spelling[];
  /** The lower, the likelier: 0 the structure says private, 1 a structure, 2 only its surroundings. */
  readonly rank: 0 | 1 | 2;
}

/** What a header says that follows it. */
export type HeadedClaim = Pick<Nominee, 'spellings' | 'form'> & { readonly length: number };

/** Elements of an array of bytes: a scalar, with a zero before it where it is signed, or a seed. */
export const BYTE_ARRAYS: ReadonlySet<number> = new Set([32, 33, 48, 49, 57, 64, 66, 67]);

/** Bytes in the image. */
export function lengthOf({ length, bytes }: Nominee): number {
  return length ?? bytes.length;
}

/** Without zeros before it. */
export function bigEndian(bytes: Uint8Array, spelling: Spelling): Uint8Array {
  const number = ORDERS[spelling](bytes);
  const first = number.findIndex((byte) => byte !== 0);
  return first === 0 ? number : number.subarray(first === -1 ? number.length : first);
}

const ORDERS: Readonly<Record<Spelling, (bytes: Uint8Array) => Uint8Array>> = {
  'big-endian': (bytes) => bytes,
  'little-endian': (bytes) => bytes.toReversed(),
  'words-32': (bytes) => bytes.map((_, index) => bytes[bytes.length - 4 - (index & ~3) + (index & 3)] ?? 0),
  'words-64': (bytes) => bytes.map((_, index) => bytes[bytes.length - 8 - (index & ~7) + (index & 7)] ?? 0),
  java: (bytes) => bytes.map((_, index) => bytes[index ^ 3] ?? 0),
  digits30: (bytes) => toBytes(numberIn(bytes, 'digits30')),
  digits28: (bytes) => toBytes(numberIn(bytes, 'digits28')),
  digits60: (bytes) => toBytes(numberIn(bytes, 'digits60')),
};

/** The other way round, in each spelling that is bytes and not digits: how else a number may stand in memory. */
export function spelled(number: Uint8Array): Uint8Array[] {
  const words = number.length % 4 === 0 ? [ORDERS.java(number)] : [];
  return [number, ORDERS['little-endian'](number), ...words];
}

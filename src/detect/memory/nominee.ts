import { toBytes } from '../proof/big-integer.ts';
import { type DigitOrder, numberIn } from './number-order.ts';

/** How bytes represent a number. */
export type Spelling =
  | 'big-endian'
  /** Words of any size, the lowest first, on a little-endian machine. */
  | 'little-endian'
  /** Words of 32 or 64 bits, the lowest first, on a big-endian machine. */
  | 'words-32'
  | 'words-64'
  /** Java's BigInteger on a little-endian machine: words of 32 bits, the highest first. */
  | 'java'
  /** Digits in words, the lowest first: CPython's int, libtommath. */
  | DigitOrder;

/** A possible private key, judging by its surroundings. */
export interface Nominee {
  /** In the image. */
  readonly offset: number;
  /** A copy; decoded if it is text. */
  readonly bytes: Uint8Array;
  /** Bytes in the image, if more than `bytes` has: for text. */
  readonly length?: number;
  /** Name of the structure, as in facts. */
  readonly form: string;
  /** The possible spellings. */
  readonly spellings: readonly Spelling[];
  /** Lower is likelier: 0 the structure says private, 1 a structure, 2 only its surroundings. */
  readonly rank: 0 | 1 | 2;
}

/** What a header says about the bytes after it. */
export type HeadedClaim = Pick<Nominee, 'spellings' | 'form'> & { readonly length: number };

/**
 * Bytes of a scalar, as wide as its curve or a byte less: BN_bn2bin() of OpenSSL, which PHP and Erlang call, toByteArray() of Java,
 * Bytes() of Go and integer-to-octets of ironclad write no zeros on top, which one scalar of P-256 in 256 has, and half of those of
 * P-521. Or of a seed or of a secret of X448; of Ed25519, 64 are the seed and the public half.
 */
export const BYTES_OF_SECRETS: ReadonlySet<number> = new Set([31, 32, 47, 48, 56, 57, 64, 65, 66]);

/** Sizes of byte arrays: those, and a scalar with a leading zero where numbers have a sign. */
export const BYTE_ARRAYS: ReadonlySet<number> = new Set([...BYTES_OF_SECRETS, 33, 49, 67]);

/** Length in the image, in bytes. */
export function lengthOf({ length, bytes }: Nominee): number {
  return length ?? bytes.length;
}

/** Without leading zeros. */
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

/** The inverse, for all spellings that are bytes and not digits: how else a number may be stored in memory. */
export function spelled(number: Uint8Array): Uint8Array[] {
  const words = number.length % 4 === 0 ? [ORDERS.java(number)] : [];
  return [number, ORDERS['little-endian'](number), ...words];
}

/**
 * An RSAPrivateKey (RFC 8017, appendix A.1.2) that has lost its beginning, its end or both. Any of these sets gives all the other
 * numbers, and is proved:
 *
 *   n, e, d                 whatever follows
 *   e, d, p, q              if n is lost: n = p·q
 *   p, q, dp, dq            if e is lost too: e is the inverse of dp modulo p−1 and of dq modulo q−1
 *
 * n, e and the first bytes of d are a piece of a key, if these bytes match n and e.
 *
 * The numbers around these must fit them. If they do not and nothing was cut, the key is damaged.
 */

import { DerCursor } from '../der/der-cursor.ts';
import { bitLength, inverseOf } from '../proof/big-integer.ts';
import { beginsPrivateExponent } from '../proof/exponent-piece.ts';
import { isRsaPublicKey, MAX_RSA_BYTES, proveRsa, type RsaPublicKey } from '../proof/rsa.ts';
import type { CutKey } from './cut-key.ts';

/** Fewer bytes of d are not worth calling a piece of a key. */
const MIN_PIECE_BYTES = 16;
/** Only so many bytes are compared; other text may follow them. */
const PROVED_PIECE_BYTES = 32;

/**
 * Reads from n on.
 * @param at where the INTEGER n begins
 */
export function readModulusOn(bytes: Uint8Array, at: number): Omit<CutKey, 'structure' | 'start'> | undefined {
  const cursor = new DerCursor(bytes, at);
  const n = cursor.integer(MAX_RSA_BYTES);
  const e = n === undefined ? undefined : cursor.integer(MAX_RSA_BYTES);
  if (n === undefined || e === undefined || !isRsaPublicKey(n, e)) return undefined;
  const beforeD = cursor.position;
  const d = cursor.integer(MAX_RSA_BYTES);
  if (d !== undefined) {
    const publicKey = proveRsa({ n, e, d });
    if (publicKey !== undefined) {
      const [p, q, dp, dq, qi] = restOf(cursor, 5);
      const damaged = qi !== undefined && proveRsa({ n, e, d, p, q, dp, dq, qi }) === undefined;
      return { state: 'proven', publicKey, damaged, end: cursor.position };
    }
    // If p follows, nothing was cut, so a number is wrong. One in some 600 random strings reads as a short INTEGER.
    const p = cursor.integer(MAX_RSA_BYTES);
    if (p !== undefined && 4 * bitLength(p) > bitLength(n)) return undefined;
  }
  const header = headerOf(bytes, beforeD);
  const piece = header && bytes.subarray(beforeD + header.bytes, beforeD + header.bytes + PROVED_PIECE_BYTES);
  if (piece === undefined || piece.length < MIN_PIECE_BYTES) return undefined;
  if (!beginsPrivateExponent(n, e, piece, header!.length)) return undefined;
  return { state: 'partial', publicKey: { kind: 'rsa', n, e }, end: beforeD + header!.bytes + piece.length };
}

/**
 * Reads from e on, without n.
 * @param at where the INTEGER e begins
 */
export function readExponentOn(bytes: Uint8Array, at: number): Omit<CutKey, 'structure' | 'start'> | undefined {
  const cursor = new DerCursor(bytes, at);
  const [e, d, p, q] = [0, 1, 2, 3].map(() => cursor.integer(MAX_RSA_BYTES));
  if (e === undefined || d === undefined || p === undefined || q === undefined) return undefined;
  const numbers = { n: p * q, e, d, p, q };
  const publicKey = proveRsa(numbers);
  if (publicKey === undefined) return undefined;
  const [dp, dq, qi] = restOf(cursor, 3);
  const damaged = qi !== undefined && proveRsa({ ...numbers, dp, dq, qi }) === undefined;
  return { state: 'proven', publicKey, damaged, end: cursor.position };
}

/**
 * Reads from p on.
 * @param at where the INTEGER p begins
 */
export function readPrimesOn(bytes: Uint8Array, at: number): Omit<CutKey, 'structure' | 'start'> | undefined {
  const cursor = new DerCursor(bytes, at);
  const [p, q, dp, dq] = [0, 1, 2, 3].map(() => cursor.integer(MAX_RSA_BYTES));
  if (p === undefined || q === undefined || dp === undefined || dq === undefined) return undefined;
  const publicKey = fromPrimes(p, q, dp, dq);
  const [qi] = restOf(cursor, 1);
  const damaged = qi !== undefined && (qi >= p || (qi * q) % p !== 1n);
  return publicKey && { state: 'proven', publicKey, damaged, end: cursor.position };
}

/** No program makes a larger exponent by default, and chance does not make two numbers agree on one this short. */
const MAX_EXPONENT = 0xffff_ffffn;

function fromPrimes(p: bigint, q: bigint, dp: bigint, dq: bigint): RsaPublicKey | undefined {
  if (bitLength(p) !== bitLength(q) || dp >= p || dq >= q) return undefined;
  const e = inverseOf(dp, p - 1n);
  if (e === undefined || e > MAX_EXPONENT || (e * dq) % (q - 1n) !== 1n) return undefined;
  const d = inverseOf(e, (p - 1n) * (q - 1n));
  return d === undefined ? undefined : proveRsa({ n: p * q, e, d, p, q, dp, dq });
}

/** The following numbers, as far as they are complete. */
function restOf(cursor: DerCursor, count: number): bigint[] {
  const numbers: bigint[] = [];
  for (let number = cursor.integer(MAX_RSA_BYTES); number !== undefined; number = cursor.integer(MAX_RSA_BYTES)) {
    numbers.push(number);
    if (numbers.length === count) break;
  }
  return numbers;
}

/** Tag and length of an INTEGER of more than 32 bytes, which may reach past the end of `bytes`. */
function headerOf(bytes: Uint8Array, at: number): { readonly bytes: number; readonly length: number } | undefined {
  const first = bytes[at + 1] ?? 0;
  if (bytes[at] !== 0x02 || first > 0x82 || first === 0x80) return undefined;
  const length = first === 0x82 ? bytes[at + 2]! * 256 + bytes[at + 3]! : first === 0x81 ? bytes[at + 2]! : first;
  const header = first === 0x82 ? 4 : first === 0x81 ? 3 : 2;
  return length > 32 && length <= MAX_RSA_BYTES ? { bytes: header, length } : undefined;
}

/**
 * Where the INTEGER begins whose content ends right before `end` and has from `least` to `most` bytes; undefined if there is none.
 * Only lengths above 127, since shorter ones prove too little.
 */
export function integerBefore(bytes: Uint8Array, end: number, least: number, most: number): number | undefined {
  for (let length = Math.max(128, least); length <= most; length++) {
    const at = end - length - (length < 256 ? 3 : 4);
    if (at < 0) return undefined;
    if (bytes[at] !== 0x02) continue;
    const long = length >= 256;
    if (bytes[at + 1] !== (long ? 0x82 : 0x81) || bytes[at + 2] !== (long ? length >> 8 : length)) continue;
    if (!long || bytes[at + 3] === (length & 0xff)) return at;
  }
  return undefined;
}

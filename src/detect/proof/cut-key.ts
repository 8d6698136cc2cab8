/**
 * Private keys of which the beginning of the frame or its end is lost: a log line or a heap dump's string that was cut,
 * a block whose first bytes the allocator overwrote. Read from the version INTEGER on, without the header before it.
 *
 *   RSA    n, e and d whole: the key is rebuilt from them and proved. n and e whole and a piece of d: `partial`.
 *   EC     d whole and the curve named (PKCS#8 before d, SEC1 behind it): the public half follows, unproven.
 *   RFC 8410 with the whole seed: the same.
 * Refused: everything less. What half of p or of d would give (Coppersmith) is not worked out.
 */
import { DerCursor, TAG } from './der-cursor.ts';
import { CURVES, type Curve, proveEc } from './ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from './edwards.ts';
import { isMonotonous } from './is-monotonous.ts';
import { EC_PUBLIC_KEY, type PublicKey, RSA_ENCRYPTION } from './key-facts.ts';
import { isRsaPublicKey, MAX_RSA_BYTES, proveRsa } from './rsa.ts';

export interface CutKey {
  readonly state: 'proven' | 'unproven' | 'partial';
  readonly structure: string;
  readonly publicKey: PublicKey;
  /** Where the last byte that is of the key ends. */
  readonly end: number;
}

/** Bytes of d without which nobody would call it a piece of a key. */
const MIN_PIECE_BYTES = 16;

/** @param at where the version INTEGER begins. Never throws. */
export function readCutKey(bytes: Uint8Array, at: number): CutKey | undefined {
  const cursor = new DerCursor(bytes, at);
  const version = cursor.integer(1);
  switch (version === undefined || version > 1n ? undefined : cursor.nextTag) {
    case TAG.integer:
      return version === 0n ? cutRsaKey(bytes, cursor, 'pkcs1') : undefined;
    case TAG.octetString:
      return version === 1n ? cutSec1Key(cursor) : undefined;
    case TAG.sequence:
      return cutPkcs8Key(bytes, cursor);
    default:
      return undefined;
  }
}

/**
 * How many bytes from the version on are worth reading: of RSA all numbers, of the others in
 * PKCS#8 some 200. SEC1 is read where its frame is there.
 * @returns undefined when what stands there is no key that is read from pieces
 */
export function wantedBytes(bytes: Uint8Array, at: number): number | undefined {
  // 3 version, 1 tag, then PKCS#8: algorithm, OCTET STRING and SEQUENCE with their headers, version.
  let modulus = at + 3;
  if (bytes[at] !== 0x02 || bytes[at + 1] !== 0x01) return undefined;
  if (bytes[modulus] === 0x30) {
    const algorithm = bytes[modulus + 1]!;
    if (bytes[modulus + 2] !== 0x06 || algorithm > 0x1f) return undefined;
    const inner = afterHeader(bytes, modulus + 2 + algorithm, TAG.octetString);
    if (inner === undefined) return undefined;
    const frame = afterHeader(bytes, inner, TAG.sequence);
    if (frame === undefined || bytes[frame + 3] !== 0x02) return MAX_EC_BYTES;
    modulus = frame + 3;
  }
  const first = bytes[modulus + 1]!;
  const length =
    first === 0x82 ? bytes[modulus + 2]! * 256 + bytes[modulus + 3]! : first === 0x81 ? bytes[modulus + 2]! : 0;
  const content = modulus + (first === 0x82 ? 4 : 3);
  // A zero for the sign before a modulus whose top bit is set, in whole words of 32 bits.
  if (bytes[modulus] !== 0x02 || length % 4 !== 1 || length > MAX_RSA_BYTES) return undefined;
  if (bytes[content] !== 0 || bytes[content + 1]! < 0x80) return undefined;
  return content - at + 5 * length + 64;
}
const MAX_EC_BYTES = 200;

/** RSAPrivateKey after its version. */
function cutRsaKey(bytes: Uint8Array, cursor: DerCursor, structure: string): CutKey | undefined {
  const n = cursor.integer(MAX_RSA_BYTES);
  const e = n === undefined ? undefined : cursor.integer(MAX_RSA_BYTES);
  if (n === undefined || e === undefined || !isRsaPublicKey(n, e)) return undefined;
  const beforeD = cursor.position;
  const d = cursor.integer(MAX_RSA_BYTES);
  if (d !== undefined) {
    const publicKey = proveRsa({ n, e, d });
    const end = endOfIntegers(cursor);
    return publicKey && { state: 'proven', structure, publicKey, end };
  }
  const header = headerBytes(bytes, beforeD);
  const piece = bytes.subarray(beforeD + header);
  if (header === 0 || piece.length < MIN_PIECE_BYTES || isMonotonous(piece.subarray(0, 64))) return undefined;
  // Whoever makes up numbers takes no care that n has no small divisor.
  if (e > 0xffff_ffffn || SMALL_DIVISORS.some((divisor) => n % divisor === 0n)) return undefined;
  return { state: 'partial', structure, publicKey: { kind: 'rsa', n, e }, end: bytes.length };
}
const SMALL_DIVISORS = [3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/** Behind d: the other numbers, as far as they are whole. */
function endOfIntegers(cursor: DerCursor): number {
  for (let count = 0; count < 5 && cursor.integer(MAX_RSA_BYTES) !== undefined; count++);
  return cursor.position;
}

/** Tag and length of an INTEGER of more than 32 bytes that reaches past the end of `bytes`; 0 when it is none. */
function headerBytes(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0x02) return 0;
  const first = bytes[at + 1] ?? 0;
  const length = first === 0x82 ? bytes[at + 2]! * 256 + bytes[at + 3]! : first === 0x81 ? bytes[at + 2]! : first;
  const header = first === 0x82 ? 4 : first === 0x81 ? 3 : 2;
  const plausible = first <= 0x82 && first !== 0x80 && length > 32 && length <= MAX_RSA_BYTES;
  return plausible && at + header + length > bytes.length ? header : 0;
}

/** ECPrivateKey after its version: d, then the name of the curve. */
function cutSec1Key(cursor: DerCursor): CutKey | undefined {
  const scalar = cursor.octets(TAG.octetString);
  const parameters = cursor.element(TAG.context0);
  const oid = parameters?.oid();
  const curve = CURVES.find((known) => known.oid === oid);
  return scalar && curve && ecKey(curve, scalar, cursor.position, 'sec1');
}

function ecKey(curve: Curve, scalar: Uint8Array, end: number, structure: string): CutKey | undefined {
  const publicKey = proveEc(curve, scalar, undefined);
  return publicKey && { state: 'unproven', structure, publicKey, end };
}

/** PrivateKeyInfo after its version; the frames inside may be cut, so only their headers are read. */
function cutPkcs8Key(bytes: Uint8Array, cursor: DerCursor): CutKey | undefined {
  const algorithm = cursor.element(TAG.sequence);
  const oid = algorithm?.oid();
  const inner = oid === undefined ? undefined : afterHeader(bytes, cursor.position, TAG.octetString);
  if (algorithm === undefined || oid === undefined || inner === undefined) return undefined;
  const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === oid);
  if (edwards !== undefined) {
    const content = new DerCursor(bytes, inner);
    const seed = content.octets(TAG.octetString);
    const publicKey = seed && proveEdwards(edwards, seed, undefined);
    return publicKey && { state: 'unproven', structure: 'pkcs8', publicKey, end: content.position };
  }
  const frame = afterHeader(bytes, inner, TAG.sequence);
  if (frame === undefined) return undefined;
  const content = new DerCursor(bytes, frame);
  const version = content.integer(1);
  if (oid === RSA_ENCRYPTION) return version === 0n ? cutRsaKey(bytes, content, 'pkcs8') : undefined;
  if (oid !== EC_PUBLIC_KEY || version !== 1n) return undefined;
  const curveOid = algorithm.oid();
  const curve = CURVES.find((known) => known.oid === curveOid);
  const scalar = content.octets(TAG.octetString);
  return curve && scalar && ecKey(curve, scalar, content.position, 'pkcs8');
}

/** Where the content begins of an element that may reach past the end. */
function afterHeader(bytes: Uint8Array, at: number, tag: number): number | undefined {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === undefined || first === 0x80 || first > 0x82) return undefined;
  return at + 2 + (first < 0x80 ? 0 : first - 0x80);
}

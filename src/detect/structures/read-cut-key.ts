/**
 * Private keys whose frame has lost its beginning or its end: a truncated log line or string of a heap dump, a block whose first
 * bytes the allocator overwrote. Read from the version INTEGER on, without the header before it; if that is lost too, see
 * key-tail.ts.
 *
 *   RSA    as cut-rsa.ts says: rebuilt and proved, or `partial`
 *   EC     d complete and the curve named (PKCS#8 before d, SEC1 after it). The first bytes of the point prove it; if
 *          they were cut, the public half is computed, unproven.
 *   RFC 8410 with the whole seed: the same.
 * Refused: everything less. Recovery from half of p or of d (Coppersmith) is not attempted.
 */

import { DerCursor, TAG } from '../der/der-cursor.ts';
import { CURVES, type Curve, proveEc } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from '../proof/key-facts.ts';
import { MAX_RSA_BYTES } from '../proof/rsa.ts';
import type { CutKey } from './cut-key.ts';
import { readModulusOn } from './cut-rsa.ts';

/** @param at where the version INTEGER begins. Never throws. */
export function readCutKey(bytes: Uint8Array, at: number): CutKey | undefined {
  const cursor = new DerCursor(bytes, at);
  const version = cursor.integer(1);
  const parts = version === undefined || version > 1n ? undefined : readParts(bytes, cursor, version);
  return parts && { ...parts, start: at };
}

type Parts = Omit<CutKey, 'start'>;

function readParts(bytes: Uint8Array, cursor: DerCursor, version: bigint): Parts | undefined {
  switch (cursor.nextTag) {
    case TAG.integer:
      return version === 0n ? cutRsaKey(bytes, cursor.position, 'pkcs1') : undefined;
    case TAG.octetString:
      return version === 1n ? cutSec1Key(bytes, cursor) : undefined;
    case TAG.sequence:
      return cutPkcs8Key(bytes, cursor);
    default:
      return undefined;
  }
}

/**
 * How many bytes from the version on are worth reading: all numbers of RSA; a few hundred bytes of EC and RFC 8410 in PKCS#8. SEC1
 * is read where its frame is there.
 * @returns undefined if this is not a key that is read from pieces
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
  // A leading zero for the sign before a modulus whose top bit is set, in whole words of 32 bits.
  if (bytes[modulus] !== 0x02 || length % 4 !== 1 || length > MAX_RSA_BYTES) return undefined;
  if (bytes[content] !== 0 || bytes[content + 1]! < 0x80) return undefined;
  return content - at + 5 * length + 64;
}
/** P-521 in PKCS#8 takes 238 bytes from its version on. */
const MAX_EC_BYTES = 256;

function cutRsaKey(bytes: Uint8Array, at: number, structure: string): Parts | undefined {
  const rsa = readModulusOn(bytes, at);
  return rsa && { ...rsa, structure };
}

/** ECPrivateKey after its version: d, then the name of the curve. */
function cutSec1Key(bytes: Uint8Array, cursor: DerCursor): Parts | undefined {
  const scalar = cursor.octets(TAG.octetString);
  const parameters = cursor.element(TAG.context0);
  const oid = parameters?.oid();
  const curve = CURVES.find((known) => known.oid === oid);
  return scalar && curve && ecKey(curve, scalar, bytes, cursor.position, 'sec1');
}

/** @param end where d ends, or the name of the curve after it */
function ecKey(curve: Curve, scalar: Uint8Array, bytes: Uint8Array, end: number, structure: string): Parts | undefined {
  const publicKey = proveEc(curve, scalar, undefined);
  if (publicKey === undefined) return undefined;
  const pieceAt = afterHeaders(bytes, end, [TAG.context1, TAG.bitString]);
  const piece = pieceAt === undefined ? undefined : bytes.subarray(pieceAt + 1);
  return withPiece({ state: 'unproven', structure, publicKey, end }, publicKey.point, piece, pieceAt);
}

/** So many bytes of a public half prove the secret one: they agree by chance once in 2^64. */
const MIN_PIECE_BYTES = 9;

/** A key followed by its public half, as far as that is complete: it must be the one that the secret gives. */
function withPiece(
  key: Parts,
  publicBytes: Uint8Array,
  piece: Uint8Array | undefined,
  pieceAt: number | undefined,
): Parts | undefined {
  if (piece === undefined || pieceAt === undefined || piece.length < MIN_PIECE_BYTES) return key;
  let same = 0;
  while (same < publicBytes.length && same < piece.length && piece[same] === publicBytes[same]) same++;
  return same < MIN_PIECE_BYTES ? undefined : { ...key, state: 'proven', end: pieceAt + 1 + same };
}

/** PrivateKeyInfo after its version; the frames inside may be cut, so only their headers are read. */
function cutPkcs8Key(bytes: Uint8Array, cursor: DerCursor): Parts | undefined {
  const algorithm = cursor.element(TAG.sequence);
  const oid = algorithm?.oid();
  const inner = oid === undefined ? undefined : afterHeader(bytes, cursor.position, TAG.octetString);
  if (algorithm === undefined || oid === undefined || inner === undefined) return undefined;
  const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === oid);
  if (edwards !== undefined) {
    const content = new DerCursor(bytes, inner);
    const seed = content.octets(TAG.octetString);
    const publicKey = seed && proveEdwards(edwards, seed, undefined);
    if (publicKey === undefined) return undefined;
    const end = content.position;
    const pieceAt = afterHeader(bytes, end, TAG.primitive1) ?? afterHeaders(bytes, end, [TAG.context1, TAG.bitString]);
    const piece = pieceAt === undefined ? undefined : bytes.subarray(pieceAt + 1);
    return withPiece({ state: 'unproven', structure: 'pkcs8', publicKey, end }, publicKey.bytes, piece, pieceAt);
  }
  const frame = afterHeader(bytes, inner, TAG.sequence);
  if (frame === undefined) return undefined;
  const content = new DerCursor(bytes, frame);
  const version = content.integer(1);
  if (oid === RSA_ENCRYPTION) return version === 0n ? cutRsaKey(bytes, content.position, 'pkcs8') : undefined;
  if (oid !== EC_PUBLIC_KEY || version !== 1n) return undefined;
  const curveOid = algorithm.oid();
  const curve = CURVES.find((known) => known.oid === curveOid);
  const scalar = content.octets(TAG.octetString);
  return curve && scalar && ecKey(curve, scalar, bytes, content.position, 'pkcs8');
}

function afterHeaders(bytes: Uint8Array, at: number, tags: readonly number[]): number | undefined {
  return tags.reduce<number | undefined>(
    (position, tag) => (position === undefined ? undefined : afterHeader(bytes, position, tag)),
    at,
  );
}

/** Where the content of an element begins that may reach past the end. */
function afterHeader(bytes: Uint8Array, at: number, tag: number): number | undefined {
  const first = bytes[at + 1];
  if (bytes[at] !== tag || first === undefined || first === 0x80 || first > 0x82) return undefined;
  return at + 2 + (first < 0x80 ? 0 : first - 0x80);
}

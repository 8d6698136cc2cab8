/**
 * DER private keys that lost their beginning, including the version, found by parts further inside:
 *
 *   RSA    e and the header of d (02 03 01 00 01 02): n before it or p and q after it; or the header of p, with q, dp
 *          and dq after it. See cut-rsa.ts.
 *   EC     [1] with the point (a1 .. 03 .. 00 04): d before it, or before the name of the curve before it.
 *
 * All are proved. A key with a complete frame is skipped here, so that it is not found twice; one that is complete except for a
 * wrong number is `damaged`.
 */
import { ECDH } from 'node:crypto';
import { TAG } from '../der/der-cursor.ts';
import { CURVES, type Curve, proveEc } from '../proof/ec.ts';
import { MAX_RSA_BYTES } from '../proof/rsa.ts';
import type { CutKey } from './cut-key.ts';
import { integerBefore, readExponentOn, readModulusOn, readPrimesOn } from './cut-rsa.ts';
import { readDerKey } from './der-keys.ts';

/** Exponent 65,537, then the tag of d. */
export const EXPONENT_ANCHOR = '02 03 01 00 01 02';
/** Tag, length and sign of a prime of RSA-2048, RSA-3072 and RSA-4096. */
export const PRIME_ANCHORS: readonly string[] = ['02 81 81 00', '02 81 c1 00', '02 82 01 01 00'];
/** Headers up to the first byte of a point in the widths of 256, 384 and 521 bits. */
export const POINT_ANCHORS: readonly string[] = ['a1 44 03 42 00 04', 'a1 64 03 62 00 04', 'a1 81 89 03 81 86 00 04'];

/** n of RSA-16384 with its header, and the version before it. */
export const BYTES_BEFORE_TAIL = MAX_RSA_BYTES + 16;

/** @param at where one of the anchors above is. Never throws. */
export function readKeyTail(bytes: Uint8Array, at: number): CutKey | undefined {
  if (bytes[at] === TAG.context1) return ecTail(bytes, at);
  return bytes[at + 1] === 0x03 ? exponentTail(bytes, at) : primeTail(bytes, at);
}

/**
 * How many bytes from an anchor on are worth reading, if text has to be decoded first; undefined if the anchor leads nowhere.
 * @param at where `02 03 01 00 01 02` or a header of POINT_ANCHORS is, with some 10 bytes after it
 */
export function bytesFromTail(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] === TAG.context1) return 8 + 2 * 66;
  const length = privateExponentBytes(bytes, at);
  return length === undefined ? undefined : 4 * length + 64;
}

const EXPONENT_BYTES = 5;
/** d of RSA-1024 is shorter than 128 bytes in one key of some 200, and shorter than this in one of some 2^64. */
const MIN_EXPONENT_BYTES = 120;

/** The length of d from its header, after e and the tag; undefined if it cannot be that of d. */
function privateExponentBytes(bytes: Uint8Array, at: number): number | undefined {
  const first = bytes[at + 6]!;
  const length = first === 0x82 ? bytes[at + 7]! * 256 + bytes[at + 8]! : first === 0x81 ? bytes[at + 7]! : first;
  const isLength = first <= 0x82 && first !== 0x80 && length >= MIN_EXPONENT_BYTES && length <= MAX_RSA_BYTES;
  return isLength ? length : undefined;
}

function exponentTail(bytes: Uint8Array, at: number): CutKey | undefined {
  const exponentBytes = privateExponentBytes(bytes, at);
  if (exponentBytes === undefined || comesAgain(bytes, at)) return undefined;
  // d has the size of n, or is a few bytes shorter.
  const modulusAt = integerBefore(bytes, at, exponentBytes - 1, exponentBytes + 9);
  if (modulusAt === undefined) return asPkcs1(readExponentOn(bytes, at), at);
  if (isInWholeFrame(bytes, modulusAt)) return undefined;
  const whole = asPkcs1(readModulusOn(bytes, modulusAt), modulusAt);
  if (whole !== undefined) return whole;
  const rest = asPkcs1(readExponentOn(bytes, at), at);
  return rest && { ...rest, damaged: true };
}

/** Whether the header occurs again in the first bytes of d, which should look random: a flood of headers. */
function comesAgain(bytes: Uint8Array, at: number): boolean {
  for (let next = at + EXPONENT_BYTES; next < at + 64; next++) {
    if (bytes[next] !== 0x02 || bytes[next + 1] !== 0x03) continue;
    if (bytes[next + 2] === 0x01 && bytes[next + 3] === 0 && bytes[next + 4] === 0x01) return true;
  }
  return false;
}

function primeTail(bytes: Uint8Array, at: number): CutKey | undefined {
  const header = bytes[at + 1] === 0x82 ? 4 : 3;
  const primeBytes = header === 3 ? bytes[at + 2]! : bytes[at + 2]! * 256 + bytes[at + 3]!;
  const second = at + header + primeBytes;
  // q has the size of p: certificates have the same header before their modulus, but not after it.
  for (let index = 0; index < header; index++) if (bytes[second + index] !== bytes[at + index]) return undefined;
  if (isOneOfMore(bytes, at, primeBytes)) return undefined;
  const exponentAt = integerBefore(bytes, at, 2 * primeBytes - 12, 2 * primeBytes);
  if (exponentAt === undefined) return asPkcs1(readPrimesOn(bytes, at), at);
  const modulusAt = integerBefore(bytes, exponentAt - EXPONENT_BYTES, 2 * primeBytes - 2, 2 * primeBytes);
  if (modulusAt !== undefined && isInWholeFrame(bytes, modulusAt)) return undefined;
  const rest = asPkcs1(readPrimesOn(bytes, at), at);
  if (rest === undefined) return undefined;
  // The number before p is present: it must fit p.
  const whole =
    modulusAt === undefined ? readExponentOn(bytes, exponentAt - EXPONENT_BYTES) : readModulusOn(bytes, modulusAt);
  return { ...rest, damaged: whole?.damaged !== false };
}

/** OpenSSL makes keys of at most five primes (RSA_MAX_PRIME_NUM). */
const MAX_PRIMES = 5;

/**
 * Whether d before p, which is as long as all primes together, shows that there are more than two: then p·q is not the modulus.
 * Such a key is found if its frame is complete.
 */
function isOneOfMore(bytes: Uint8Array, at: number, primeBytes: number): boolean {
  return integerBefore(bytes, at, 2 * primeBytes + 1, MAX_PRIMES * primeBytes) !== undefined;
}

function asPkcs1(found: Omit<CutKey, 'structure' | 'start'> | undefined, start: number): CutKey | undefined {
  return found && { ...found, structure: 'pkcs1', start };
}

/** Whether the frame around n is complete, with a key in it that is found by itself. */
function isInWholeFrame(bytes: Uint8Array, modulusAt: number): boolean {
  const start = modulusAt - 7;
  if (start < 0 || bytes[start] !== TAG.sequence || bytes[modulusAt - 3] !== TAG.integer) return false;
  return readDerKey(bytes, start)?.state === 'proven';
}

function ecTail(bytes: Uint8Array, at: number): CutKey | undefined {
  const pointAt = at + (bytes[at + 1] === 0x81 ? 7 : 5);
  const width = bytes[at + 1] === 0x44 ? 32 : bytes[at + 1] === 0x64 ? 48 : 66;
  const point = bytes.subarray(pointAt, pointAt + 1 + 2 * width);
  const { scalarEnd, curveOid } = beforePoint(bytes, at);
  const scalarAt = scalarEnd - width;
  if (point.length <= width || scalarAt < 2 || bytes[scalarAt - 2] !== TAG.octetString) return undefined;
  if (bytes[scalarAt - 1] !== width || isSec1Frame(bytes, scalarAt)) return undefined;
  const scalar = bytes.subarray(scalarAt, scalarEnd);
  for (const curve of CURVES) {
    if (curve.bytes !== width || (curveOid !== undefined && curve.oid !== curveOid)) continue;
    // x is enough if y is cut: as a compressed point, of either parity.
    const claims = point.length === 1 + 2 * width ? [point] : [2, 3].map((form) => xOnly(form, point, width));
    for (const claimed of claims) {
      const publicKey = claimed[0] === 4 || isOnCurve(curve, claimed) ? proveEc(curve, scalar, claimed) : undefined;
      if (publicKey === undefined) continue;
      return { state: 'proven', structure: 'sec1', publicKey, start: scalarAt - 2, end: pointAt + point.length };
    }
  }
  return undefined;
}

function xOnly(form: number, point: Uint8Array, width: number): Uint8Array {
  const compressed = Uint8Array.from(point.subarray(0, 1 + width));
  compressed[0] = form;
  return compressed;
}

/** Where d ends, and the curve if [0] with its name is between d and the point. */
function beforePoint(bytes: Uint8Array, at: number): { readonly scalarEnd: number; readonly curveOid?: string } {
  for (const oidBytes of CURVE_OID_BYTES) {
    const start = at - oidBytes - 4;
    if (start < 0 || bytes[start] !== TAG.context0 || bytes[start + 1] !== oidBytes + 2) continue;
    if (bytes[start + 2] !== TAG.oid || bytes[start + 3] !== oidBytes) continue;
    return { scalarEnd: start, curveOid: Buffer.from(bytes.subarray(start + 4, at)).toString('hex') };
  }
  return { scalarEnd: at };
}
const CURVE_OID_BYTES = [...new Set(CURVES.map(({ oid }) => oid.length / 2))];

/** Whether the whole ECPrivateKey is present: then it is found by itself. */
function isSec1Frame(bytes: Uint8Array, scalarAt: number): boolean {
  for (const header of [2, 3]) {
    const start = scalarAt - 5 - header;
    if (start >= 0 && bytes[start] === TAG.sequence && readDerKey(bytes, start)?.state === 'proven') return true;
  }
  return false;
}

/** Tested first for a compressed point, since it costs a tenth of a multiplication. */
function isOnCurve(curve: Curve, point: Uint8Array): boolean {
  try {
    ECDH.convertKey(point, curve.nodeName);
    return true;
  } catch {
    // not on the curve, or this Node lacks it
    return false;
  }
}

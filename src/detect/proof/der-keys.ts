/**
 * Private keys in DER, read strictly from their first byte and then proved:
 *   RSAPrivateKey             RFC 8017, appendix A.1.2 (PKCS#1), two primes
 *   ECPrivateKey              RFC 5915, section 3 (SEC1), with or without parameters and public key, named curves
 *   PrivateKeyInfo            RFC 5208 (PKCS#8) and OneAsymmetricKey, RFC 5958 (its version 2), of RSA, EC, and
 *                             Ed25519, Ed448, X25519, X448 as RFC 8410 writes them
 *   EncryptedPrivateKeyInfo   in encrypted-key-info.ts
 * Refused: multi-prime RSA, RSA-PSS and DSA identifiers, explicit curve parameters, and all that der-cursor.ts refuses.
 */
import { DerCursor, TAG } from './der-cursor.ts';
import { CURVES, type Curve, isPointOf, proveEc } from './ec.ts';
import { EDWARDS_ALGORITHMS, type EdwardsAlgorithm, proveEdwards } from './edwards.ts';
import { isMonotonous } from './is-monotonous.ts';
import { EC_PUBLIC_KEY, type PublicKey, RSA_ENCRYPTION } from './key-facts.ts';
import type { BareScalar, ProvenKey } from './read-key.ts';
import { MAX_RSA_BYTES, proveRsa } from './rsa.ts';

/**
 * @param bytes hold the frame from `start`; what follows the frame is not looked at
 * @returns the key, its exact length counted from `start`; undefined when no private key begins there, when it is
 *   cut, or when its numbers do not hold. Never throws.
 */
export function readDerKey(bytes: Uint8Array, start = 0): ProvenKey | BareScalar | undefined {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const version = frame?.integer(1);
  if (frame === undefined || version === undefined) return undefined;
  const length = outside.position - start;
  switch (frame.nextTag) {
    case TAG.integer:
      return version === 0n ? proven('pkcs1', length, rsaKey(frame)) : undefined;
    case TAG.octetString:
      return version === 1n ? sec1Key(frame, length) : undefined;
    case TAG.sequence:
      return version <= 1n ? proven('pkcs8', length, pkcs8Key(frame)) : undefined;
    default:
      return undefined;
  }
}

function proven(structure: string, length: number, publicKey: PublicKey | undefined): ProvenKey | undefined {
  return publicKey && { state: 'proven', structure, length, publicKey };
}

/** RSAPrivateKey after its version: n, e, d, p, q, d mod (p−1), d mod (q−1), q⁻¹ mod p. */
function rsaKey(frame: DerCursor): PublicKey | undefined {
  const numbers: bigint[] = [];
  while (numbers.length < 8) {
    const number = frame.integer(MAX_RSA_BYTES);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  if (!frame.atEnd) return undefined;
  const [n, e, d, p, q, dp, dq, qi] = numbers;
  return proveRsa({ n: n!, e: e!, d: d!, p, q, dp, dq, qi });
}

/** ECPrivateKey on its own: the curve stands inside, or the point tells it, or the size does. */
function sec1Key(frame: DerCursor, length: number): ProvenKey | BareScalar | undefined {
  const parts = readSec1(frame);
  if (parts === undefined) return undefined;
  const { scalar, curveOid, point } = parts;
  const curves = CURVES.filter((curve) => {
    if (curveOid !== undefined) return curve.oid === curveOid;
    return point === undefined ? curve.bytes === scalar.length : isPointOf(curve, point);
  });
  if (point === undefined && curves.length > 1) {
    return isMonotonous(scalar) ? undefined : { state: 'bare', structure: 'sec1', length, scalar };
  }
  for (const curve of curves) {
    const publicKey = proveScalar(curve, scalar, point);
    if (publicKey !== undefined) return proven('sec1', length, publicKey);
  }
  return undefined;
}

/**
 * RFC 5915 wants d in the full width of the curve. Some writers give the bytes of a signed number instead: a zero in
 * front where the top bit is set, no zeros where it is small.
 */
function proveScalar(curve: Curve, scalar: Uint8Array, point: Uint8Array | undefined): PublicKey | undefined {
  const surplus = scalar.length - curve.bytes;
  if (surplus === 0) return proveEc(curve, scalar, point);
  if (surplus === 1) return scalar[0] === 0 ? proveEc(curve, scalar.subarray(1), point) : undefined;
  if (surplus > 0 || surplus < -MAX_MISSING_BYTES) return undefined;
  const full = new Uint8Array(curve.bytes);
  full.set(scalar, -surplus);
  return proveEc(curve, full, point);
}
/** A random d begins with more zero bytes than that once in 2^24 keys. */
const MAX_MISSING_BYTES = 2;

interface Sec1Parts {
  readonly scalar: Uint8Array;
  readonly curveOid: string | undefined;
  readonly point: Uint8Array | undefined;
}

/** ECPrivateKey after its version: privateKey OCTET STRING, [0] parameters OPTIONAL, [1] publicKey OPTIONAL. */
function readSec1(frame: DerCursor): Sec1Parts | undefined {
  const scalar = frame.octets(TAG.octetString);
  if (scalar === undefined) return undefined;
  let curveOid: string | undefined;
  if (frame.nextTag === TAG.context0) {
    const parameters = frame.element(TAG.context0);
    curveOid = parameters?.oid();
    if (curveOid === undefined || !parameters?.atEnd) return undefined;
  }
  let point: Uint8Array | undefined;
  if (frame.nextTag === TAG.context1) {
    const publicKey = frame.element(TAG.context1);
    point = publicKey?.bitString();
    if (point === undefined || !publicKey?.atEnd) return undefined;
  }
  return frame.atEnd ? { scalar, curveOid, point } : undefined;
}

/**
 * PrivateKeyInfo after its version: AlgorithmIdentifier, privateKey OCTET STRING, [0] attributes OPTIONAL,
 * [1] publicKey OPTIONAL. RFC 5958 tags the last one implicitly (81); the crate ring wrote it explicitly for years
 * (a1 23 03 21 00 …, github.com/briansmith/ring/issues/1464), and others copied that.
 */
function pkcs8Key(frame: DerCursor): PublicKey | undefined {
  const algorithm = frame.element(TAG.sequence);
  const algorithmOid = algorithm?.oid();
  const privateKey = frame.octets(TAG.octetString);
  if (algorithm === undefined || algorithmOid === undefined || privateKey === undefined) return undefined;
  if (frame.nextTag === TAG.context0) frame.element(TAG.context0);
  const explicit = frame.nextTag === TAG.context1 ? frame.element(TAG.context1) : undefined;
  const publicKey = explicit === undefined ? frame.bitString(TAG.primitive1) : explicit.bitString();
  if (!frame.atEnd || explicit?.atEnd === false) return undefined;

  if (algorithmOid === RSA_ENCRYPTION) return isAbsentOrNull(algorithm) ? innerRsaKey(privateKey) : undefined;
  if (algorithmOid === EC_PUBLIC_KEY) {
    const curveOid = algorithm.oid();
    const curve = CURVES.find((known) => known.oid === curveOid);
    return curve && algorithm.atEnd ? innerEcKey(curve, privateKey, publicKey) : undefined;
  }
  const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === algorithmOid);
  return edwards && algorithm.atEnd ? innerEdwardsKey(edwards, privateKey, publicKey) : undefined;
}

/** RFC 3279 demands NULL parameters for rsaEncryption; some writers leave them out. */
function isAbsentOrNull(algorithm: DerCursor): boolean {
  return algorithm.atEnd || (algorithm.octets(TAG.null)?.length === 0 && algorithm.atEnd);
}

function innerRsaKey(privateKey: Uint8Array): PublicKey | undefined {
  const frame = wholeSequence(privateKey);
  return frame?.integer(1) === 0n ? rsaKey(frame) : undefined;
}

function innerEcKey(curve: Curve, privateKey: Uint8Array, publicKey: Uint8Array | undefined): PublicKey | undefined {
  const frame = wholeSequence(privateKey);
  const parts = frame?.integer(1) === 1n ? readSec1(frame) : undefined;
  if (parts === undefined || (parts.curveOid !== undefined && parts.curveOid !== curve.oid)) return undefined;
  const key = proveScalar(curve, parts.scalar, parts.point ?? publicKey);
  const bothAgree =
    parts.point === undefined || publicKey === undefined || Buffer.compare(parts.point, publicKey) === 0;
  return bothAgree ? key : undefined;
}

function innerEdwardsKey(
  algorithm: EdwardsAlgorithm,
  privateKey: Uint8Array,
  publicKey: Uint8Array | undefined,
): PublicKey | undefined {
  const outside = new DerCursor(privateKey);
  const seed = outside.octets(TAG.octetString);
  return seed && outside.atEnd ? proveEdwards(algorithm, seed, publicKey) : undefined;
}

/** The content of a SEQUENCE that takes up all of `bytes`. */
function wholeSequence(bytes: Uint8Array): DerCursor | undefined {
  const outside = new DerCursor(bytes);
  const frame = outside.element(TAG.sequence);
  return outside.atEnd ? frame : undefined;
}

/**
 * ECPrivateKey of RFC 5915, section 3 (SEC1), with or without parameters and public key, alone and in PKCS#8 (RFC 5480). Curves by
 * name, or by their parameters (X9.62, ECParameters): explicit-curve.ts.
 *
 * Alone, it may also hold a seed under a name of RFC 8410, which defines another frame for it: sshpk writes Ed25519 this way
 * (`EdDSA PRIVATE KEY`, lib/formats/pkcs1.js), and public_key of Erlang, whose key record is this frame, all four algorithms.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { derElement } from '../der/der-writer.ts';
import { CURVES, type Curve, type EcPublicKey, inWidth, isPointOf, proveEc, scalarBytes } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../proof/edwards.ts';
import {
  type ExplicitCurve,
  type ExplicitCurvePublicKey,
  proveExplicit,
  readExplicitCurve,
} from '../proof/explicit-curve.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { EC_PUBLIC_KEY, type PublicKey } from '../proof/key-facts.ts';
import { following, type KeyNumbers } from '../proof/key-numbers.ts';
import { RARE_CURVES } from '../proof/rare-curves.ts';
import type { BareScalar, ProvenKey, UnprovenKey } from '../proof/read-key.ts';

/** ECPrivateKey on its own, after its version: the curve follows from its name inside, from the point or from the size. */
export function sec1Key(frame: DerCursor, length: number): ProvenKey | UnprovenKey | BareScalar | undefined {
  const parts = readSec1(frame);
  if (parts === undefined) return undefined;
  const { scalar, curveOid, explicit, point } = parts;
  const found = (key: PublicKey | undefined) =>
    key && { structure: 'sec1', length, ...following(key, scalar, point && provable(explicit, point)) };
  if (explicit !== undefined) return found(proveOn(explicit, scalar, point));
  const edwards = EDWARDS_ALGORITHMS.find(({ oid }) => oid === curveOid);
  if (edwards !== undefined) return found(proveEdwards(edwards, scalar, point));
  const curves = curveOid === undefined ? curvesFor(scalar, point) : curvesNamed(curveOid);
  if (point === undefined && curves.length > 1) {
    return isMonotonous(scalar) ? undefined : { state: 'bare', structure: 'sec1', length, scalar };
  }
  for (const curve of curves) {
    const publicKey = proveScalar(curve, scalar, point);
    if (publicKey !== undefined) return found(publicKey);
  }
  return undefined;
}

/** PrivateKeyInfo: `algorithm` is positioned after its OBJECT IDENTIFIER. */
export function pkcs8EcKey(
  algorithm: DerCursor,
  privateKey: Uint8Array,
  publicKey: Uint8Array | undefined,
): KeyNumbers | undefined {
  const explicit = algorithm.nextTag === TAG.sequence ? readExplicitCurve(algorithm) : undefined;
  const curveOid = algorithm.oid();
  const curve = curveOid === undefined ? explicit : curvesNamed(curveOid)[0];
  const frame = new DerCursor(privateKey).only(TAG.sequence);
  const parts = frame?.integer(1) === 1n ? readSec1(frame) : undefined;
  if (curve === undefined || parts === undefined || !algorithm.atEnd) return undefined;
  if (parts.curveOid !== undefined && parts.curveOid !== curveOid) return undefined;
  const { scalar, point = publicKey } = parts;
  if (point !== undefined && publicKey !== undefined && Buffer.compare(point, publicKey) !== 0) return undefined;
  const key = proveOn(curve, scalar, point);
  return key && following(key, scalar, point && provable(curve, point));
}

/** @param oidHex content of the OBJECT IDENTIFIER */
function curvesNamed(oidHex: string): readonly Curve[] {
  return [...CURVES, ...RARE_CURVES].filter(({ oid }) => oid === oidHex);
}

/** Candidates if no name gives the curve. */
function curvesFor(scalar: Uint8Array, point: Uint8Array | undefined): readonly Curve[] {
  return CURVES.filter((curve) => (point === undefined ? curve.bytes === scalar.length : isPointOf(curve, point)));
}

/** Extra parts of a curve's parameters become part of the public half, and nothing proves them. */
function provable(curve: Curve | ExplicitCurve | undefined, point: Uint8Array): Uint8Array | undefined {
  return curve !== undefined && 'holdsMore' in curve && curve.holdsMore ? undefined : point;
}

function proveOn(
  curve: Curve | ExplicitCurve,
  scalar: Uint8Array,
  point: Uint8Array | undefined,
): EcPublicKey | ExplicitCurvePublicKey | undefined {
  if ('oid' in curve) return proveScalar(curve, scalar, point);
  const algorithm = derElement(TAG.sequence, derElement(TAG.oid, Buffer.from(EC_PUBLIC_KEY, 'hex')), curve.parameters);
  return proveExplicit(curve, scalar, point, algorithm);
}

/** RFC 5915 requires d in the full width of the curve, which not all writers give. */
function proveScalar(curve: Curve, scalar: Uint8Array, point: Uint8Array | undefined): EcPublicKey | undefined {
  const full = inWidth(scalar, scalarBytes(curve));
  return full && proveEc(curve, full, point);
}

interface Sec1Parts {
  readonly scalar: Uint8Array;
  readonly curveOid: string | undefined;
  readonly explicit: Curve | ExplicitCurve | undefined;
  readonly point: Uint8Array | undefined;
}

/** ECPrivateKey after its version: privateKey OCTET STRING, [0] parameters OPTIONAL, [1] publicKey OPTIONAL. */
export function readSec1(frame: DerCursor): Sec1Parts | undefined {
  const scalar = frame.octets(TAG.octetString);
  if (scalar === undefined) return undefined;
  let curveOid: string | undefined;
  let explicit: Curve | ExplicitCurve | undefined;
  if (frame.nextTag === TAG.context0) {
    const parameters = frame.element(TAG.context0);
    if (parameters?.nextTag === TAG.sequence) explicit = readExplicitCurve(parameters);
    else curveOid = parameters?.oid();
    if ((curveOid === undefined && explicit === undefined) || !parameters?.atEnd) return undefined;
  }
  let point: Uint8Array | undefined;
  if (frame.nextTag === TAG.context1) {
    const publicKey = frame.element(TAG.context1);
    point = publicKey?.bitString();
    if (point === undefined || !publicKey?.atEnd) return undefined;
  }
  return frame.atEnd ? { scalar, curveOid, explicit, point } : undefined;
}

/**
 * Keys of GOST R 34.10-2001 and -2012 in PrivateKeyInfo (RFC 4491, RFC 9215; R 1323565.1.023-2018):
 *
 *     SEQUENCE { version, SEQUENCE { algorithm, SEQUENCE { curve, digest OPTIONAL, cipher OPTIONAL } }, OCTET STRING }
 *
 * The OCTET STRING has the scalar as another OCTET STRING, little-endian, or as an INTEGER, depending on the program. The public
 * half is OCTET STRING { x, y }, little-endian, in the BIT STRING of SubjectPublicKeyInfo. The frame does not have it, so nothing
 * but the scalar is available as proof. Refused: masked keys (R 50.1.112-2016), public halves as attributes.
 *
 * Botan writes the curve without its SEQUENCE, and an ECPrivateKey (RFC 5915) of big-endian numbers whose point proves the scalar;
 * its public keys are as above.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { derElement } from '../der/der-writer.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { GOST_CURVES, gostPublicHalf } from '../proof/gost.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { following, type KeyNumbers } from '../proof/key-numbers.ts';
import { readSec1 } from './der-ec.ts';

/** GOST R 34.10-2001, -2012 of 256 bits, of 512 bits. */
export const GOST_ALGORITHMS: ReadonlySet<string> = new Set(['2a8503020213', '2a85030701010101', '2a85030701010102']);

/** Botan (3.12) calls the curve of CryptoPro-A `gost_256A`, and gives it this identifier, which RFC 9215 has for another. */
const TC26_256_A = '2a8503070102010101';
const CRYPTO_PRO_A = '2a850302022301';

/**
 * @param oid content of the OBJECT IDENTIFIER of the algorithm, hex
 * @param algorithm positioned after it
 * @param identifier the whole AlgorithmIdentifier
 */
export function pkcs8GostKey(
  oid: string,
  algorithm: DerCursor,
  identifier: Uint8Array,
  privateKey: Uint8Array,
): KeyNumbers | undefined {
  if (isMonotonous(privateKey)) return undefined;
  if (algorithm.nextTag === TAG.oid) return keyOfBotan(oid, algorithm, privateKey);
  const [curve, known] = GOST_CURVES.get(algorithm.element(TAG.sequence)?.oid() ?? '') ?? [];
  if (curve === undefined || known === undefined || !algorithm.atEnd) return undefined;
  const d = readScalar(privateKey, known.bytes);
  const bytes = d === undefined ? undefined : gostPublicHalf(known, d);
  return bytes && following({ kind: 'gost', curve, algorithm: identifier, bytes }, privateKey, undefined);
}

function readScalar(privateKey: Uint8Array, width: number): bigint | undefined {
  const cursor = new DerCursor(privateKey);
  if (cursor.nextTag === TAG.integer) {
    const value = cursor.integer(width + 1);
    return cursor.atEnd ? value : undefined;
  }
  const octets = cursor.octets(TAG.octetString);
  return octets?.length === width && cursor.atEnd ? fromBytes(reversed(octets)) : undefined;
}

function keyOfBotan(oid: string, algorithm: DerCursor, privateKey: Uint8Array): KeyNumbers | undefined {
  const curveOid = algorithm.oid() ?? '';
  const [curve, known] = GOST_CURVES.get(curveOid === TC26_256_A ? CRYPTO_PRO_A : curveOid) ?? [];
  const frame = new DerCursor(privateKey).only(TAG.sequence);
  const { scalar, point } = (frame?.integer(1) === 1n ? readSec1(frame) : undefined) ?? {};
  if (curve === undefined || known === undefined || !algorithm.atEnd || point?.[0] !== 4) return undefined;
  const bytes = scalar?.length === known.bytes ? gostPublicHalf(known, fromBytes(scalar)) : undefined;
  const [x, y] = [point.subarray(1, 1 + known.bytes), point.subarray(1 + known.bytes)];
  const claimed = Buffer.concat([reversed(x), reversed(y)]);
  if (bytes === undefined || !claimed.equals(bytes)) return undefined;
  return following({ kind: 'gost', curve, algorithm: publicAlgorithm(oid, curveOid), bytes }, privateKey, claimed);
}

/** AlgorithmIdentifier of the public key of the same pair. */
function publicAlgorithm(oid: string, curveOid: string): Uint8Array {
  const named = (hex: string) => derElement(TAG.oid, Buffer.from(hex, 'hex'));
  return derElement(TAG.sequence, named(oid), derElement(TAG.sequence, named(curveOid)));
}

function reversed(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes).reverse();
}

/**
 * Reads SubjectPublicKeyInfo (RFC 5280, section 4.1); the inverse of `subjectPublicKeyInfo`.
 *   RSA         rsaEncryption (RFC 8017, appendix A.1) with NULL or nothing; RSASSA-PSS with its parameters (RFC 4055)
 *   EC          on a named curve, the point uncompressed or compressed (RFC 5480)
 *   Ed25519, Ed448, X25519, X448   RFC 8410
 * Refused: everything else, numbers that no such key has, points that are not on their curve.
 */
import { ECDH } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { CURVES, type EcPublicKey, isPointOf } from '../proof/ec.ts';
import { EDWARDS_ALGORITHMS } from '../proof/edwards.ts';
import { EC_PUBLIC_KEY, type PublicKey, RSA_ENCRYPTION, RSASSA_PSS } from '../proof/key-facts.ts';
import { isRsaPublicKey, MAX_RSA_BYTES, type RsaPublicKey } from '../proof/rsa.ts';

/** @param spki from its first byte to its last. Never throws. */
export function readSubjectPublicKey(spki: Uint8Array): PublicKey | undefined {
  const frame = new DerCursor(spki).only(TAG.sequence);
  const identifier = frame?.whole(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const oid = algorithm?.oid();
  const content = frame?.bitString();
  if (!frame?.atEnd || !identifier || !algorithm || !content) return undefined;
  switch (oid) {
    case RSA_ENCRYPTION:
      if (algorithm.nextTag === TAG.null) algorithm.element(TAG.null);
      return algorithm.atEnd ? rsaPublicKey(content) : undefined;
    case RSASSA_PSS: {
      const key = rsaPublicKey(content);
      return key && { ...key, algorithm: identifier };
    }
    case EC_PUBLIC_KEY: {
      const curve = algorithm.oid();
      return algorithm.atEnd && curve !== undefined ? ecPublicKey(curve, content) : undefined;
    }
    default: {
      const edwards = EDWARDS_ALGORITHMS.find((known) => known.oid === oid);
      if (edwards === undefined || !algorithm.atEnd || content.length !== edwards.bytes) return undefined;
      return { kind: edwards.kind, algorithm: edwards, bytes: content };
    }
  }
}

/** RSAPublicKey: n, e. */
function rsaPublicKey(content: Uint8Array): RsaPublicKey | undefined {
  const numbers = new DerCursor(content).only(TAG.sequence);
  const n = numbers?.integer(MAX_RSA_BYTES);
  const e = numbers?.integer(MAX_RSA_BYTES);
  if (!numbers?.atEnd || n === undefined || e === undefined) return undefined;
  return isRsaPublicKey(n, e) ? { kind: 'rsa', n, e } : undefined;
}

/** OpenSSL refuses a point that is not on the curve; if it does not know the curve, nothing can be proved anyway. */
function ecPublicKey(oid: string, point: Uint8Array): EcPublicKey | undefined {
  const curve = CURVES.find((known) => known.oid === oid);
  if (curve === undefined || !isPointOf(curve, point)) return undefined;
  try {
    const uncompressed = ECDH.convertKey(point, curve.nodeName, undefined, undefined, 'uncompressed');
    return { kind: 'ec', curve, point: Buffer.from(uncompressed as unknown as Uint8Array) };
  } catch {
    return undefined;
  }
}

/**
 * Facts that identify a key by its public half alone: a responder can compare them with certificates, JWKS and authorized_keys
 * without seeing the key.
 */
import { createHash } from 'node:crypto';
import type { FactRecord } from '../../model/finding.ts';
import { TAG } from '../der/der-cursor.ts';
import { derElement, unsignedContent } from '../der/der-writer.ts';
import { sha256Hex } from '../fingerprint.ts';
import { bitLength, toBytes } from './big-integer.ts';
import type { DhPublicKey, DsaPublicKey } from './dsa.ts';
import type { EcPublicKey } from './ec.ts';
import type { EdwardsPublicKey } from './edwards.ts';
import type { ExplicitCurvePublicKey } from './explicit-curve.ts';
import type { GostPublicKey } from './gost.ts';
import type { PostQuantumPublicKey } from './post-quantum-algorithms.ts';
import type { RsaPublicKey } from './rsa.ts';

export type PublicKey =
  | RsaPublicKey
  | EcPublicKey
  | ExplicitCurvePublicKey
  | EdwardsPublicKey
  | DsaPublicKey
  | DhPublicKey
  | GostPublicKey
  | PostQuantumPublicKey;

/**
 * `kind`, `bits` or `curve`, `spkiSha256`; for a key for RSASSA-PSS only, `pssSpkiSha256` with that identifier, as in its
 * certificates; `jwkThumbprint` and `sshFingerprint` if JOSE and OpenSSH know the kind.
 */
export function keyFacts(key: PublicKey): FactRecord & { readonly spkiSha256: string } {
  const jwk = requiredJwkMembers(key);
  const ssh = sshWire(key);
  return {
    kind: key.kind === 'ec-explicit' ? 'ec' : key.kind,
    ...size(key),
    spkiSha256: sha256Hex(subjectPublicKeyInfo(key)),
    ...(key.kind === 'rsa' && key.algorithm && { pssSpkiSha256: sha256Hex(rsaSpki(key, key.algorithm)) }),
    ...(jwk && { jwkThumbprint: createHash('sha256').update(JSON.stringify(jwk)).digest('base64url') }),
    ...(ssh && {
      sshFingerprint: `SHA256:${createHash('sha256').update(ssh).digest('base64').replace(/=+$/, '')}`,
    }),
  };
}

function size(key: PublicKey): FactRecord {
  switch (key.kind) {
    case 'rsa':
      return { bits: bitLength(key.n) };
    case 'dsa':
    case 'dh':
      return { bits: bitLength(key.p) };
    case 'ec':
      return { curve: key.curve.name };
    case 'ec-explicit':
      return { curve: 'explicit', bits: key.bits };
    case 'gost':
      return { curve: key.curve };
    case 'ml-dsa':
    case 'ml-kem':
    case 'slh-dsa':
      return { parameterSet: key.algorithm.name };
    default:
      return { curve: key.algorithm.name };
  }
}

/**
 * DER SubjectPublicKeyInfo (RFC 5280, section 4.1) in the one spelling that we hash: RSA as rsaEncryption with NULL, DSA with its
 * parameters (RFC 3279), EC as named curve with an uncompressed point (RFC 5480), the rest by RFC 8410 and its successors. DH,
 * GOST and curves without a name keep the identifier that they came with.
 */
export function subjectPublicKeyInfo(key: PublicKey): Uint8Array {
  switch (key.kind) {
    case 'rsa':
      return rsaSpki(key, derElement(TAG.sequence, oid(RSA_ENCRYPTION), derElement(TAG.null)));
    case 'ec':
      return spki([oid(EC_PUBLIC_KEY), oid(key.curve.oid)], key.point);
    case 'dsa':
      return spki([oid(DSA), derElement(TAG.sequence, ...[key.p, key.q, key.g].map(integer))], integer(key.y));
    case 'dh':
      return spkiOf(key.algorithm, integer(key.y));
    case 'ec-explicit':
      return spkiOf(key.algorithm, key.point);
    case 'gost':
      return spkiOf(key.algorithm, derElement(TAG.octetString, key.bytes));
    default:
      return spki([oid(key.algorithm.oid)], key.bytes);
  }
}

/** Contents of OBJECT IDENTIFIERs, hex: rsaEncryption (RFC 8017, appendix A.1), id-ecPublicKey (RFC 5480). */
export const RSA_ENCRYPTION = '2a864886f70d010101';
export const EC_PUBLIC_KEY = '2a8648ce3d0201';
/** id-dsa (RFC 3279, section 2.3.2). */
export const DSA = '2a8648ce380401';
/** id-RSASSA-PSS (RFC 8017, appendix A.2.3), dhKeyAgreement (PKCS#3), dhpublicnumber (RFC 3279, section 2.3.3). */
export const RSASSA_PSS = '2a864886f70d01010a';
export const DH_KEY_AGREEMENT = '2a864886f70d010301';
export const DH_PUBLIC_NUMBER = '2a8648ce3e0201';

function integer(value: bigint): Uint8Array {
  return derElement(TAG.integer, unsignedContent(value));
}

function rsaSpki({ n, e }: RsaPublicKey, algorithm: Uint8Array): Uint8Array {
  return spkiOf(algorithm, derElement(TAG.sequence, integer(n), integer(e)));
}

function spki(algorithm: readonly Uint8Array[], subjectPublicKey: Uint8Array): Uint8Array {
  return spkiOf(derElement(TAG.sequence, ...algorithm), subjectPublicKey);
}

function spkiOf(algorithm: Uint8Array, subjectPublicKey: Uint8Array): Uint8Array {
  return derElement(TAG.sequence, algorithm, derElement(TAG.bitString, Uint8Array.of(0), subjectPublicKey));
}

function oid(hex: string): Uint8Array {
  return derElement(TAG.oid, Buffer.from(hex, 'hex'));
}

/** The members that RFC 7638 hashes, in lexicographic order; of AKP by draft-ietf-cose-dilithium. */
function requiredJwkMembers(key: PublicKey): Record<string, string> | undefined {
  switch (key.kind) {
    case 'rsa':
      return { e: base64url(toBytes(key.e)), kty: 'RSA', n: base64url(toBytes(key.n)) };
    case 'ec': {
      if (key.curve.jwkName === undefined) return undefined;
      const [x, y] = coordinates(key);
      return { crv: key.curve.jwkName, kty: 'EC', x: base64url(x), y: base64url(y) };
    }
    case 'ed25519':
    case 'ed448':
    case 'x25519':
    case 'x448':
      return { crv: key.algorithm.name, kty: 'OKP', x: base64url(key.bytes) };
    case 'ml-dsa':
      return { alg: key.algorithm.name, kty: 'AKP', pub: base64url(key.bytes) };
    default:
      return undefined;
  }
}

/** Public key blob of RFC 4253 section 6.6, RFC 5656 section 3.1 and RFC 8709 section 4. */
function sshWire(key: PublicKey): Uint8Array | undefined {
  switch (key.kind) {
    case 'rsa':
      return sshStrings(Buffer.from('ssh-rsa'), unsignedContent(key.e), unsignedContent(key.n));
    case 'dsa':
      return sshStrings(Buffer.from('ssh-dss'), ...[key.p, key.q, key.g, key.y].map(unsignedContent));
    case 'ec': {
      const name = key.curve.sshName;
      return name === undefined
        ? undefined
        : sshStrings(Buffer.from(`ecdsa-sha2-${name}`), Buffer.from(name), key.point);
    }
    case 'ed25519':
    case 'ed448':
      return sshStrings(Buffer.from(`ssh-${key.kind}`), key.bytes);
    default:
      return undefined;
  }
}

function sshStrings(...strings: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    strings.flatMap((string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(string.length);
      return [length, string];
    }),
  );
}

function coordinates(key: EcPublicKey): readonly [Uint8Array, Uint8Array] {
  return [key.point.subarray(1, 1 + key.curve.bytes), key.point.subarray(1 + key.curve.bytes)];
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64url');
}

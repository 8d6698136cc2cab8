/**
 * Which key it is, told by its public half alone: what a responder can compare with certificates, JWKS and
 * authorized_keys without seeing the key.
 */
import { createHash } from 'node:crypto';
import type { FactRecord } from '../../model/finding.ts';
import { sha256Hex } from '../fingerprint.ts';
import { bitLength, toBytes } from './big-integer.ts';
import { TAG } from './der-cursor.ts';
import { derElement, unsignedContent } from './der-writer.ts';
import type { DsaPublicKey } from './dsa.ts';
import type { EcPublicKey } from './ec.ts';
import type { EdwardsPublicKey } from './edwards.ts';
import type { RsaPublicKey } from './rsa.ts';

export type PublicKey = RsaPublicKey | DsaPublicKey | EcPublicKey | EdwardsPublicKey;

/**
 * `kind`, `bits` or `curve`, `spkiSha256`; `jwkThumbprint` and `sshFingerprint` where JOSE and OpenSSH know the kind.
 */
export function keyFacts(key: PublicKey): FactRecord & { readonly spkiSha256: string } {
  const jwk = requiredJwkMembers(key);
  const ssh = sshWire(key);
  return {
    kind: key.kind,
    ...sizeOf(key),
    spkiSha256: sha256Hex(subjectPublicKeyInfo(key)),
    ...(jwk && { jwkThumbprint: createHash('sha256').update(JSON.stringify(jwk)).digest('base64url') }),
    ...(ssh && {
      sshFingerprint: `SHA256:${createHash('sha256').update(ssh).digest('base64').replace(/=+$/, '')}`,
    }),
  };
}

function sizeOf(key: PublicKey): FactRecord {
  if (key.kind === 'rsa') return { bits: bitLength(key.n) };
  if (key.kind === 'dsa') return { bits: bitLength(key.p) };
  return { curve: key.kind === 'ec' ? key.curve.name : key.algorithm.name };
}

/**
 * DER SubjectPublicKeyInfo (RFC 5280, section 4.1) in the one spelling that we hash: RSA as rsaEncryption with NULL
 * (RFC 3279), DSA with its parameters, EC as named curve with an uncompressed point (RFC 5480), the rest by RFC 8410.
 */
export function subjectPublicKeyInfo(key: PublicKey): Uint8Array {
  switch (key.kind) {
    case 'rsa':
      return spki(
        [oid(RSA_ENCRYPTION), derElement(TAG.null)],
        derElement(
          TAG.sequence,
          derElement(TAG.integer, unsignedContent(key.n)),
          derElement(TAG.integer, unsignedContent(key.e)),
        ),
      );
    case 'dsa':
      return spki(
        [oid(DSA), derElement(TAG.sequence, ...[key.p, key.q, key.g].map(unsignedInteger))],
        unsignedInteger(key.y),
      );
    case 'ec':
      return spki([oid(EC_PUBLIC_KEY), oid(key.curve.oid)], key.point);
    default:
      return spki([oid(key.algorithm.oid)], key.bytes);
  }
}

/** Contents of OBJECT IDENTIFIERs, hex: rsaEncryption (RFC 8017, appendix A.1), id-ecPublicKey (RFC 5480). */
export const RSA_ENCRYPTION = '2a864886f70d010101';
export const EC_PUBLIC_KEY = '2a8648ce3d0201';
/** id-dsa (RFC 3279, section 2.3.2). */
const DSA = '2a8648ce380401';

function unsignedInteger(value: bigint): Uint8Array {
  return derElement(TAG.integer, unsignedContent(value));
}

function spki(algorithm: readonly Uint8Array[], subjectPublicKey: Uint8Array): Uint8Array {
  return derElement(
    TAG.sequence,
    derElement(TAG.sequence, ...algorithm),
    derElement(TAG.bitString, Uint8Array.of(0), subjectPublicKey),
  );
}

function oid(hex: string): Uint8Array {
  return derElement(TAG.oid, Buffer.from(hex, 'hex'));
}

/** The members that RFC 7638 hashes, in its order, which is that of their names. */
function requiredJwkMembers(key: PublicKey): Record<string, string> | undefined {
  switch (key.kind) {
    case 'rsa':
      return { e: base64url(toBytes(key.e)), kty: 'RSA', n: base64url(toBytes(key.n)) };
    case 'ec': {
      if (key.curve.jwkName === undefined) return undefined;
      const [x, y] = coordinates(key);
      return { crv: key.curve.jwkName, kty: 'EC', x: base64url(x), y: base64url(y) };
    }
    case 'dsa':
      return undefined;
    default:
      return { crv: key.algorithm.name, kty: 'OKP', x: base64url(key.bytes) };
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
      return sshStrings(Buffer.from('ssh-ed25519'), key.bytes);
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

/** Writes PuTTY key files (PuTTY manual, appendix C) from JWKs for tests. Independent of src. */
import { createHash, createHmac, type JsonWebKey, randomBytes } from 'node:crypto';
import { sshPublicBlob } from './openssh-key.ts';

export interface PpkStyle {
  readonly version: 2 | 3;
  /** Encrypts nothing: writes random bytes in place of the private half. */
  readonly locked?: true;
  readonly lineEnd?: string;
  readonly comment?: string;
}

export function ppk(jwk: JsonWebKey, { version, locked, lineEnd = '\n', comment = 'rsa-key-20240101' }: PpkStyle) {
  const publicBlob = sshPublicBlob(jwk);
  const type = publicBlob.subarray(4, 4 + publicBlob.readUInt32BE()).toString();
  const plain = privateBlob(jwk);
  const secret = locked ? randomBytes(Math.ceil(plain.length / 16) * 16) : plain;
  const encryption = locked ? 'aes256-cbc' : 'none';
  const key = version === 2 ? createHash('sha1').update('putty-private-key-file-mac-key').digest() : Buffer.alloc(0);
  const mac = createHmac(version === 2 ? 'sha1' : 'sha256', key);
  for (const part of [Buffer.from(type), Buffer.from(encryption), Buffer.from(comment), publicBlob, secret]) {
    mac.update(string(part));
  }
  const argon =
    locked && version === 3
      ? ['Key-Derivation: Argon2id', 'Argon2-Memory: 8192', 'Argon2-Passes: 13', 'Argon2-Parallelism: 1']
      : [];
  if (argon.length > 0) argon.push(`Argon2-Salt: ${randomBytes(16).toString('hex')}`);
  return [
    `PuTTY-User-Key-File-${version}: ${type}`,
    `Encryption: ${encryption}`,
    `Comment: ${comment}`,
    ...block('Public', publicBlob),
    ...argon,
    ...block('Private', secret),
    `Private-MAC: ${mac.digest('hex')}`,
  ].join(lineEnd);
}

function block(name: string, bytes: Buffer): string[] {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`${name}-Lines: ${lines.length}`, ...lines];
}

function privateBlob(jwk: JsonWebKey): Buffer {
  if (jwk.kty === 'RSA') return Buffer.concat([jwk.d, jwk.p, jwk.q, jwk.qi].map(mpint));
  return jwk.kty === 'OKP' ? string(Buffer.from(jwk.d!, 'base64url')) : mpint(jwk.d);
}

function mpint(text: string | undefined): Buffer {
  let bytes = Buffer.from(text ?? '', 'base64url');
  while (bytes[0] === 0) bytes = bytes.subarray(1);
  return string(bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

function string(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

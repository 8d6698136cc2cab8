/** Writes OpenSSH keys (PROTOCOL.key, RFC 4253, RFC 5656, RFC 8709) from JWKs for tests. Independent of src. */
import { type JsonWebKey, randomBytes } from 'node:crypto';

export interface OpensshStyle {
  readonly comment?: string;
  /** Encrypts nothing: writes that many random bytes in place of the private part, which nobody can tell apart. */
  readonly lockedWith?: 'aes256-ctr' | 'aes256-gcm@openssh.com' | 'chacha20-poly1305@openssh.com' | '3des-cbc';
  /** For wrong files: the second check number is another one. */
  readonly secondCheck?: number;
  /** For wrong files: the padding. */
  readonly padding?: Uint8Array;
  /** For wrong files: the public half outside is that of this key. */
  readonly outside?: JsonWebKey;
  /** Key files may hold several keys; these follow the first. */
  readonly others?: readonly JsonWebKey[];
}

export function opensshKey(jwk: JsonWebKey, style: OpensshStyle = {}): Buffer {
  const keys = [jwk, ...(style.others ?? [])];
  const check = 0x12345678;
  const parts = [uint32(check), uint32(style.secondCheck ?? check)];
  for (const key of keys) parts.push(privateNumbers(key), string(Buffer.from(style.comment ?? 'user@host')));
  const plain = Buffer.concat(parts);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7].slice(0, (8 - (plain.length % 8)) % 8));
  const secret = Buffer.concat([plain, style.padding ?? padding]);
  const locked = style.lockedWith;
  const lockedBytes = Math.ceil(secret.length / 16) * 16;
  return Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    string(Buffer.from(locked ?? 'none')),
    string(Buffer.from(locked ? 'bcrypt' : 'none')),
    string(locked ? Buffer.concat([string(randomBytes(16)), uint32(16)]) : Buffer.alloc(0)),
    uint32(keys.length),
    string(sshPublicBlob(style.outside ?? jwk)),
    ...(style.others ?? []).map((other) => string(sshPublicBlob(other))),
    string(locked ? randomBytes(lockedBytes) : secret),
    locked?.includes('@') ? randomBytes(16) : Buffer.alloc(0),
  ]);
}

/** What `ssh-keygen -l` hashes. Throws for keys that OpenSSH does not have. */
export function sshPublicBlob(jwk: JsonWebKey): Buffer {
  const type = typeOf(jwk);
  if (jwk.kty === 'RSA') return Buffer.concat([string(Buffer.from(type)), mpint(jwk.e), mpint(jwk.n)]);
  if (jwk.kty === 'OKP') return Buffer.concat([string(Buffer.from(type)), string(base64url(jwk.x))]);
  return Buffer.concat([string(Buffer.from(type)), string(Buffer.from(type.slice(-8))), string(point(jwk))]);
}

function privateNumbers(jwk: JsonWebKey): Buffer {
  const type = typeOf(jwk);
  if (jwk.kty === 'RSA') {
    return Buffer.concat([
      string(Buffer.from(type)),
      ...[jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map((number) => mpint(number)),
    ]);
  }
  if (jwk.kty === 'OKP') {
    const pair = Buffer.concat([base64url(jwk.d), base64url(jwk.x)]);
    return Buffer.concat([string(Buffer.from(type)), string(base64url(jwk.x)), string(pair)]);
  }
  return Buffer.concat([
    string(Buffer.from(type)),
    string(Buffer.from(type.slice(-8))),
    string(point(jwk)),
    mpint(jwk.d),
  ]);
}

function typeOf(jwk: JsonWebKey): string {
  if (jwk.kty === 'RSA') return 'ssh-rsa';
  if (jwk.crv === 'Ed25519') return 'ssh-ed25519';
  if (jwk.crv === 'Ed448') return 'ssh-ed448';
  const sizes: Record<string, string> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };
  const size = sizes[jwk.crv ?? ''];
  if (size === undefined) throw new Error(`OpenSSH has no ${jwk.crv} keys`);
  return `ecdsa-sha2-${size}`;
}

function point(jwk: JsonWebKey): Buffer {
  return Buffer.concat([Buffer.of(4), base64url(jwk.x), base64url(jwk.y)]);
}

function base64url(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64url');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function string(bytes: Uint8Array): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function mpint(text: string | undefined): Buffer {
  let bytes = base64url(text);
  while (bytes.length > 0 && bytes[0] === 0) bytes = bytes.subarray(1);
  return string(bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** Writes key files of SSH-1 (PuTTY, rsa1_save_sb of sshpubk.c) from RSA JWKs for tests. Independent of src. */
import { type JsonWebKey, randomBytes } from 'node:crypto';
import { FieldWriter } from './field-writer.ts';

export interface Ssh1Style {
  readonly comment?: string;
  /** Encrypts nothing: writes that number and random bytes in place of the private part, which nobody can tell apart. */
  readonly cipher?: number;
  /** For wrong files: the check bytes. */
  readonly check?: readonly number[];
}

export function ssh1Key(jwk: JsonWebKey, style: Ssh1Style = {}): Buffer {
  const { comment = 'user@host', cipher = 0, check = [0x5a, 0xc3, 0x5a, 0xc3] } = style;
  const secret = new FieldWriter(false).bytes(Buffer.from(check));
  for (const number of [jwk.d, jwk.qi, jwk.q, jwk.p]) secret.bytes(mpint(number));
  secret.alignTo(8);
  return new FieldWriter(false)
    .text('SSH PRIVATE KEY FILE FORMAT 1.1\n\0')
    .u8(cipher)
    .u32(0)
    .u32(bitsOf(base64url(jwk.n)))
    .bytes(mpint(jwk.n))
    .bytes(mpint(jwk.e))
    .u32(Buffer.byteLength(comment))
    .text(comment)
    .bytes(cipher === 0 ? secret.finish() : randomBytes(secret.size))
    .finish();
}

function mpint(text: string | undefined): Buffer {
  const bytes = base64url(text);
  return new FieldWriter(false).u16(bitsOf(bytes)).bytes(bytes).finish();
}

function bitsOf(bytes: Uint8Array): number {
  return bytes.length === 0 ? 0 : bytes.length * 8 - (Math.clz32(bytes[0]!) - 24);
}

/** Without zeros in front. */
function base64url(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.alloc(0) : bytes.subarray(first);
}

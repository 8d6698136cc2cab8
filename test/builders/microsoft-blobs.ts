/** Writes the key blobs of CNG (bcrypt.h) and CryptoAPI (wincrypt.h) for tests. Independent of src. */
import type { JsonWebKey } from 'node:crypto';

type RsaMember = 'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi';
export type DsaNumbers = Readonly<Record<'p' | 'q' | 'g' | 'x' | 'y', Buffer>>;
/** q where it is known. */
export type DhNumbers = Readonly<Record<'p' | 'g' | 'x' | 'y', Buffer>> & { readonly q?: Buffer };

export function cngRsa(jwk: JsonWebKey, magic: 'RSA1' | 'RSA2' | 'RSA3'): Buffer {
  const part = (name: RsaMember) => Buffer.from(jwk[name]!, 'base64url');
  const [n, e] = [part('n'), part('e')];
  const secret = magic !== 'RSA1';
  const [p, q] = secret ? [part('p'), part('q')] : [Buffer.alloc(0), Buffer.alloc(0)];
  const bits = n.length * 8 - Math.clz32(n[0]!) + 24;
  const rest =
    magic === 'RSA3'
      ? [fill(part('dp'), p.length), fill(part('dq'), q.length), fill(part('qi'), p.length), fill(part('d'), n.length)]
      : [];
  return Buffer.concat([
    Buffer.from(magic),
    ...[bits, e.length, n.length, p.length, q.length].map(dword),
    ...[e, n, p, q],
    ...rest,
  ]);
}

export function cngEcc(jwk: JsonWebKey, magic: string, keyBytes: number): Buffer {
  const part = (name: 'x' | 'y' | 'd') => fill(Buffer.from(jwk[name]!, 'base64url'), keyBytes);
  const d = jwk.d === undefined ? [] : [part('d')];
  return Buffer.concat([Buffer.from(magic), dword(keyBytes), part('x'), part('y'), ...d]);
}

/** BCRYPT_ECCFULLKEY_BLOB. @param curve p, a, b, both coordinates of the generator, and the order, all of one width */
export function cngEccFull(jwk: JsonWebKey, magic: string, curve: readonly Buffer[]): Buffer {
  const keyBytes = curve[0]!.length;
  const part = (name: 'x' | 'y' | 'd') => fill(Buffer.from(jwk[name]!, 'base64url'), keyBytes);
  return Buffer.concat([
    Buffer.from(magic),
    ...[1, 1, 0, keyBytes, keyBytes, 1, 20].map(dword),
    ...curve,
    Buffer.alloc(1, 1),
    Buffer.alloc(20, 0xa5),
    ...[part('x'), part('y'), part('d')],
  ]);
}

export function cngDsa({ p, q, g, x, y }: DsaNumbers, magic: 'DSPV' | 'DSPB' | 'DPV2'): Buffer {
  const numbers = [p, fill(g, p.length), fill(y, p.length)];
  const secret = magic === 'DSPB' ? [] : [fill(x, q.length)];
  const count = Buffer.alloc(4, 0xff);
  if (magic !== 'DPV2') {
    return Buffer.concat([
      Buffer.from(magic),
      dword(p.length),
      count,
      Buffer.alloc(20, 0xff),
      q,
      ...numbers,
      ...secret,
    ]);
  }
  const header = [p.length, 1, 1, 32, q.length].map(dword);
  return Buffer.concat([Buffer.from(magic), ...header, count, Buffer.alloc(32, 0xff), q, ...numbers, ...secret]);
}

export function capiRsa(jwk: JsonWebKey, algorithm: 'exchange' | 'signature' = 'signature'): Buffer {
  const part = (name: RsaMember, length: number) => fill(Buffer.from(jwk[name]!, 'base64url'), length).reverse();
  const whole = Buffer.from(jwk.n!, 'base64url').length;
  const half = Math.ceil(whole / 2);
  return Buffer.concat([
    Buffer.of(7, 2, 0, 0, 0, algorithm === 'exchange' ? 0xa4 : 0x24, 0, 0),
    Buffer.from('RSA2'),
    dword(whole * 8),
    part('e', 4),
    ...[part('n', whole), part('p', half), part('q', half)],
    ...[part('dp', half), part('dq', half), part('qi', half), part('d', whole)],
  ]);
}

export function capiRsaPublic(jwk: JsonWebKey): Buffer {
  const n = Buffer.from(jwk.n!, 'base64url');
  const e = fill(Buffer.from(jwk.e!, 'base64url'), 4).reverse();
  const header = Buffer.of(6, 2, 0, 0, 0, 0x24, 0, 0);
  return Buffer.concat([header, Buffer.from('RSA1'), dword(n.length * 8), e, Buffer.from(n).reverse()]);
}

export function capiDss({ p, q, g, x }: DsaNumbers): Buffer {
  const part = (bytes: Buffer, length: number) => fill(bytes, length).reverse();
  return Buffer.concat([
    Buffer.of(7, 2, 0, 0, 0, 0x22, 0, 0),
    Buffer.from('DSS2'),
    dword(p.length * 8),
    ...[part(p, p.length), part(q, 20), part(g, p.length), part(x, 20)],
    ...[dword(0xffffffff), Buffer.alloc(20)],
  ]);
}

/** Version 3 of PRIVATEKEYBLOB for DSS and Diffie-Hellman; `j` is (p−1)/q. */
export function capiVersion3(numbers: DhNumbers, kind: 'DSS4' | 'DH4', j: Buffer = Buffer.alloc(0)): Buffer {
  const { p, g, x, y, q = Buffer.alloc(0) } = numbers;
  const part = (bytes: Buffer, length = bytes.length) => fill(bytes, length).reverse();
  return Buffer.concat([
    Buffer.of(7, 3, 0, 0),
    kind === 'DSS4' ? Buffer.of(0, 0x22, 0, 0) : Buffer.of(2, 0xaa, 0, 0),
    Buffer.from(kind === 'DSS4' ? 'DSS4' : '\0DH4', 'latin1'),
    ...[p, q, j, x].map(({ length }) => dword(length * 8)),
    ...[dword(0xffffffff), Buffer.alloc(20)],
    ...[part(p), part(q), part(g, p.length), part(j), part(y, p.length), part(x)],
  ]);
}

export function cngDh({ p, g, x, y }: DhNumbers, magic: 'DHPV' | 'DHPB'): Buffer {
  const numbers = magic === 'DHPV' ? [p, g, y, x] : [p, g, y];
  return Buffer.concat([Buffer.from(magic), dword(p.length), ...numbers.map((bytes) => fill(bytes, p.length))]);
}

/** A .pvk file; `lock` gives the bytes that stand in place of the secret part of an encrypted one. */
export function pvk(blob: Buffer, lock?: (secret: Buffer) => Buffer): Buffer {
  const salt = lock === undefined ? Buffer.alloc(0) : Buffer.from('0123456789abcdef');
  const body = lock === undefined ? blob : Buffer.concat([blob.subarray(0, 8), lock(blob.subarray(8))]);
  const fields = [0, 2, lock === undefined ? 0 : 1, salt.length, body.length];
  return Buffer.concat([Buffer.of(0x1e, 0xf1, 0xb5, 0xb0), ...fields.map(dword), salt, body]);
}

function dword(value: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
}

/** Zeros in front, up to `length`; a copy. */
function fill(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([Buffer.alloc(Math.max(0, length - bytes.length)), bytes]);
}

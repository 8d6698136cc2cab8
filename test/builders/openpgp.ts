/** Writes OpenPGP secret key packets (RFC 9580) and armour from JWKs for tests. Independent of src. */
import { createHash, getDiffieHellman, type JsonWebKey, randomBytes } from 'node:crypto';

export interface OpenpgpStyle {
  /** 5: of LibrePGP, as GnuPG writes it. */
  readonly version?: 4 | 5 | 6;
  /** 5 or 7. */
  readonly tag?: number;
  readonly format?: 'old' | 'new';
  /** Algorithms 25 and 27 in place of 18 and 22. */
  readonly native?: true;
  /** Encrypts nothing: random bytes behind the parameters of an iterated S2K, or GnuPG's stub. */
  readonly locked?: 's2k' | 'stub';
  readonly wrongSum?: true;
}

export interface OpenpgpPacket {
  readonly bytes: Buffer;
  readonly fingerprint: string;
}

const numberOf = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
const number = (text: string | undefined) => numberOf(Buffer.from(text ?? '', 'base64url'));

export function openpgpSecretKey(jwk: JsonWebKey, style: OpenpgpStyle = {}): OpenpgpPacket {
  const [id, open, secret] = partsOf(jwk, style);
  return packetOf(id, open, secret, style);
}

/** The packet of an ElGamal key. */
export function openpgpElgamal({ p, g, y, x }: ElgamalNumbers, style: OpenpgpStyle = {}): OpenpgpPacket {
  return packetOf(16, Buffer.concat([p, g, y].map(mpi)), mpi(x), style);
}

export interface ElgamalNumbers {
  readonly p: bigint;
  readonly g: bigint;
  readonly y: bigint;
  readonly x: bigint;
}

/** Over the prime of RFC 3526 with 2,048 bits, with a small exponent, as GnuPG's. */
export function elgamalKey(): ElgamalNumbers {
  const p = numberOf(getDiffieHellman('modp14').getPrime());
  const x = numberOf(randomBytes(40));
  let y = 1n;
  for (const bit of x.toString(2)) y = (y * y * (bit === '1' ? 2n : 1n)) % p;
  return { p, g: 2n, y, x };
}

function packetOf(id: number, open: Buffer, secret: Buffer, style: OpenpgpStyle): OpenpgpPacket {
  const { version = 4, tag = 5, format = 'new' } = style;
  const head = Buffer.from([version, 0x65, 0x4a, 0x1b, 0x2c, id]);
  const publicBody = Buffer.concat([head, version === 4 ? Buffer.alloc(0) : u(open.length, 4), open]);
  const sum = secret.reduce((total, byte) => total + byte, style.wrongSum ? 1 : 0) & 0xffff;
  const length = version === 5 ? Buffer.concat([Buffer.of(0), u(secret.length, 4)]) : Buffer.alloc(0);
  const clear = [Buffer.of(0), length, secret, version === 6 ? Buffer.alloc(0) : u(sum, 2)];
  const usage = version === 5 ? [254, 28] : [254];
  const s2k = [Buffer.of(...usage, 9, 3, 10), randomBytes(8), Buffer.of(0xff), randomBytes(16 + secret.length + 20)];
  const stub = [Buffer.of(255, 0, 101, 0, 0x47, 0x4e, 0x55, 1)];
  const tail = style.locked === 's2k' ? s2k : style.locked === 'stub' ? stub : clear;
  const body = Buffer.concat([publicBody, ...tail]);
  const digest =
    version === 4
      ? createHash('sha1').update(Buffer.concat([Buffer.of(0x99), u(publicBody.length, 2), publicBody]))
      : createHash('sha256').update(
          Buffer.concat([Buffer.of(version === 5 ? 0x9a : 0x9b), u(publicBody.length, 4), publicBody]),
        );
  return {
    bytes: Buffer.concat([header(tag, body.length, format), body]),
    fingerprint: digest.digest('hex').toUpperCase(),
  };
}

function header(tag: number, length: number, format: 'old' | 'new'): Buffer {
  if (format === 'old') return Buffer.concat([Buffer.of(0x80 | (tag << 2) | 1), u(length, 2)]);
  if (length < 192) return Buffer.of(0xc0 | tag, length);
  return length < 8384
    ? Buffer.of(0xc0 | tag, 192 + ((length - 192) >> 8), (length - 192) & 0xff)
    : Buffer.concat([Buffer.of(0xc0 | tag, 255), u(length, 4)]);
}

function partsOf(jwk: JsonWebKey, { native, version }: OpenpgpStyle): [number, Buffer, Buffer] {
  const d = Buffer.from(jwk.d!, 'base64url');
  const x = Buffer.from(jwk.x ?? '', 'base64url');
  if (jwk.kty === 'RSA') {
    const [p, q] = [number(jwk.p), number(jwk.q)];
    const secret = [number(jwk.d), q, p, number(jwk.qi)].map(mpi);
    return [1, Buffer.concat([mpi(number(jwk.n)), mpi(number(jwk.e))]), Buffer.concat(secret)];
  }
  if (jwk.kty === 'OKP' && version !== 5 && (native || jwk.crv!.endsWith('448'))) {
    const ids: Record<string, number> = { X25519: 25, X448: 26, Ed25519: 27, Ed448: 28 };
    return [ids[jwk.crv!]!, x, d];
  }
  const kdf = Buffer.of(3, 1, 8, 7);
  if (jwk.crv === 'Ed448') return [22, Buffer.concat([curve('2b6571'), stringOf(x)]), stringOf(d)];
  if (jwk.crv === 'X448') return [18, Buffer.concat([curve('2b656f'), stringOf(x), kdf]), stringOf(d)];
  const point = mpiOf(Buffer.concat([Buffer.of(0x40), x]));
  if (jwk.crv === 'Ed25519') return [22, Buffer.concat([curve('2b06010401da470f01'), point]), mpiOf(d)];
  if (jwk.crv === 'X25519') {
    return [18, Buffer.concat([curve('2b060104019755010501'), point, kdf]), mpiOf(Buffer.from(d).reverse())];
  }
  const curves: Record<string, string> = {
    'P-256': '2a8648ce3d030107',
    'P-384': '2b81040022',
    'P-521': '2b81040023',
    secp256k1: '2b8104000a',
  };
  const both = Buffer.concat([Buffer.of(4), x, Buffer.from(jwk.y!, 'base64url')]);
  return [19, Buffer.concat([curve(curves[jwk.crv!]!), mpiOf(both)]), mpiOf(d)];
}

function curve(hex: string): Buffer {
  return Buffer.concat([Buffer.of(hex.length / 2), Buffer.from(hex, 'hex')]);
}

/** As GnuPG writes one: bits that are zero in the first byte do not count, unless all of them are (draft-koch-librepgp, section 4.3). */
function stringOf(bytes: Buffer): Buffer {
  return bytes[0] === 0 ? Buffer.concat([u(8 * bytes.length, 2), bytes]) : mpiOf(bytes);
}
function mpiOf(bytes: Buffer): Buffer {
  return mpi(numberOf(bytes));
}
function mpi(value: bigint): Buffer {
  const bits = value.toString(2).length;
  return Buffer.concat([u(bits, 2), bytesOf(value)]);
}
/** Big-endian, as few as it takes. */
export function bytesOf(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}
function u(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

export interface PgpArmourStyle {
  readonly lineEnd?: string;
  readonly headers?: readonly string[];
  readonly crc?: 'right' | 'wrong' | 'none';
}

export function pgpArmour(packets: Uint8Array, style: PgpArmourStyle = {}): string {
  const { lineEnd = '\n', headers = [], crc = 'right' } = style;
  let sum = 0xb704ce;
  for (const byte of packets) {
    sum ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x800000 ? (sum << 1) ^ 0x1864cfb : sum << 1;
  }
  const check = u((sum & 0xffffff) ^ (crc === 'wrong' ? 1 : 0), 3).toString('base64');
  return [
    '-----BEGIN PGP PRIVATE KEY BLOCK-----',
    ...headers,
    '',
    ...(Buffer.from(packets)
      .toString('base64')
      .match(/.{1,64}/g) ?? []),
    ...(crc === 'none' ? [] : [`=${check}`]),
    '-----END PGP PRIVATE KEY BLOCK-----',
  ].join(lineEnd);
}

/** Writes PKCS#12 stores (RFC 7292, RFC 9579) for tests. Independent of src. */
import { createCipheriv, createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { integer, nothing, octets, oid, sequence, tlv } from './der.ts';

export interface Pkcs12Style {
  /** Undefined: no MAC, keys in the clear. `null`: a MAC of no password at all. */
  readonly password?: string | null;
  /** Another password than that of the MAC for the key bag. */
  readonly keyPassword?: string;
  readonly mac?: 'sha1' | 'sha256' | 'pbmac1' | 'none';
  readonly cipher?: 'aes-256-cbc' | '3des';
  readonly iterations?: number;
  /** Key bags inside encrypted contents. */
  readonly encryptContents?: true;
  /** Secret bags in place of key bags. */
  readonly secrets?: true;
  readonly ber?: true;
}

const DATA = '2a864886f70d010701';
const DIGEST = { sha1: '2b0e03021a', sha256: '608648016503040201' } as const;

/** @param keys PrivateKeyInfo in DER; empty: one certificate bag instead */
export function pkcs12(keys: readonly Uint8Array[], style: Pkcs12Style): Buffer {
  const { password, mac = 'sha256', iterations = 2048 } = style;
  const clear = password === undefined;
  const secret = style.keyPassword ?? password ?? null;
  const bags = keys.map((key) =>
    style.secrets
      ? secretBag(key, style)
      : clear
        ? bag('2a864886f70d010c0a0101', key)
        : bag(
            '2a864886f70d010c0a0102',
            encrypted(key, secret, style, (text) => octets(text)),
          ),
  );
  if (keys.length === 0) bags.push(bag('2a864886f70d010c0a0103', sequence(oid('2a864886f70d01091601'), octets())));
  const contents = sequence(...bags);
  const info = style.encryptContents
    ? sequence(oid('2a864886f70d010706'), tlv(0xa0, sequence(integer(0), encryptedContent(contents, style))))
    : sequence(oid(DATA), tlv(0xa0, octets(contents)));
  const authSafe = sequence(info);
  const parts = [integer(3), sequence(oid(DATA), tlv(0xa0, octets(authSafe)))];
  if (!clear && mac !== 'none') parts.push(macData(authSafe, password, mac, iterations));
  if (!style.ber) return sequence(...parts);
  // As NSS and Bouncy Castle write it: open lengths outside, the octets in pieces.
  const pieces = [authSafe.subarray(0, 100), authSafe.subarray(100)].map((piece) => octets(piece));
  const open = (tag: number, ...inner: Uint8Array[]) =>
    Buffer.concat([Buffer.of(tag, 0x80), ...inner, Buffer.of(0, 0)]);
  return open(0x30, parts[0]!, open(0x30, oid(DATA), open(0xa0, open(0x24, ...pieces))), ...parts.slice(2));
}

/** As Java writes it; in the clear under a type of nobody. */
function secretBag(secret: Uint8Array, style: Pkcs12Style): Buffer {
  const isClear = style.password === undefined || style.encryptContents;
  const type = isClear ? '2b060104018237' : '2a864886f70d010c0a0102';
  const value = isClear ? secret : encrypted(secret, style.password ?? null, style, (text) => octets(text));
  return bag('2a864886f70d010c0a0105', sequence(oid(type), tlv(0xa0, octets(value))));
}

function bag(type: string, value: Uint8Array): Buffer {
  return sequence(oid(type), tlv(0xa0, value));
}

function encryptedContent(contents: Uint8Array, style: Pkcs12Style): Buffer {
  const inner = encrypted(contents, style.password ?? null, style, (text) => tlv(0x80, text));
  const header = inner[1]! < 0x80 ? 2 : 2 + inner[1]! - 0x80;
  return sequence(oid(DATA), inner.subarray(header));
}

/** SEQUENCE of AlgorithmIdentifier and ciphertext. */
function encrypted(
  plain: Uint8Array,
  password: string | null,
  style: Pkcs12Style,
  wrap: (text: Buffer) => Buffer,
): Buffer {
  const { cipher = 'aes-256-cbc', iterations = 2048 } = style;
  const salt = randomBytes(16);
  if (cipher === '3des') {
    const key = derive('sha1', 1, bmp(password), salt, iterations, 24);
    const iv = derive('sha1', 2, bmp(password), salt, iterations, 8);
    const algorithm = sequence(oid('2a864886f70d010c0103'), sequence(octets(salt), integer(iterations)));
    return sequence(algorithm, wrap(encrypt('des-ede3-cbc', key, iv, plain)));
  }
  const iv = randomBytes(16);
  const key = pbkdf2Sync(password ?? '', salt, iterations, 32, 'sha256');
  const algorithm = sequence(
    oid('2a864886f70d01050d'),
    sequence(pbkdf2(salt, iterations), sequence(oid('60864801650304012a'), octets(iv))),
  );
  return sequence(algorithm, wrap(encrypt('aes-256-cbc', key, iv, plain)));
}

function pbkdf2(salt: Buffer, iterations: number, keyBytes?: number): Buffer {
  const prf = sequence(oid('2a864886f70d0209'), nothing());
  const length = keyBytes === undefined ? [] : [integer(keyBytes)];
  return sequence(oid('2a864886f70d01050c'), sequence(octets(salt), integer(iterations), ...length, prf));
}

function macData(authSafe: Buffer, password: string | null, mac: 'sha1' | 'sha256' | 'pbmac1', iterations: number) {
  const salt = randomBytes(8);
  if (mac === 'pbmac1') {
    const key = pbkdf2Sync(password ?? '', salt, iterations, 32, 'sha256');
    const scheme = sequence(oid('2a864886f70d0209'), nothing());
    const algorithm = sequence(oid('2a864886f70d01050e'), sequence(pbkdf2(salt, iterations, 32), scheme));
    const digest = createHmac('sha256', key).update(authSafe).digest();
    return sequence(sequence(algorithm, octets(digest)), octets(Buffer.from('NOT USED')), integer(1));
  }
  const bytes = mac === 'sha1' ? 20 : 32;
  const key = derive(mac, 3, bmp(password), salt, iterations, bytes);
  const digest = createHmac(mac, key).update(authSafe).digest();
  return sequence(
    sequence(sequence(oid(DIGEST[mac]), nothing()), octets(digest)),
    ...[octets(salt), integer(iterations)],
  );
}

function encrypt(name: string, key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv(name, key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** Two NULs behind it; nothing at all for no password. */
function bmp(password: string | null): Buffer {
  if (password === null) return Buffer.alloc(0);
  return Buffer.concat([...password].map((character) => Buffer.of(0, character.charCodeAt(0))).concat(Buffer.alloc(2)));
}

/** RFC 7292, appendix B.2, for blocks of 64 bytes. */
export function derive(name: string, id: number, password: Buffer, salt: Buffer, iterations: number, bytes: number) {
  const fill = (part: Buffer) => Buffer.alloc(Math.ceil(part.length / 64) * 64, part);
  let input = Buffer.concat([fill(salt), fill(password)]);
  let result = Buffer.alloc(0);
  while (result.length < bytes) {
    let a = Buffer.concat([Buffer.alloc(64, id), input]);
    for (let round = 0; round < iterations; round++) a = createHash(name).update(a).digest();
    result = Buffer.concat([result, a]);
    const plus = BigInt(`0x${Buffer.alloc(64, a).toString('hex')}`) + 1n;
    const blocks: Buffer[] = [];
    for (let at = 0; at < input.length; at += 64) {
      const sum = (BigInt(`0x${input.subarray(at, at + 64).toString('hex')}`) + plus) % 2n ** 512n;
      blocks.push(Buffer.from(sum.toString(16).padStart(128, '0'), 'hex'));
    }
    input = Buffer.concat(blocks);
  }
  return result.subarray(0, bytes);
}

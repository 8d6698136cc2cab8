/** Writes JKS, JCEKS (OpenJDK) and BKS (Bouncy Castle) key stores for tests. Independent of src. */
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { integer, octets, oid, sequence } from './der.ts';
import { u32be } from './numbers.ts';
import { derive } from './pkcs12.ts';

export interface StoreEntry {
  readonly alias: string;
  /** PrivateKeyInfo in DER; absent: a certificate. */
  readonly pkcs8?: Uint8Array;
}

export interface JavaStoreStyle {
  readonly format: 'jks' | 'jceks';
  readonly password: string;
  readonly keyPassword?: string;
}

const CERTIFICATE = sequence(sequence(integer(1)), sequence(), octets(Buffer.alloc(40, 7)));

export function javaKeyStore(entries: readonly StoreEntry[], { format, password, keyPassword }: JavaStoreStyle) {
  const protect = format === 'jks' ? protectJks : protectJceks;
  const body = Buffer.concat([
    Buffer.from(format === 'jks' ? 'feedfeed' : 'cececece', 'hex'),
    u32be(2),
    u32be(entries.length),
    ...entries.flatMap(({ alias, pkcs8 }) => {
      const head = [u32be(pkcs8 ? 1 : 2), utf(alias), Buffer.from('0000018bcfe56800', 'hex')];
      if (pkcs8 === undefined) return [...head, ...certificate()];
      return [...head, string(protect(pkcs8, keyPassword ?? password)), u32be(1), ...certificate()];
    }),
  ]);
  const digest = createHash('sha1').update(wide(password)).update('Mighty Aphrodite').update(body).digest();
  return Buffer.concat([body, digest]);
}

const certificate = () => [utf('X.509'), string(CERTIFICATE)];

function protectJks(plain: Uint8Array, password: string): Buffer {
  const salt = randomBytes(20);
  const stream: Buffer[] = [];
  for (let last = salt; stream.length * 20 < plain.length; stream.push(last)) {
    last = createHash('sha1').update(wide(password)).update(last).digest();
  }
  const mask = Buffer.concat(stream);
  const hidden = Buffer.from(plain.map((byte, index) => byte ^ mask[index]!));
  const check = createHash('sha1').update(wide(password)).update(plain).digest();
  return sequence(sequence(oid('2b060104012a02110101'), Buffer.of(5, 0)), octets(Buffer.concat([salt, hidden, check])));
}

function protectJceks(plain: Uint8Array, password: string): Buffer {
  const salt = randomBytes(8);
  const rounds = 1000;
  const derived = Buffer.concat(
    [salt.subarray(0, 4), salt.subarray(4)].map((half) => {
      let state: Buffer = half;
      for (let round = 0; round < rounds; round++) state = createHash('md5').update(state).update(password).digest();
      return state;
    }),
  );
  const cipher = createCipheriv('des-ede3-cbc', derived.subarray(0, 24), derived.subarray(24));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return sequence(sequence(oid('2b060104012a021301'), sequence(octets(salt), integer(rounds))), octets(text));
}

export interface BksStyle {
  readonly version: 1 | 2;
  readonly password: string;
  /** Keys lie in the clear inside the store. */
  readonly unsealed?: true;
}

export function bks(entries: readonly StoreEntry[], { version, password, unsealed }: BksStyle): Buffer {
  const salt = randomBytes(20);
  const secret = password === '' ? Buffer.alloc(0) : wide(`${password}\0`);
  const body = Buffer.concat([
    ...entries.flatMap(({ alias, pkcs8 }) => {
      const type = pkcs8 === undefined ? 1 : unsealed ? 2 : 4;
      const head = [Buffer.of(type), utf(alias), Buffer.from('0000018bcfe56800', 'hex')];
      if (pkcs8 === undefined) return [...head, u32be(0), ...certificate()];
      const key = Buffer.concat([Buffer.of(0), utf('PKCS#8'), utf('RSA'), string(pkcs8)]);
      return [...head, u32be(1), ...certificate(), unsealed ? key : string(sealed(key, secret))];
    }),
    Buffer.of(0),
  ]);
  const key = derive('sha1', 3, secret, salt, 1500, version === 1 ? 2 : 20);
  const mac = createHmac('sha1', key).update(body).digest();
  return Buffer.concat([u32be(version), string(salt), u32be(1500), body, mac]);
}

function sealed(key: Buffer, secret: Buffer): Buffer {
  const salt = randomBytes(20);
  const [des, iv] = [derive('sha1', 1, secret, salt, 1030, 24), derive('sha1', 2, secret, salt, 1030, 8)];
  const cipher = createCipheriv('des-ede3-cbc', des, iv);
  return Buffer.concat([string(salt), u32be(1030), cipher.update(key), cipher.final()]);
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
function string(bytes: Uint8Array): Buffer {
  return Buffer.concat([u32be(bytes.length), bytes]);
}
function utf(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length >> 8, text.length & 0xff), Buffer.from(text)]);
}

/** Writes BCFKS key stores of Bouncy Castle for tests. Independent of src. */
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { integer, octets, oid, sequence, tlv } from './der.ts';

export interface BcfksEntry {
  readonly alias: string;
  /** PrivateKeyInfo in DER; absent: a certificate. */
  readonly pkcs8?: Uint8Array;
}

export interface BcfksStyle {
  readonly password: string;
  readonly keyPassword?: string;
  readonly iterations?: number;
}

const CERTIFICATE = sequence(sequence(integer(1)), octets(Buffer.alloc(40, 7)));
const HMAC_SHA512 = () => sequence(oid('2a864886f70d020b'), tlv(5));
const TIME = tlv(0x18, Buffer.from('20240101000000Z'));

export function bcfksStore(entries: readonly BcfksEntry[], style: BcfksStyle): Buffer {
  const { password, keyPassword = password, iterations = 2000 } = style;
  const objects = entries.map(({ alias, pkcs8 }) => {
    const data =
      pkcs8 === undefined
        ? CERTIFICATE
        : sequence(encrypted(pkcs8, keyPassword, 'PRIVATE_KEY_ENCRYPTION', iterations), sequence(CERTIFICATE));
    return sequence(integer(pkcs8 ? 1 : 0), tlv(0x0c, Buffer.from(alias)), TIME, TIME, octets(data));
  });
  const plain = sequence(integer(1), HMAC_SHA512(), TIME, TIME, sequence(...objects));
  const storeData = encrypted(plain, password, 'STORE_ENCRYPTION', iterations);
  const salt = randomBytes(64);
  const mac = createHmac('sha512', derive(password, 'INTEGRITY_CHECK', { salt, iterations, bytes: 64 }));
  const check = sequence(HMAC_SHA512(), pbkdf2(salt, iterations, 64), octets(mac.update(storeData).digest()));
  return sequence(storeData, check);
}

function encrypted(plain: Uint8Array, password: string, purpose: string, iterations: number): Buffer {
  const [salt, nonce] = [randomBytes(64), randomBytes(12)];
  const key = derive(password, purpose, { salt, iterations, bytes: 32 });
  const cipher = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: 8 });
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const ccm = sequence(oid('60864801650304012f'), sequence(octets(nonce), integer(8)));
  return sequence(sequence(oid('2a864886f70d01050d'), sequence(pbkdf2(salt, iterations, 32), ccm)), octets(body));
}

function pbkdf2(salt: Uint8Array, iterations: number, bytes: number): Buffer {
  return sequence(
    oid('2a864886f70d01050c'),
    sequence(octets(salt), integer(iterations), integer(bytes), HMAC_SHA512()),
  );
}

function derive(
  password: string,
  purpose: string,
  { salt, iterations, bytes }: { readonly salt: Uint8Array; readonly iterations: number; readonly bytes: number },
): Buffer {
  const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le').swap16();
  const secret = Buffer.concat([password === '' ? Buffer.alloc(0) : wide(password), wide(purpose)]);
  return pbkdf2Sync(secret, salt, iterations, bytes, 'sha512');
}

/**
 * Bouncy Castle's key store for FIPS, BCFKS (org.bouncycastle.asn1.bc; BcFKSKeyStoreSpi):
 *
 *   ObjectStore       SEQUENCE { EncryptedObjectStoreData, PbkdMacIntegrityCheck }
 *   …StoreData        SEQUENCE { PBES2 with PBKDF2 and AES-256-CCM, OCTET STRING }
 *   …IntegrityCheck   SEQUENCE { hmacWithSHA512, PBKDF2, OCTET STRING: HMAC over the DER of the store data }
 *   decrypted         SEQUENCE { 1, AlgorithmIdentifier, two times, SEQUENCE OF ObjectData, UTF8String OPTIONAL }
 *   ObjectData        SEQUENCE { type, UTF8String alias, two times, OCTET STRING, UTF8String OPTIONAL }
 *     type 0 certificate, 1 and 3 private key: SEQUENCE { EncryptedPrivateKeyInfo, SEQUENCE OF Certificate }, 2 and 4 secret key
 *
 * Keys are derived by PBKDF2 from the password and the name of the key's purpose, both encoded as in PKCS#12. Opened with the
 * usual passwords only. Refused: scrypt, key wrapping in place of CCM, integrity by signature, keys with another password.
 */
import { createDecipheriv, createHmac } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { readDerKey } from './der-keys.ts';
import { type Allowance, allowanceOf, derivePbkdf2, GUESSING_MS, HMACS, OPENING_MS } from './password-decryption.ts';
import { bmpPassword } from './pkcs12-derivation.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

export interface BcfksStore {
  readonly ciphertext: Uint8Array;
  /** Whether a usual password gives the right MAC and the content can be read. */
  readonly opened: boolean;
  readonly publicKey: PublicKey | undefined;
  /** Of the keys, once the store is opened. */
  readonly aliases: readonly string[];
}

const PBES2 = '2a864886f70d01050d';
const AES_256_CCM = '60864801650304012f';
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const MAX_OBJECTS = 1000;

/** @param frame content of the outermost SEQUENCE. Never throws. */
export function readBcfksStore(frame: DerCursor): BcfksStore | undefined {
  const storeData = frame.whole(TAG.sequence);
  const data = frame.element(TAG.sequence);
  const scheme = data?.octets(TAG.sequence);
  const ciphertext = data?.octets(TAG.octetString);
  const check = frame.element(TAG.sequence);
  const hashName = HMACS[check?.element(TAG.sequence)?.oid() ?? ''];
  const derivation = check?.octets(TAG.sequence);
  const mac = check?.octets(TAG.octetString);
  if (storeData === undefined || scheme === undefined || ciphertext === undefined || data?.atEnd !== true) return;
  if (derivation === undefined || mac === undefined || mac.length < 20 || !frame.atEnd) return undefined;
  if (new DerCursor(scheme).oid() !== PBES2) return undefined;
  const allowance = allowanceOf(GUESSING_MS);
  const password = USUAL_PASSWORDS.find((guess) => {
    const options = { password: purposeful(guess, 'INTEGRITY_CHECK'), bytes: mac.length, allowance };
    const key = hashName === undefined ? undefined : derivePbkdf2(new DerCursor(derivation), options);
    return key && Buffer.compare(createHmac(hashName!, key).update(storeData).digest(), mac) === 0;
  });
  const locked = { ciphertext, opened: false, publicKey: undefined, aliases: [] };
  if (password === undefined) return locked;
  // With the password known, the store and each of a few keys cost one derivation.
  const rest = allowanceOf(OPENING_MS);
  const objects = decryptCcm(scheme, ciphertext, purposeful(password, 'STORE_ENCRYPTION'), rest);
  const keys = objects === undefined ? undefined : readObjects(objects);
  if (keys === undefined) return locked;
  const secret = purposeful(password, 'PRIVATE_KEY_ENCRYPTION');
  return {
    ...{ ciphertext, opened: true, aliases: keys.map(({ alias }) => alias) },
    publicKey: firstKey(keys, secret, rest),
  };
}

/** Each as a BMPString with two NULs; an empty password is no bytes at all. */
function purposeful(password: string, purpose: string): Uint8Array {
  return Buffer.concat([password === '' ? new Uint8Array() : bmpPassword(password), bmpPassword(purpose)]);
}

/** @param scheme content of an AlgorithmIdentifier of PBES2 */
function decryptCcm(
  scheme: Uint8Array,
  ciphertext: Uint8Array,
  password: Uint8Array,
  allowance: Allowance,
): Uint8Array | undefined {
  const cursor = new DerCursor(scheme);
  const parameters = cursor.oid() === PBES2 ? cursor.element(TAG.sequence) : undefined;
  const derivation = parameters?.element(TAG.sequence);
  const encryption = parameters?.element(TAG.sequence);
  const isCcm = encryption?.oid() === AES_256_CCM;
  const ccm = encryption?.element(TAG.sequence);
  const nonce = ccm?.octets(TAG.octetString);
  // CCMParameters (RFC 5084): a tag of 12 bytes by default.
  const tagBytes = ccm?.nextTag === TAG.integer ? Number(ccm.integer(1) ?? 0n) : 12;
  if (derivation === undefined || !isCcm || nonce === undefined || ciphertext.length <= tagBytes) return undefined;
  const key = derivePbkdf2(derivation, { password, bytes: 32, allowance });
  if (key === undefined) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-ccm', key, nonce, { authTagLength: tagBytes });
    decipher.setAuthTag(ciphertext.subarray(ciphertext.length - tagBytes));
    const plain = decipher.update(ciphertext.subarray(0, -tagBytes));
    decipher.final();
    return plain;
  } catch {
    return undefined; // another password, or lengths that CCM does not allow
  }
}

interface KeyObjectData {
  readonly alias: string;
  readonly isPrivate: boolean;
  readonly data: Uint8Array;
}

function readObjects(der: Uint8Array): KeyObjectData[] | undefined {
  const store = new DerCursor(der).element(TAG.sequence);
  const version = store?.integer(1);
  store?.element(TAG.sequence);
  store?.octets(GENERALIZED_TIME);
  store?.octets(GENERALIZED_TIME);
  const objects = store?.element(TAG.sequence);
  if (version !== 1n || objects === undefined) return undefined;
  const keys: KeyObjectData[] = [];
  for (let count = 0; !objects.atEnd && count < MAX_OBJECTS; count++) {
    const object = objects.element(TAG.sequence);
    const type = object?.integer(1);
    const alias = object?.octets(UTF8_STRING);
    object?.octets(GENERALIZED_TIME);
    object?.octets(GENERALIZED_TIME);
    const data = object?.octets(TAG.octetString);
    if (type === undefined || alias === undefined || data === undefined) return undefined;
    const isPrivate = type === 1n || type === 3n;
    if (type !== 0n) keys.push({ alias: Buffer.from(alias).toString('utf8'), isPrivate, data });
  }
  return keys;
}

function firstKey(keys: readonly KeyObjectData[], secret: Uint8Array, allowance: Allowance): PublicKey | undefined {
  for (const { isPrivate, data } of keys) {
    const info = isPrivate ? new DerCursor(data).element(TAG.sequence)?.element(TAG.sequence) : undefined;
    const scheme = info?.octets(TAG.sequence);
    const ciphertext = info?.octets(TAG.octetString);
    const plain = scheme && ciphertext && decryptCcm(scheme, ciphertext, secret, allowance);
    const key = plain && readDerKey(plain);
    if (key?.state === 'proven') return key.publicKey;
  }
  return undefined;
}

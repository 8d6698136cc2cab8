/**
 * How the key databases of NSS encrypt a value (lib/softoken/sftkpwd.c, lowpbe.c of NSS):
 *
 *     SEQUENCE { AlgorithmIdentifier, OCTET STRING }
 *
 * The secret of both schemes is SHA-1 over the salt of the whole database and the password.
 *   PBES2 (since NSS 3.49): PBKDF2 with HMAC-SHA-256 and AES-256-CBC. The IV is the whole OCTET STRING of its parameters, tag and
 *     length among them: 04 0e and 14 bytes
 *   pbeWithSha1AndTripleDES-CBC of PKCS#12's drafts (1.2.840.113549.1.12.5.1.3): key and IV are five HMAC-SHA-1
 */
import { createHash, createHmac } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { decrypt } from './decrypt.ts';
import { type Allowance, derivePbkdf2 } from './password-decryption.ts';

const PBES2 = '2a864886f70d01050d';
const AES_256_CBC = '60864801650304012a';
const SHA1_AND_TRIPLE_DES = '2a864886f70d010c050103';

/** Part of each value and rare elsewhere: the cipher with the head of an IV of 14 bytes; the old scheme. */
export const NSS_VALUE_ANCHORS: readonly string[] = [
  '06 09 60 86 48 01 65 03 04 01 2a 04 0e',
  '06 0b 2a 86 48 86 f7 0d 01 0c 05 01 03 30',
];

export interface NssValue {
  readonly start: number;
  readonly end: number;
  /** Content of the AlgorithmIdentifier. */
  readonly algorithm: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** The value that begins at `start`; undefined if there is none or it is cut. */
export function readNssValue(bytes: Uint8Array, start: number): NssValue | undefined {
  const outside = new DerCursor(bytes, start);
  const frame = outside.element(TAG.sequence);
  const algorithm = frame?.octets(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  if (algorithm === undefined || ciphertext === undefined || frame?.atEnd !== true) return undefined;
  if (ciphertext.length === 0 || ciphertext.length % 8 !== 0) return undefined;
  return { start, end: outside.position, algorithm, ciphertext };
}

/** The value around an anchor: its head takes 5 to 7 bytes before the anchor of the old scheme, 86 to 93 before the other. */
export function nssValueAround(bytes: Uint8Array, at: number): NssValue | undefined {
  for (let start = at - 4; start >= Math.max(0, at - NSS_BYTES_BEFORE); start--) {
    if (bytes[start] !== 0x30) continue;
    const value = readNssValue(bytes, start);
    if (value !== undefined && at < value.algorithm.byteOffset - bytes.byteOffset + value.algorithm.length)
      return value;
  }
  return undefined;
}
const NSS_BYTES_BEFORE = 100;

export function nssSecret(salt: Uint8Array, password: string): Uint8Array {
  return createHash('sha1').update(salt).update(password).digest();
}

/** @returns the plaintext if its padding is right, which is a hint and not a proof. Never throws. */
export function decryptNssValue(
  { algorithm, ciphertext }: Pick<NssValue, 'algorithm' | 'ciphertext'>,
  secret: Uint8Array,
  allowance: Allowance,
): Uint8Array | undefined {
  const cursor = new DerCursor(algorithm);
  const oid = cursor.oid();
  const parameters = cursor.only(TAG.sequence);
  if (parameters === undefined) return undefined;
  if (oid === SHA1_AND_TRIPLE_DES) {
    const salt = parameters.octets(TAG.octetString);
    return salt && decryptTripleDes(secret, salt, ciphertext);
  }
  const derivation = parameters.element(TAG.sequence);
  const cipher = parameters.element(TAG.sequence);
  if (oid !== PBES2 || derivation === undefined || cipher?.oid() !== AES_256_CBC) return undefined;
  const iv = cipher.rest();
  const key = iv.length === 16 ? derivePbkdf2(derivation, { password: secret, bytes: 32, allowance }) : undefined;
  return key && decrypt('aes-256-cbc', key, iv, ciphertext);
}

/** nsspkcs5_PKCS12PBE in the variant of the database: chained HMACs keyed with a SHA-1 of the secret and the entry's salt. */
export function decryptTripleDes(secret: Uint8Array, salt: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined {
  if (salt.length > HASH_BYTES) return undefined;
  const padded = Buffer.alloc(HASH_BYTES);
  padded.set(salt);
  const chained = createHash('sha1').update(secret).update(salt).digest();
  const mac = (...parts: readonly Uint8Array[]) =>
    parts.reduce((hmac, part) => hmac.update(part), createHmac('sha1', chained)).digest();
  const made = Buffer.concat([mac(padded, salt), mac(mac(padded), salt)]);
  return decrypt('des-ede3-cbc', made.subarray(0, 24), made.subarray(-8), ciphertext);
}
const HASH_BYTES = 20;

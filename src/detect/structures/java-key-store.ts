/**
 * Java key stores: JKS (sun.security.provider.JavaKeyStore) and JCEKS (com.sun.crypto.provider.JceKeyStore), as their sources in
 * OpenJDK write them. All numbers big-endian; a name is a uint16 length and modified UTF-8.
 *
 *   0  4  magic: fe ed fe ed (JKS), ce ce ce ce (JCEKS)
 *   4  4  version, 1 or 2
 *   8  4  number of entries, each: uint32 tag, name alias, uint64 date, and
 *           tag 1: uint32 length, EncryptedPrivateKeyInfo, uint32 certificates, each as in tag 2
 *           tag 2: (version 2: name of the type,) uint32 length, certificate
 *           tag 3: a sealed secret key as a Java object stream (JCEKS)
 *   .  20 SHA-1 of password in UTF-16 big-endian, "Mighty Aphrodite", all bytes before
 *
 * Both key protectors are supported: JKS's own (a stream of SHA-1), and PBEWithMD5AndTripleDES of JCEKS. An object stream is only
 * searched for its end, which is the name of its cipher.
 */
import { createDecipheriv, createHash, hash } from 'node:crypto';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import { spend } from '../effort-account.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import { readDerKey } from './der-keys.ts';
import { javaString } from './java-string.ts';
import { iterationsOf } from './password-decryption.ts';
import { SshCursor } from './ssh-cursor.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

export interface JavaKeyStore {
  readonly format: 'jks' | 'jceks';
  readonly length: number;
  /** Whether a usual password gives the right digest of the store, or opened a key. */
  readonly opened: boolean;
  readonly publicKey: PublicKey | undefined;
  /** Aliases of private and secret keys, untrusted text. */
  readonly aliases: readonly string[];
  /** Of the first key; not secret. */
  readonly ciphertext: Uint8Array;
}

const JKS_PROTECTOR = '2b060104012a02110101';
const JCEKS_PROTECTOR = '2b060104012a021301';
const MAX_ENTRIES = 1000;
const DIGEST_BYTES = 20;
/** End of a SealedObject: the name of the cipher is its last field. */
const SEAL_END = Buffer.from('PBEWithMD5AndTripleDES', 'latin1');

interface Entry {
  readonly alias: string;
  readonly protector: string;
  readonly parameters: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/**
 * @param bytes have the store from `start` on
 * @returns undefined if no store with keys begins there or it is cut. Never throws.
 */
export function readJavaKeyStore(bytes: Uint8Array, start: number): JavaKeyStore | undefined {
  const cursor = new SshCursor(bytes, start);
  const magic = cursor.uint32();
  const version = cursor.uint32();
  const count = cursor.uint32();
  const format = magic === 0xfeedfeed ? 'jks' : magic === 0xcececece ? 'jceks' : undefined;
  if (format === undefined || (version !== 1 && version !== 2)) return undefined;
  if (count === undefined || count < 1 || count > MAX_ENTRIES) return undefined;
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    const entry = readEntry(cursor, version, bytes);
    if (entry === undefined) return undefined;
    if (entry !== 'certificate') entries.push(entry);
  }
  const content = bytes.subarray(start, cursor.position);
  const digest = cursor.take(DIGEST_BYTES);
  const first = entries[0];
  if (digest === undefined || first === undefined) return undefined;
  const password = USUAL_PASSWORDS.find((guess) => Buffer.compare(storeDigest(guess, content), digest) === 0);
  const publicKey = firstKey(entries, password);
  return {
    ...{ format, length: cursor.position - start, opened: password !== undefined || publicKey !== undefined },
    ...{ publicKey, aliases: entries.map(({ alias }) => alias), ciphertext: first.ciphertext },
  };
}

function storeDigest(password: string, content: Uint8Array): Uint8Array {
  return createHash('sha1').update(wide(password)).update('Mighty Aphrodite').update(content).digest();
}

function wide(password: string): Buffer {
  return Buffer.from(password, 'utf16le').swap16();
}

function readEntry(cursor: SshCursor, version: number, bytes: Uint8Array): Entry | 'certificate' | undefined {
  const tag = cursor.uint32();
  const alias = javaString(cursor);
  if (alias === undefined || cursor.take(8) === undefined) return undefined;
  if (tag === 2) return readCertificate(cursor, version) ? 'certificate' : undefined;
  if (tag === 3) return readSealed(cursor, alias, bytes);
  const info = tag === 1 ? cursor.string() : undefined;
  const certificates = cursor.uint32();
  if (info === undefined || certificates === undefined || certificates > MAX_ENTRIES) return undefined;
  for (let index = 0; index < certificates; index++) if (!readCertificate(cursor, version)) return undefined;
  const outside = new DerCursor(info);
  const frame = outside.element(TAG.sequence);
  const algorithm = frame?.element(TAG.sequence);
  const ciphertext = frame?.octets(TAG.octetString);
  const protector = algorithm?.oid();
  if (ciphertext === undefined || algorithm === undefined || !outside.atEnd) return undefined;
  if (protector !== JKS_PROTECTOR && protector !== JCEKS_PROTECTOR) return undefined;
  return { alias, protector, parameters: algorithm.rest(), ciphertext };
}

function readCertificate(cursor: SshCursor, version: number): boolean {
  if (version === 2 && javaString(cursor) === undefined) return false;
  const certificate = cursor.string();
  return certificate !== undefined && certificate[0] === 0x30;
}

/** A Java object stream has no length; its last field is the name of the cipher, which the field before may also be. */
function readSealed(cursor: SshCursor, alias: string, bytes: Uint8Array): Entry | undefined {
  const start = cursor.position;
  const head = cursor.take(4);
  if (head === undefined || head[0] !== 0xac || head[1] !== 0xed) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, start + MAX_SEALED_BYTES));
  let end = view.indexOf(SEAL_END, start);
  if (end < 0) return undefined;
  end += SEAL_END.length;
  // TC_STRING with the same name again, or TC_REFERENCE to the first.
  const next = view.indexOf(SEAL_END, end);
  if (next === end + 3) end = next + SEAL_END.length;
  else if (view[end] === 0x71) end += 5;
  if (cursor.take(end - cursor.position) === undefined) return undefined;
  return { alias, protector: 'sealed', parameters: new Uint8Array(), ciphertext: bytes.subarray(start, end) };
}
const MAX_SEALED_BYTES = 16 * 1024;

function firstKey(entries: readonly Entry[], password: string | undefined): PublicKey | undefined {
  for (const entry of entries) {
    const key = entry.protector === JKS_PROTECTOR ? openJks(entry.ciphertext) : openJceks(entry, password);
    if (key !== undefined) return key;
  }
  return undefined;
}

/** 20 bytes of salt, the key XORed with SHA-1(password, salt or the hash before) …, SHA-1(password, key). */
function openJks(protectedKey: Uint8Array): PublicKey | undefined {
  const bytes = protectedKey.length - 2 * DIGEST_BYTES;
  if (bytes < 1) return undefined;
  for (const guess of USUAL_PASSWORDS) {
    const password = wide(guess);
    const plain = Buffer.from(protectedKey.subarray(DIGEST_BYTES, DIGEST_BYTES + bytes));
    let stream = protectedKey.subarray(0, DIGEST_BYTES);
    for (let at = 0; at < bytes; at += DIGEST_BYTES) {
      stream = createHash('sha1').update(password).update(stream).digest();
      for (let index = 0; index < DIGEST_BYTES && at + index < bytes; index++) plain[at + index]! ^= stream[index]!;
      // A key begins with SEQUENCE; most wrong guesses end here.
      if (at === 0 && plain[0] !== 0x30) break;
    }
    const check = createHash('sha1').update(password).update(plain).digest();
    if (Buffer.compare(check, protectedKey.subarray(-DIGEST_BYTES)) === 0) return publicHalf(plain);
  }
  return undefined;
}

/**
 * PBEWithMD5AndTripleDES as the JDK does it: repeated MD5 of each half of the salt and the password; 24 bytes are the key and 8
 * the vector. Only with a password that the digest of the store has proved: 200,000 rounds are usual.
 */
function openJceks({ protector, parameters, ciphertext }: Entry, password: string | undefined): PublicKey | undefined {
  const details = new DerCursor(parameters).element(TAG.sequence);
  const salt = details?.octets(TAG.octetString);
  const iterations = iterationsOf(details);
  if (password === undefined || protector !== JCEKS_PROTECTOR || salt?.length !== 8) return undefined;
  if (iterations === undefined || iterations > MAX_JCEKS_ITERATIONS) return undefined;
  const halves = [salt.subarray(0, 4), salt.subarray(4)];
  // The JDK treats equal halves specially, which no random salt triggers.
  if (Buffer.compare(halves[0]!, halves[1]!) === 0) return undefined;
  spend(2 * iterations * MD5_US);
  try {
    const derived = Buffer.concat(halves.map((half) => repeatedMd5(half, Buffer.from(password, 'latin1'), iterations)));
    const decipher = createDecipheriv('des-ede3-cbc', derived.subarray(0, 24), derived.subarray(24));
    return publicHalf(Buffer.concat([decipher.update(ciphertext), decipher.final()]));
  } catch {
    return undefined; // the key has another password, or this Node lacks MD5 or 3DES
  }
}
/** Two times 200,000 hashes take a second at most. */
const MAX_JCEKS_ITERATIONS = 200_000;
const MD5_US = 1;

function repeatedMd5(half: Uint8Array, password: Uint8Array, iterations: number): Uint8Array {
  let state: Uint8Array = half;
  for (let round = 0; round < iterations; round++) state = hash('md5', Buffer.concat([state, password]), 'buffer');
  return state;
}

/** For a key whose digest is right, which therefore needs no other proof. */
function publicHalf(plain: Uint8Array): PublicKey | undefined {
  const key = readDerKey(plain);
  return key === undefined || key.state === 'bare' ? undefined : key.publicKey;
}

/**
 * Bouncy Castle's own key store BKS, versions 1 and 2 (org.bouncycastle.jcajce.provider.keystore.bc.BcKeyStoreSpi).
 * All numbers big-endian; a name is a uint16 length and modified UTF-8.
 *
 *   0   4  version
 *   4   4  length of the salt, 20
 *   8  20  salt
 *  28   4  iterations, 1,024 to 2,047
 *  32   .  entries: byte type (1 certificate, 2 key, 3 secret, 4 sealed), name alias, uint64 date, uint32 certificates and
 *          each (name type, uint32 length, bytes), then
 *            certificate: name type, uint32 length, bytes
 *            key: byte kind (0 private, 1 public, 2 secret), name format, name algorithm, uint32 length, bytes
 *            secret, sealed: uint32 length, bytes; sealed: salt, uint32 iterations, then a key as above in
 *            PBEWithSHAAnd3-KeyTripleDES-CBC
 *   .   1  0
 *   .  20  HMAC-SHA-1 over the entries, with a key of PKCS#12's derivation: 2 bytes long in version 1, 20 in version 2
 */
import { createHmac } from 'node:crypto';
import type { PublicKey } from '../proof/key-facts.ts';
import { decrypt } from './decrypt.ts';
import { readDerKey } from './der-keys.ts';
import { javaString } from './java-string.ts';
import { type Allowance, allowanceOf, derivePkcs12Within, GUESSING_MS } from './password-decryption.ts';
import { bmpPassword, PURPOSE } from './pkcs12-derivation.ts';
import { SshCursor } from './ssh-cursor.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

export interface BouncyKeyStore {
  readonly version: number;
  readonly length: number;
  /** Whether a usual password gives the right MAC. */
  readonly opened: boolean;
  readonly publicKey: PublicKey | undefined;
  readonly aliases: readonly string[];
  readonly ciphertext: Uint8Array;
}

const SALT_BYTES = 20;
const MAC_BYTES = 20;
const MAX_ENTRIES = 1000;
/** The count is `new Random().nextInt() & 0x3ff` plus 1,024. */
export const isBouncyCount = (iterations: number | undefined): iterations is number =>
  iterations !== undefined && iterations >= 1024 && iterations < 2048;

interface Entry {
  readonly alias: string;
  readonly bytes: Uint8Array;
  readonly isSealed: boolean;
}

/** @returns undefined if no store with keys begins at `start` or it is cut. Never throws. */
export function readBouncyKeyStore(bytes: Uint8Array, start: number): BouncyKeyStore | undefined {
  const cursor = new SshCursor(bytes, start);
  const version = cursor.uint32();
  const salt = cursor.string();
  const iterations = cursor.uint32();
  if ((version !== 1 && version !== 2) || salt?.length !== SALT_BYTES || !isBouncyCount(iterations)) return undefined;
  const content = cursor.position;
  const entries: Entry[] = [];
  for (let count = 0; ; count++) {
    const type = cursor.take(1)?.[0];
    if (type === 0) break;
    const entry = type === undefined || count > MAX_ENTRIES ? undefined : readEntry(cursor, type);
    if (entry === undefined) return undefined;
    if (entry !== 'certificate') entries.push(entry);
  }
  const store = bytes.subarray(content, cursor.position);
  const mac = cursor.take(MAC_BYTES);
  const first = entries[0];
  if (mac === undefined || first === undefined) return undefined;
  const allowance = allowanceOf(GUESSING_MS);
  const shared = { hashName: 'sha1', purpose: PURPOSE.mac, salt, iterations, bytes: version === 1 ? 2 : MAC_BYTES };
  const password = USUAL_PASSWORDS.find((guess) => {
    const key = derivePkcs12Within(allowance, bouncyPassword(guess), shared);
    return key && Buffer.compare(createHmac('sha1', key).update(store).digest(), mac) === 0;
  });
  return {
    ...{ version, length: cursor.position - start, opened: password !== undefined },
    publicKey: password === undefined ? undefined : firstKey(entries, password, allowance),
    ...{ aliases: entries.map(({ alias }) => alias), ciphertext: first.bytes },
  };
}

/** Bouncy Castle hashes no bytes for an empty password, where PKCS#12 hashes two NULs. */
function bouncyPassword(password: string): Uint8Array {
  return password === '' ? new Uint8Array() : bmpPassword(password);
}

function readEntry(cursor: SshCursor, type: number): Entry | 'certificate' | undefined {
  const alias = javaString(cursor);
  const date = cursor.take(8);
  const certificates = cursor.uint32();
  if (alias === undefined || date === undefined || certificates === undefined) return undefined;
  if (certificates > MAX_ENTRIES) return undefined;
  for (let index = 0; index < certificates; index++) {
    if (javaString(cursor) === undefined || cursor.string() === undefined) return undefined;
  }
  if (type === 1) return javaString(cursor) !== undefined && cursor.string() !== undefined ? 'certificate' : undefined;
  if (type === 2) {
    const key = readKey(cursor);
    if (key === undefined) return undefined;
    return key.kind === 1 ? 'certificate' : { alias, bytes: key.encoded, isSealed: false };
  }
  const bytes = type === 3 || type === 4 ? cursor.string() : undefined;
  return bytes && { alias, bytes, isSealed: type === 4 };
}

/** byte kind, name format, name algorithm, uint32 length, bytes. */
function readKey(cursor: SshCursor): { readonly kind: number; readonly encoded: Uint8Array } | undefined {
  const kind = cursor.take(1)?.[0];
  if (javaString(cursor) === undefined || javaString(cursor) === undefined) return undefined;
  const encoded = cursor.string();
  return kind === undefined || kind > 2 || encoded === undefined ? undefined : { kind, encoded };
}

function firstKey(entries: readonly Entry[], password: string, allowance: Allowance): PublicKey | undefined {
  for (const { bytes, isSealed } of entries) {
    const encoded = isSealed ? unseal(bytes, password, allowance) : bytes;
    const key = encoded && readDerKey(encoded);
    // The MAC has proved it.
    if (key !== undefined && key.state !== 'bare' && key.publicKey !== undefined) return key.publicKey;
  }
  return undefined;
}

function unseal(sealed: Uint8Array, password: string, allowance: Allowance): Uint8Array | undefined {
  const cursor = new SshCursor(sealed);
  const salt = cursor.string();
  const iterations = cursor.uint32();
  if (salt?.length !== SALT_BYTES || !isBouncyCount(iterations)) return undefined;
  const shared = { hashName: 'sha1', salt, iterations };
  const secret = bouncyPassword(password);
  const key = derivePkcs12Within(allowance, secret, { ...shared, purpose: PURPOSE.key, bytes: 24 });
  const iv = derivePkcs12Within(allowance, secret, { ...shared, purpose: PURPOSE.vector, bytes: 8 });
  if (key === undefined || iv === undefined) return undefined;
  // Undefined if the key has another password.
  const plain = decrypt('des-ede3-cbc', key, iv, sealed.subarray(cursor.position));
  return plain && readKey(new SshCursor(plain))?.encoded;
}

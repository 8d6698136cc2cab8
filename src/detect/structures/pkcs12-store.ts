/**
 * PKCS#12 key stores: PFX of RFC 7292, section 4, with password integrity (its MAC, or PBMAC1 of RFC 9579) or none.
 *
 *   PFX           SEQUENCE { 3, ContentInfo data { AuthenticatedSafe }, MacData OPTIONAL }
 *   contents      SEQUENCE OF ContentInfo: data or encryptedData, each SafeContents = SEQUENCE OF SafeBag
 *   SafeBag       SEQUENCE { type, [0] value, SET attributes OPTIONAL }
 *
 * Read: DER, and BER by way of ber-to-der.ts; key bags, shrouded key bags, secret bags, all also inside encrypted contents once the
 * password is known. The MAC is tried with the usual passwords (pkcs12-mac.ts). Refused: integrity by signature, nested safe bags.
 */
import { berToDer } from '../der/ber-to-der.ts';
import { DerCursor, TAG } from '../der/der-cursor.ts';
import type { PublicKey } from '../proof/key-facts.ts';
import type { ProvenKey, UnprovenKey } from '../proof/read-key.ts';
import { readDerKey } from './der-keys.ts';
import { type Allowance, allowanceOf, decryptWithPassword, GUESSING_MS, OPENING_MS } from './password-decryption.ts';
import { NO_PASSWORD } from './pkcs12-derivation.ts';
import { passwordOf } from './pkcs12-mac.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

export interface Pkcs12Store {
  /** `opened`: a usual password gives the right MAC, or decrypted a key. `clear`: a key in the clear. */
  readonly state: 'opened' | 'clear' | 'locked';
  /** The keys that could be read, in order. */
  readonly keys: readonly StoredKey[];
  /** Number of key bags and secret bags that could be seen. */
  readonly keyBags: number;
  /** Of the first shrouded key bag or secret, else of the first encrypted contents; for the fingerprint of a locked store. */
  readonly ciphertext: Uint8Array | undefined;
  /** Content of the first secret bag that is not encrypted itself and visible without a password: may be a password. */
  readonly clearSecret: Uint8Array | undefined;
  /** True if contents are encrypted and could not be read, so that there may be more. */
  readonly hidden: boolean;
  readonly passwordIsEmpty: boolean;
}

/** A key with a public half. The MAC proves it if a usual password gives the right one; otherwise its numbers must. */
export type StoredKey = (ProvenKey | UnprovenKey) & { readonly publicKey: PublicKey };

const DATA = '2a864886f70d010701';
const ENCRYPTED_DATA = '2a864886f70d010706';
const KEY_BAG = '2a864886f70d010c0a0101';
const SHROUDED_KEY_BAG = '2a864886f70d010c0a0102';
const SECRET_BAG = '2a864886f70d010c0a0105';
/** Limit of bags and of contents; stores written by tools have fewer. */
const MAX_BAGS = 256;

/**
 * @param frame content of the outermost SEQUENCE
 * @returns undefined if it is no PFX or has no key. Never throws.
 */
export function readPkcs12(frame: DerCursor): Pkcs12Store | undefined {
  const version = frame.integer(1);
  const contentInfo = frame.element(TAG.sequence);
  if (version !== 3n || contentInfo?.oid() !== DATA) return undefined;
  const authSafe = wholeOctets(contentInfo.element(TAG.context0));
  const macData = frame.atEnd ? undefined : frame.element(TAG.sequence);
  if (authSafe === undefined || !frame.atEnd) return undefined;
  const safes = readSafes(authSafe);
  if (safes === undefined) return undefined;
  const allowance = allowanceOf(GUESSING_MS);
  const password = macData && passwordOf(macData, authSafe, allowance);
  const rest = password === undefined ? allowance : allowanceOf(OPENING_MS);
  return summary(safes, { password, isMacked: macData !== undefined, allowance: rest });
}

interface Bag {
  readonly type: string;
  readonly value: DerCursor;
}
interface Safes {
  readonly bags: readonly Bag[];
  readonly encrypted: readonly { readonly algorithm: Uint8Array; readonly ciphertext: Uint8Array }[];
}

function readSafes(authSafe: Uint8Array): Safes | undefined {
  const outside = derCursor(authSafe);
  const contents = outside?.element(TAG.sequence);
  if (contents === undefined || outside?.atEnd !== true) return undefined;
  const bags: Bag[] = [];
  const encrypted: { algorithm: Uint8Array; ciphertext: Uint8Array }[] = [];
  for (let count = 0; !contents.atEnd; count++) {
    const info = contents.element(TAG.sequence);
    const type = info?.oid();
    const value = info?.element(TAG.context0);
    if (value === undefined || count >= MAX_BAGS) return undefined;
    if (type === DATA) {
      const inner = readBags(wholeOctets(value));
      if (inner === undefined) return undefined;
      bags.push(...inner);
    } else if (type === ENCRYPTED_DATA) {
      const data = value.element(TAG.sequence);
      const version = data?.integer(1);
      const content = data?.element(TAG.sequence);
      if (version !== 0n || content?.oid() !== DATA) return undefined;
      const algorithm = content.octets(TAG.sequence);
      const ciphertext = encryptedOctets(content);
      if (algorithm === undefined || ciphertext === undefined) return undefined;
      encrypted.push({ algorithm, ciphertext });
    }
  }
  return bags.length + encrypted.length > 0 ? { bags, encrypted } : undefined;
}

/** The octets have a structure of their own, which Bouncy Castle also writes in BER. */
function derCursor(octets: Uint8Array): DerCursor | undefined {
  if (octets[1] !== 0x80) return new DerCursor(octets);
  const converted = berToDer(octets, 0);
  return converted?.length === octets.length ? new DerCursor(converted.der) : undefined;
}

/** SafeContents. */
function readBags(bytes: Uint8Array | undefined): Bag[] | undefined {
  const contents = bytes && derCursor(bytes)?.element(TAG.sequence);
  if (contents === undefined) return undefined;
  const bags: Bag[] = [];
  while (!contents.atEnd) {
    const bag = contents.element(TAG.sequence);
    const type = bag?.oid();
    const value = bag?.element(TAG.context0);
    if (type === undefined || value === undefined || bags.length >= MAX_BAGS) return undefined;
    bags.push({ type, value });
  }
  return bags;
}

/** The content of a single OCTET STRING without anything else. */
function wholeOctets(cursor: DerCursor | undefined): Uint8Array | undefined {
  const octets = cursor?.octets(TAG.octetString);
  return cursor?.atEnd ? octets : undefined;
}

/** [0] IMPLICIT OCTET STRING: whole, or in pieces. */
function encryptedOctets(content: DerCursor): Uint8Array | undefined {
  const whole = content.octets(0x80);
  if (whole !== undefined) return whole;
  const pieces = content.element(TAG.context0);
  const all: Uint8Array[] = [];
  while (pieces !== undefined && !pieces.atEnd) {
    const piece = pieces.octets(TAG.octetString);
    if (piece === undefined) return undefined;
    all.push(piece);
  }
  return pieces && Buffer.concat(all);
}

interface Opening {
  readonly password: string | undefined;
  readonly isMacked: boolean;
  readonly allowance: Allowance;
}

function summary(safes: Safes, { password, isMacked, allowance }: Opening): Pkcs12Store | undefined {
  // Without a MAC, only the keys themselves show whether a password is right.
  const passwords = password !== undefined ? [password] : isMacked ? [] : USUAL_PASSWORDS;
  const decrypt: Decrypt = (algorithm, ciphertext, read) =>
    firstOf(passwords, (guess) =>
      read(decryptWithPassword(new DerCursor(algorithm), { ciphertext, password: guess, allowance })),
    );
  const opened = safes.encrypted.map(({ algorithm, ciphertext }) => decrypt(algorithm, ciphertext, readBags));
  const hidden = opened.includes(undefined);
  const bags = [...safes.bags, ...opened.flatMap((inner) => inner ?? [])];
  const content = contentOf(bags, safes.bags, decrypt);
  if (content === undefined) return undefined;
  const { keys, keyBags, isClear, shrouded, clearSecret } = content;
  if (keyBags === 0 && (password !== undefined || !hidden)) return undefined; // certificates only
  const isOpened = password !== undefined || keys.length > 0;
  return {
    state: isClear ? 'clear' : isOpened ? 'opened' : 'locked',
    keys: password === undefined ? keys : keys.map((key) => ({ ...key, state: 'proven' })),
    ...{ keyBags, ciphertext: shrouded ?? safes.encrypted[0]?.ciphertext, clearSecret, hidden },
    passwordIsEmpty: password === '' || password === NO_PASSWORD,
  };
}

/** The first that `read` makes of a plaintext, over the passwords to try. */
type Decrypt = <T>(
  algorithm: Uint8Array,
  ciphertext: Uint8Array,
  read: (plaintext: Uint8Array | undefined) => T | undefined,
) => T | undefined;

/** What bags hold besides certificates. */
interface Content {
  readonly keys: StoredKey[];
  keyBags: number;
  /** A key is in the clear. */
  isClear: boolean;
  /** Ciphertext of the first key that has one. */
  shrouded?: Uint8Array | undefined;
  clearSecret?: Uint8Array | undefined;
}

/** @returns undefined if one of the bags is malformed. @param clear those of the bags that were not encrypted as a whole */
function contentOf(bags: readonly Bag[], clear: readonly Bag[], decrypt: Decrypt): Content | undefined {
  const content: Content = { keys: [], keyBags: 0, isClear: false };
  for (const bag of bags) {
    const { type, value } = bag;
    if (type === KEY_BAG) {
      const key = openedKey(value.rest());
      content.keyBags++;
      if (key !== undefined) content.keys.push(key);
      content.isClear ||= key !== undefined;
    } else if (type === SHROUDED_KEY_BAG) {
      const info = value.element(TAG.sequence);
      const algorithm = info?.octets(TAG.sequence);
      const ciphertext = info?.octets(TAG.octetString);
      if (algorithm === undefined || ciphertext === undefined) return undefined;
      content.keyBags++;
      content.shrouded ??= ciphertext;
      const key = decrypt(algorithm, ciphertext, openedKey);
      if (key !== undefined) content.keys.push(key);
    } else if (type === SECRET_BAG) {
      const secret = readSecret(value);
      if (secret === undefined) return undefined;
      content.keyBags++;
      if (secret.isShrouded) content.shrouded ??= secret.bytes;
      else if (clear.includes(bag)) content.clearSecret ??= secret.bytes;
    }
  }
  return content;
}

/**
 * SecretBag: SEQUENCE { type, [0] value }. Java stores symmetric keys and passwords in it, as an EncryptedPrivateKeyInfo in an
 * OCTET STRING (sun.security.pkcs12.PKCS12KeyStore); Oracle's wallets store passwords there, under types of their own.
 */
function readSecret(value: DerCursor): { readonly bytes: Uint8Array; readonly isShrouded: boolean } | undefined {
  const bag = value.element(TAG.sequence);
  const type = bag?.oid();
  const bytes = bag?.octets(TAG.context0);
  return bytes && { bytes, isShrouded: type === SHROUDED_KEY_BAG };
}

function firstOf<T>(passwords: readonly string[], open: (password: string) => T | undefined): T | undefined {
  for (const password of passwords) {
    const found = open(password);
    if (found !== undefined) return found;
  }
  return undefined;
}

function openedKey(plaintext: Uint8Array | undefined): StoredKey | undefined {
  const key = plaintext && readDerKey(plaintext);
  if (key === undefined || key.state === 'bare' || key.publicKey === undefined) return undefined;
  return { ...key, publicKey: key.publicKey };
}

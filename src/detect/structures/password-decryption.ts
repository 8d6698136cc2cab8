/**
 * Decryption with a password, by an AlgorithmIdentifier:
 *   PBES2 of RFC 8018 with PBKDF2 (HMAC with SHA-1 and SHA-2) and AES-CBC or 3DES-CBC;
 *   pbeWithSHAAnd3-KeyTripleDES-CBC and its 2-key sister of RFC 7292, appendix C.
 * Not done: RC2, RC4 and DES, which node:crypto has only with the legacy provider; scrypt, whose cost is memory.
 */

import { pbkdf2Sync } from 'node:crypto';
import { type DerCursor, TAG } from '../der/der-cursor.ts';
import { CostlyResults } from '../effort-account.ts';
import { sha256Hex } from '../fingerprint.ts';
import { decrypt } from './decrypt.ts';
import { bmpPassword, derivationMicroseconds, derivePkcs12, NO_PASSWORD, PURPOSE } from './pkcs12-derivation.ts';

/** OWASP recommends 600,000 for PBKDF2 with HMAC-SHA-256; files with more are not tried. */
const MAX_ITERATIONS = 600_000;

/**
 * Milliseconds of derivation for all guesses at a store: enough for every password at 100,000 iterations of SHA-1, which keytool
 * wrote from 8u301 to 15, and more than enough at the 10,000 of SHA-256 that it writes now. A damaged store costs no more.
 */
export const GUESSING_MS = 260;
/** For the content of a store once the password is known: two times 600,000 iterations of PBKDF2 with SHA-256. */
export const OPENING_MS = 200;

/** Takes time from an allowance; false if that is used up. */
export interface Allowance {
  /** @param work says what is computed: it is charged once, whether or not this thread knows the result already */
  take(microseconds: number, work: string): boolean;
}

/** An allowance of that many milliseconds in total, charged by measured costs of derivations: no clock is read. */
export function allowanceOf(milliseconds: number): Allowance {
  let left = 1000 * milliseconds;
  const paid = new Set<string>();
  return {
    take(microseconds, work) {
      if (paid.has(work)) return true;
      if (microseconds > left) return false;
      left -= microseconds;
      paid.add(work);
      return true;
    },
  };
}

const PBES2 = '2a864886f70d01050d';
const PBKDF2 = '2a864886f70d01050c';
const PKCS12_TRIPLE_DES: Readonly<Record<string, number>> = {
  '2a864886f70d010c0103': 24,
  '2a864886f70d010c0104': 16,
};
const CIPHERS: Readonly<
  Record<string, { readonly name: string; readonly keyBytes: number; readonly ivBytes: number }>
> = {
  '608648016503040102': { name: 'aes-128-cbc', keyBytes: 16, ivBytes: 16 },
  '608648016503040116': { name: 'aes-192-cbc', keyBytes: 24, ivBytes: 16 },
  '60864801650304012a': { name: 'aes-256-cbc', keyBytes: 32, ivBytes: 16 },
  '2a864886f70d0307': { name: 'des-ede3-cbc', keyBytes: 24, ivBytes: 8 },
};
/** id-hmacWithSHA1 … 512 (RFC 8018, appendix B.1). */
export const HMACS: Readonly<Record<string, string>> = {
  '2a864886f70d0207': 'sha1',
  '2a864886f70d0208': 'sha224',
  '2a864886f70d0209': 'sha256',
  '2a864886f70d020a': 'sha384',
  '2a864886f70d020b': 'sha512',
};

/** Microseconds per iteration, measured, for results of 32 bytes and for as many bytes as cost the same. */
const PBKDF2_MICROSECONDS: Readonly<Record<string, number>> = {
  ...{ sha1: 0.36, sha224: 0.16, sha256: 0.16, sha384: 0.46, sha512: 0.46 },
};
const PBKDF2_BYTES: Readonly<Record<string, number>> = { sha384: 48, sha512: 64 };

export interface DecryptionOptions {
  readonly ciphertext: Uint8Array;
  readonly password: string;
  readonly allowance: Allowance;
}

/**
 * @param algorithm content of the AlgorithmIdentifier, consumed
 * @returns the plaintext if its padding is right, which is a hint and not a proof. Never throws.
 */
export function decryptWithPassword(algorithm: DerCursor, options: DecryptionOptions): Uint8Array | undefined {
  const oid = algorithm.oid();
  const parameters = algorithm.element(TAG.sequence);
  if (oid === undefined || parameters === undefined) return undefined;
  const tripleDesBytes = PKCS12_TRIPLE_DES[oid];
  if (tripleDesBytes !== undefined) return decryptTripleDes(parameters, tripleDesBytes, options);
  return oid === PBES2 ? decryptPbes2(parameters, options) : undefined;
}

function decryptPbes2(parameters: DerCursor, { ciphertext, password, allowance }: DecryptionOptions) {
  const derivation = parameters.element(TAG.sequence);
  const encryption = parameters.element(TAG.sequence);
  const cipher = CIPHERS[encryption?.oid() ?? ''];
  const iv = encryption?.octets(TAG.octetString);
  if (derivation === undefined || cipher === undefined || iv?.length !== cipher.ivBytes) return undefined;
  // PBKDF2 does not distinguish the empty password from none.
  const text = password === NO_PASSWORD ? '' : password;
  const key = derivePbkdf2(derivation, { password: text, bytes: cipher.keyBytes, allowance });
  return key && decrypt(cipher.name, key, iv, ciphertext);
}

/** @param derivation content of the AlgorithmIdentifier of PBKDF2, consumed */
export function derivePbkdf2(
  derivation: DerCursor,
  options: { readonly password: string | Uint8Array; readonly bytes: number; readonly allowance: Allowance },
): Uint8Array | undefined {
  const oid = derivation.oid();
  const details = derivation.element(TAG.sequence);
  const salt = details?.octets(TAG.octetString);
  const iterations = iterationsOf(details);
  if (oid !== PBKDF2 || details === undefined || salt === undefined || iterations === undefined) return undefined;
  if (details.nextTag === TAG.integer) details.integer(4);
  const prf = details.atEnd ? 'sha1' : HMACS[details.element(TAG.sequence)?.oid() ?? ''];
  if (prf === undefined) return undefined;
  const { password, bytes, allowance } = options;
  return derivePbkdf2Within(allowance, { password, salt, iterations, bytes, hashName: prf });
}

/** PBKDF2, cached. */
export function derivePbkdf2Within(
  allowance: Allowance,
  options: {
    readonly password: string | Uint8Array;
    readonly salt: Uint8Array;
    readonly iterations: number;
    readonly bytes: number;
    readonly hashName: string;
  },
): Uint8Array | undefined {
  const { salt, iterations, bytes, hashName } = options;
  const password = Buffer.from(options.password);
  const blocks = Math.ceil(bytes / (PBKDF2_BYTES[hashName] ?? 32));
  return remembered(
    {
      ...{ allowance, microseconds: iterations * (PBKDF2_MICROSECONDS[hashName] ?? 1) * blocks },
      name: `pbkdf2 ${hashName} ${hex(salt)} ${iterations} ${bytes} ${hex(password)}`,
    },
    () => pbkdf2Sync(password, salt, iterations, bytes, hashName),
  );
}

/** PKCS#12 derivation, cached. */
export function derivePkcs12Within(
  allowance: Allowance,
  password: Uint8Array,
  options: Parameters<typeof derivePkcs12>[1],
): Uint8Array | undefined {
  const { hashName, purpose, salt, iterations, bytes } = options;
  return remembered(
    {
      ...{ allowance, microseconds: derivationMicroseconds(options) },
      name: `pkcs12 ${hashName} ${purpose} ${hex(salt)} ${iterations} ${bytes} ${hex(password)}`,
    },
    () => derivePkcs12(password, options),
  );
}

/** An INTEGER of 1 to MAX_ITERATIONS. */
export function iterationsOf(cursor: DerCursor | undefined): number | undefined {
  const count = cursor?.integer(8);
  return count !== undefined && count >= 1n && count <= MAX_ITERATIONS ? Number(count) : undefined;
}

function decryptTripleDes(parameters: DerCursor, keyBytes: number, options: DecryptionOptions) {
  const salt = parameters.octets(TAG.octetString);
  const iterations = iterationsOf(parameters);
  if (salt === undefined || iterations === undefined) return undefined;
  const password = bmpPassword(options.password);
  const shared = { hashName: 'sha1', salt, iterations };
  const { allowance } = options;
  const key = derivePkcs12Within(allowance, password, { ...shared, purpose: PURPOSE.key, bytes: keyBytes });
  const iv = derivePkcs12Within(allowance, password, { ...shared, purpose: PURPOSE.vector, bytes: 8 });
  if (key === undefined || iv === undefined) return undefined;
  const full = keyBytes === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decrypt('des-ede3-cbc', full, iv, options.ciphertext);
}

/** Each anchor of a store needs the same derivations. */
const derived = new CostlyResults<Uint8Array | undefined>();

/** @returns undefined where the allowance is used up, which is no result: the next caller may have more */
function remembered(
  work: { readonly allowance: Allowance; readonly microseconds: number; readonly name: string },
  derive: () => Uint8Array | undefined,
): Uint8Array | undefined {
  const { allowance, microseconds } = work;
  // A salt may be long.
  const name = sha256Hex(work.name);
  return allowance.take(microseconds, name) ? derived.of(name, microseconds, derive) : undefined;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

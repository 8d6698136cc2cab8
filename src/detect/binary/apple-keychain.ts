/**
 * Keychains of macOS (`login.keychain`, `*.keychain-db`), files of AppleDatabase and the blobs of securityd in them (Apple's
 * Security framework: AppleDatabase.h, ssblob.h, dbcrypto.cpp). All numbers are big-endian:
 *   file     0  4  "kych"      4  4  version 00010000    8  4  offset of the authorization    12  4  offset of the schema
 *   schema   0  4  bytes       4  4  tables              8  .  an offset each, relative to the schema
 *   table    0  4  bytes       4  4  kind (cssmapple.h)  8  4  records   12  4  start of the records   16  4  their end, that of the indexes
 *   DbBlob   0  4  fade0711    4  4  version 100, 200    8  4  start of the ciphertext        12  4  total bytes
 *           16 16  signature  32  4  sequence           36  8  when to lock                   44 20  salt    64 8  IV
 *           72 20  HMAC-SHA-1 92  .  access rules, then 48 bytes in 3DES-CBC under PBKDF2 with HMAC-SHA-1, 1,000 iterations
 *                            in the clear: the key of all other keys, 24 bytes, and that of the HMAC, 20 bytes
 * The file alone is low, since its content is encrypted. A DbBlob that a usual password opens gives access to all of it: high,
 * proven by its HMAC over everything but itself. The keys inside are not read: they may be anywhere in the file. A file whose
 * tables are all empty or of certificates is no finding: `root_certs.keychain`, which app-builder-lib of Electron bundles.
 */
import { createHmac } from 'node:crypto';
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import { decrypt } from '../structures/decrypt.ts';
import { allowanceOf, derivePbkdf2Within, GUESSING_MS } from '../structures/password-decryption.ts';
import { USUAL_PASSWORDS } from '../structures/usual-passwords.ts';

const FILE_HEADER_BYTES = 16;
const MAX_TABLES = 64;
const TABLE_HEADER_BYTES = 28;
/** The schema fills the first 20 KiB before any record; tables beyond this limit may contain anything. */
const MAX_FILE_BYTES = 64 * 1024;
const BLOB_HEADER_BYTES = 92;
const CIPHERTEXT_BYTES = 48;
/** Includes a list of programs that may read it; a few hundred bytes each. */
const MAX_BLOB_BYTES = 16 * 1024;
const ITERATIONS = 1000;
const FIRST_OF_FILE = 0x6b;

export const appleKeychain: Detector = {
  id: 'key-store-keychain',
  form: {
    specification: 'AppleDatabase and ssblob.h of Apple Security',
    proof: 'file: all offsets fit. Common password: padding and HMAC of the DbBlob',
  },
  title: 'Apple keychain, encrypted with a password',
  severity: 'low',
  confidence: 'high',
  advice:
    'Opens with its password, which can be guessed at leisure. If that is known or weak, replace every key and password in it; delete keychains of builds when the build ends.',
  trigger: {
    anchors: ['6b 79 63 68 00 01 00 00', 'fa de 07 11 00 00 01 00', 'fa de 07 11 00 00 02 00'].map(byteAnchor),
    bytesBefore: 0,
    reads: 'bytes',
  },
  maxMatchBytes: MAX_FILE_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const isFile = window[at] === FIRST_OF_FILE;
  const end = Math.min(window.length, at + (isFile ? MAX_FILE_BYTES : MAX_BLOB_BYTES));
  const bytes = Buffer.from(window.buffer, window.byteOffset + at, end - at);
  return isFile ? inspectFile(bytes, at) : inspectDbBlob(bytes, at);
}

function inspectFile(bytes: Buffer, at: number): Match | undefined {
  if (bytes.length < FILE_HEADER_BYTES) return undefined;
  const schema = bytes.readUInt32BE(12);
  if (bytes.readUInt32BE(8) < FILE_HEADER_BYTES || schema < FILE_HEADER_BYTES || schema > 4096 || schema % 4 !== 0)
    return undefined;
  if (schema + 8 > bytes.length) return undefined;
  const [size, tables] = [bytes.readUInt32BE(schema), bytes.readUInt32BE(schema + 4)];
  const end = schema + 8 + 4 * tables;
  if (tables === 0 || tables > MAX_TABLES || size < 8 + 4 * tables || end > bytes.length) return undefined;
  const offsets = Array.from({ length: tables }, (_, table) => bytes.readUInt32BE(schema + 8 + 4 * table));
  if (offsets.some((offset) => offset < 8 + 4 * tables || offset >= size || offset % 4 !== 0)) return undefined;
  if (offsets.every((offset) => holdsNoSecret(bytes, schema + offset, size - offset))) return undefined;
  return {
    ...{ offset: at, length: end, preview: 'kych…', fingerprint: blobFingerprint(bytes.subarray(0, end)) },
    facts: { encrypted: true, form: 'keychain', tables },
  };
}

/** Whether a table is certainly without secrets: its header must be complete and plausible. */
function holdsNoSecret(bytes: Buffer, at: number, most: number): boolean {
  if (at + TABLE_HEADER_BYTES > bytes.length) return false;
  const size = bytes.readUInt32BE(at);
  if (size < TABLE_HEADER_BYTES || size > most) return false;
  if (PUBLIC_TABLES.has(bytes.readUInt32BE(at + 4))) return true;
  return bytes.readUInt32BE(at + 8) === 0 && bytes.readUInt32BE(at + 12) === bytes.readUInt32BE(at + 16);
}

/** Four tables of the schema, public keys, certificates, revocation lists, and the DbBlob, which is examined separately. */
const PUBLIC_TABLES = new Set([0, 1, 2, 3, 0xf, 0x80001000, 0x80001001, 0x80008000]);

function inspectDbBlob(bytes: Buffer, at: number): Match | undefined {
  if (bytes.length < BLOB_HEADER_BYTES) return undefined;
  const [start, length] = [bytes.readUInt32BE(8), bytes.readUInt32BE(12)];
  if (start < BLOB_HEADER_BYTES || length !== start + CIPHERTEXT_BYTES || length > bytes.length) return undefined;
  const [salt, iv, ciphertext] = [bytes.subarray(44, 64), bytes.subarray(64, 72), bytes.subarray(start, length)];
  if (isMonotonous(salt) || isMonotonous(ciphertext)) return undefined;
  const allowance = allowanceOf(GUESSING_MS);
  for (const password of USUAL_PASSWORDS) {
    const options = { password, salt, iterations: ITERATIONS, bytes: 24, hashName: 'sha1' };
    const key = derivePbkdf2Within(allowance, options);
    const keys = key && decrypt('des-ede3-cbc', key, iv, ciphertext);
    if (keys?.length !== KEYS_BYTES) continue;
    const signed = createHmac('sha1', keys.subarray(24)).update(bytes.subarray(0, 72));
    const isProven = signed.update(bytes.subarray(BLOB_HEADER_BYTES, length)).digest().equals(bytes.subarray(72, 92));
    return {
      ...{ offset: at, length, preview: 'fa de 07 11…', fingerprint: blobFingerprint(ciphertext) },
      ...{ title: 'Apple keychain with a common password', severity: 'high' },
      // Four bytes of padding are right by chance once in 2^32.
      confidence: isProven ? 'proven' : 'high',
      facts: { form: 'keychain', password: password === '' ? 'empty' : 'usual' },
    };
  }
  return undefined;
}
const KEYS_BYTES = 44;

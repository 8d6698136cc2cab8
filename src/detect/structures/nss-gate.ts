/**
 * The row of an NSS key database that shows whether a password is right; with the right one, every key of the database can be
 * read.
 *   key4.db   SQLite, table metaData: `password`, a salt of 20 bytes, and a value as nss-encryption.ts reads them
 *   key3.db   Berkeley DB 1.85, a hash; in its pages the data of a pair precedes its key:
 *             a salt of 20 bytes before `global-salt`, and before `password-check`
 *               0  1  version 3     1  1  salt bytes, 20    2  1  name bytes, 1     3  20  salt     23  1  name, empty
 *              24  1  OID bytes    25  11  1.2.840.113549.1.12.5.1.3               36  16  ciphertext
 * Decrypted, both say `password-check`.
 */
import { latin1 } from '../latin1.ts';
import { decryptNssValue, decryptTripleDes, nssSecret, readNssValue } from './nss-encryption.ts';
import { allowanceOf, GUESSING_MS } from './password-decryption.ts';
import { USUAL_PASSWORDS } from './usual-passwords.ts';

export interface NssGate {
  readonly format: 'key3' | 'key4';
  readonly start: number;
  readonly end: number;
  /** Of the whole database. */
  readonly salt: Uint8Array;
  readonly ciphertext: Uint8Array;
  /** Undefined: none of the usual ones. */
  readonly password: string | undefined;
}

const NAME = 'password';
const SALT_BYTES = 20;
const PLAINTEXT = 'password-check';
const KEY3_HEAD = Buffer.from('031401', 'hex');
const KEY3_SCHEME = Buffer.from('000b2a864886f70d010c050103', 'hex');
const KEY3_BYTES = 52;

/** The gate of key4.db whose value begins at `start`. */
export function key4Gate(bytes: Uint8Array, start: number): NssGate | undefined {
  const value = isGateName(bytes, start) ? readNssValue(bytes, start) : undefined;
  if (value === undefined || value.ciphertext.length > 16) return undefined;
  const salt = bytes.subarray(start - SALT_BYTES, start);
  // NSS uses 10,000 iterations with a password, and one without: enough time for every usual one.
  const allowance = allowanceOf(GUESSING_MS);
  const password = passwordThat((guess) => decryptNssValue(value, nssSecret(salt, guess), allowance));
  return {
    format: 'key4',
    start: start - GATE_HEAD_BYTES,
    end: value.end,
    salt,
    ciphertext: value.ciphertext,
    password,
  };
}

const GATE_HEAD_BYTES = NAME.length + SALT_BYTES;

/** Whether the value that begins at `start` belongs to a gate. */
export function isGateName(bytes: Uint8Array, start: number): boolean {
  const from = start - GATE_HEAD_BYTES;
  return from >= 0 && latin1(bytes, from, from + NAME.length) === NAME;
}

/** The gate of key3.db whose end is at `at`, where `password-check` begins. */
export function key3Gate(bytes: Uint8Array, at: number): NssGate | undefined {
  const start = at - KEY3_BYTES;
  if (start < 0) return undefined;
  const row = Buffer.from(bytes.buffer, bytes.byteOffset + start, KEY3_BYTES);
  if (!row.subarray(0, 3).equals(KEY3_HEAD) || !row.subarray(23, 36).equals(KEY3_SCHEME)) return undefined;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = nearest(view, 'global-salt', at, (place) => (place >= SALT_BYTES ? place : undefined));
  if (found === undefined) return undefined;
  const salt = bytes.subarray(found - SALT_BYTES, found);
  const ciphertext = row.subarray(36);
  const password = passwordThat((guess) => decryptTripleDes(nssSecret(salt, guess), row.subarray(3, 23), ciphertext));
  return { format: 'key3', start, end: at, salt, ciphertext, password };
}

/** The gate nearest to `at`. */
export function nearestGate(bytes: Uint8Array, at: number): NssGate | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return nearest(view, NAME, at, (place) => {
    const isCheck = view.toString('latin1', place, place + PLAINTEXT.length) === PLAINTEXT;
    return isCheck ? key3Gate(bytes, place) : key4Gate(bytes, place + GATE_HEAD_BYTES);
  });
}

function passwordThat(decrypt: (guess: string) => Uint8Array | undefined): string | undefined {
  // No password at all is the default of NSS.
  return ['', ...USUAL_PASSWORDS].find((guess) => {
    const plain = decrypt(guess);
    return plain !== undefined && latin1(plain, 0, plain.length) === PLAINTEXT;
  });
}

/** The result of `read` for an occurrence of `text`, tried outwards from `at`. */
function nearest<Found>(
  bytes: Buffer,
  text: string,
  at: number,
  read: (place: number) => Found | undefined,
): Found | undefined {
  let before = bytes.lastIndexOf(text, at);
  let behind = bytes.indexOf(text, at + 1);
  for (let tries = 0; tries < MAX_TRIES && (before >= 0 || behind >= 0); tries++) {
    const goesBack = before >= 0 && (behind < 0 || at - before <= behind - at);
    const found = read(goesBack ? before : behind);
    if (found !== undefined) return found;
    if (goesBack) before = before === 0 ? -1 : bytes.lastIndexOf(text, before - 1);
    else behind = bytes.indexOf(text, behind + 1);
  }
  return undefined;
}
/** The word also occurs in the description of tables. */
const MAX_TRIES = 32;

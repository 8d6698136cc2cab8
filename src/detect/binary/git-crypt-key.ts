/**
 * Keys of git-crypt, exported or in .git/git-crypt/keys (key.cpp of git-crypt), big-endian; the name and each key are lists of
 * fields, terminated by a zero:
 *    0  12  "\0GITCRYPTKEY"    12  4  format version, 2
 *   16   .  fields of the header:  0 4 number, 1 for the name of the key   4 4 its bytes   8 . value
 *    .   .  fields of a key:       number 1, its version; 3, 32 bytes of AES; 5, 64 bytes of HMAC
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';

const HEAD_BYTES = 16;
const [FORMAT_VERSION, NAME, AES_KEY] = [2, 1, 3];
/** MAX_FIELD_LEN of git-crypt is a MiB; a name has at most 128 characters (validate_key_name). */
const MAX_FIELD_BYTES = 128;
const MAX_FIELDS = 8;
/** The header, a name, and the fields of the first key. */
const REACH_BYTES = 512;

export const gitCryptKey: Detector = {
  id: 'git-crypt-key',
  form: { specification: 'git-crypt, key.cpp', proof: 'numbers and sizes of all fields up to the key' },
  title: 'Key of git-crypt',
  severity: 'critical',
  confidence: 'high',
  advice:
    'It opens every file of the repository that git-crypt encrypts, and all of their history. Replace what these files hold, then make a new key: git-crypt cannot rotate one.',
  trigger: { anchors: [byteAnchor('00 47 49 54 43 52 59 50 54 4b 45 59')], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: REACH_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const bytes = Buffer.from(window.buffer, window.byteOffset + at, Math.min(REACH_BYTES, window.length - at));
  if (bytes.length < HEAD_BYTES || bytes.readUInt32BE(12) !== FORMAT_VERSION) return undefined;
  const header = fieldsFrom(bytes, HEAD_BYTES);
  const first = header && fieldsFrom(bytes, header.end);
  const key = first?.fields.get(AES_KEY);
  if (header === undefined || first === undefined || key?.length !== 32 || isMonotonous(key)) return undefined;
  return {
    ...{ offset: at, length: first.end, preview: 'GITCRYPTKEY…', fingerprint: tokenFingerprint(key) },
    facts: { form: 'git-crypt', name: header.fields.get(NAME)?.toString('latin1') ?? 'default' },
  };
}

/** @returns undefined if the fields are not terminated properly */
function fieldsFrom(bytes: Buffer, start: number): { fields: Map<number, Buffer>; end: number } | undefined {
  const fields = new Map<number, Buffer>();
  let at = start;
  while (at + 4 <= bytes.length && fields.size < MAX_FIELDS) {
    const number = bytes.readUInt32BE(at);
    if (number === 0) return { fields, end: at + 4 };
    if (at + 8 > bytes.length) return undefined;
    const size = bytes.readUInt32BE(at + 4);
    if (size > MAX_FIELD_BYTES || fields.has(number)) return undefined;
    fields.set(number, bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return undefined;
}

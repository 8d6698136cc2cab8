/**
 * Unencrypted keys of BitLocker, in the entries of its metadata (libbde, "FVE metadata entry"; little-endian):
 *   0 2 size   2 2 entry type   4 2 value type   6 2 version, 1   8 . value
 * A key, value type 1:             8 4 method   12 32 the key; 44 bytes in all
 * A startup key (*.BEK), 6 and 9:  8 16 GUID   24 8 time   32 . entries: often a text, "ExternalKey", then the key
 * A volume master key, 2 and 8:    8 16 GUID   24 8 time   32 2 .   34 2 protection   36 . entries
 * Protection 0 is a clear key: protection of the volume is suspended, as before an upgrade of Windows, and the first entry is the
 * key that opens the second (value type 5, AES-CCM:  8 12 nonce   20 16 tag   36 . encrypted), which proves it.
 */
import { createDecipheriv } from 'node:crypto';
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';

const KEY_ENTRY_BYTES = 44;
const SEALED_BYTES = 80;
const MASTER_HEAD_BYTES = 36;
const STARTUP_HEAD_BYTES = 32;
/** A startup key with the longest text that Windows writes has 108 bytes. */
const BYTES_BEFORE = 256;
const STARTUP_KEY = Buffer.from([6, 0, 9, 0, 1, 0]);
const CLEAR_KEY = Buffer.from([2, 0, 8, 0, 1, 0]);
const SEALED_KEY = Buffer.from([SEALED_BYTES, 0, 0, 0, 5, 0, 1, 0]);

export const bitlockerKey: Detector = {
  id: 'bitlocker-key',
  form: {
    specification: 'libbde, BitLocker Drive Encryption format',
    proof: 'clear key: it opens the master key after it. Startup key: sizes, types and time of its entries',
  },
  title: 'Startup key of a BitLocker volume',
  severity: 'critical',
  confidence: 'high',
  advice:
    'It opens every copy of the disk. Remove this protector and add a new one, or resume protection of the volume, before anything of the disk goes anywhere; re-encrypt it where a copy has left.',
  trigger: { anchors: [byteAnchor('2c 00 00 00 01 00 01 00')], bytesBefore: BYTES_BEFORE, reads: 'bytes' },
  maxMatchBytes: KEY_ENTRY_BYTES + SEALED_BYTES,
  inspect(window, at) {
    const bytes = Buffer.from(window.buffer, window.byteOffset, window.length);
    const key = bytes.subarray(at + 12, at + KEY_ENTRY_BYTES);
    if (key.length !== 32 || isMonotonous(key)) return undefined;
    if (isClearKey(bytes, at, key)) {
      const title = 'Clear key of a BitLocker volume whose protection is suspended';
      return { ...match(key, at, 'bitlocker-clear-key'), title, confidence: 'proven' };
    }
    return isStartupKey(bytes, at) ? match(key, at, 'bitlocker-startup-key') : undefined;
  },
};

function match(key: Uint8Array, at: number, form: string): Match {
  return { offset: at + 12, length: key.length, preview: '', fingerprint: tokenFingerprint(key), facts: { form } };
}

/** Whether the entry at `at` is the first of an unprotected master key, and opens the next one. */
function isClearKey(bytes: Buffer, at: number, key: Buffer): boolean {
  const head = at - MASTER_HEAD_BYTES;
  if (head < 0 || !bytes.subarray(head + 2, head + 8).equals(CLEAR_KEY) || bytes.readUInt16LE(head + 34) !== 0)
    return false;
  const sealed = bytes.subarray(at + KEY_ENTRY_BYTES, at + KEY_ENTRY_BYTES + SEALED_BYTES);
  if (sealed.length !== SEALED_BYTES || !sealed.subarray(0, 8).equals(SEALED_KEY)) return false;
  const opener = createDecipheriv('aes-256-ccm', key, sealed.subarray(8, 20), { authTagLength: 16 });
  opener.setAuthTag(sealed.subarray(20, 36));
  try {
    opener.update(sealed.subarray(36));
    opener.final();
    return true;
  } catch {
    return false;
  }
}

/** Whether the entry at `at` is the last of a startup key. */
function isStartupKey(bytes: Buffer, at: number): boolean {
  for (
    let types = bytes.lastIndexOf(STARTUP_KEY, at - STARTUP_HEAD_BYTES + 2);
    types >= 2 && types >= at - BYTES_BEFORE;
    types = bytes.lastIndexOf(STARTUP_KEY, types - 1)
  ) {
    const head = types - 2;
    if (head + bytes.readUInt16LE(head) !== at + KEY_ENTRY_BYTES || !isTime(bytes, head + 24)) continue;
    const first = head + STARTUP_HEAD_BYTES;
    if (first === at || first + bytes.readUInt16LE(first) === at) return true;
  }
  return false;
}

/** FILETIME (MS-DTYP, 2.3.3) from 2005, before BitLocker existed, to 2100: its upper four bytes. */
function isTime(bytes: Buffer, at: number): boolean {
  const upper = bytes.readUInt32LE(at + 4);
  return upper >= 0x01c4_ef94 && upper <= 0x022f_7163;
}

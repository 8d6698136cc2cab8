/**
 * The permanent state of a software TPM, unencrypted: tpm2-00.permall of swtpm, and files that contain one (libtpms, NVMarshal.c,
 * PERSISTENT_DATA_Marshal), big-endian:
 *   0 u16 version   2 u32 12213443   6 u16 least version that reads it   8 u8 disableClear   9 u16 ×3 hashes of the policies
 *   . TPM2B ×3 policies of owner, endorsement, lockout   . TPM2B ×3 their passwords
 *   . TPM2B ×3 seeds: endorsement, storage, platform     . TPM2B ×3 proofs
 * TPM2B: u16 length, bytes. State that swtpm encrypts (--key) has none of this.
 */
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { tokenFingerprint } from '../fingerprint.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';

const BEFORE_BYTES = 2;
const HASHES_AT = 9;
const HASHES = 3;
/** TPM_ALG_NULL, and SHA-1, SHA-256, SHA-384, SHA-512, SM3, SHA3-256, SHA3-384, SHA3-512 (TCG Algorithm Registry). */
const HASH_NAMES = new Set([0x10, 0x04, 0x0b, 0x0c, 0x0d, 0x12, 0x27, 0x28, 0x29]);
const POLICIES_AND_PASSWORDS = 6;
const [SEEDS, SEEDS_AND_PROOFS] = [3, 6];
/** SHA-512: no policy and no password is longer; a seed and a proof have the same size (PRIMARY_SEED_SIZE, PROOF_SIZE of libtpms 0.9). */
const MAX_BYTES = 64;
/** Versions count up from 1; Debian's libtpms 0.9.2 writes version 4. */
const MAX_VERSION = 255;
const REACH_BYTES = HASHES_AT + 2 * HASHES + (POLICIES_AND_PASSWORDS + SEEDS_AND_PROOFS) * (2 + MAX_BYTES);

export const tpmState: Detector = {
  id: 'tpm-state',
  form: {
    specification: 'libtpms, NVMarshal.c, PERSISTENT_DATA',
    proof: 'versions, hashes, and lengths of all values up to the seeds and the proofs after them',
  },
  title: 'Seeds of a TPM in software',
  severity: 'critical',
  confidence: 'high',
  advice:
    'All primary keys of the TPM follow from its seeds, so that whoever has the file opens what the machine sealed, such as the keys of its disks. Make a new TPM state, enroll the machine and its disks again, and let swtpm encrypt the state (--key).',
  trigger: { anchors: [byteAnchor('12 21 34 43')], bytesBefore: BEFORE_BYTES, reads: 'bytes' },
  maxMatchBytes: REACH_BYTES,
  inspect,
};

function inspect(window: Uint8Array, anchorAt: number): Match | undefined {
  const at = anchorAt - BEFORE_BYTES;
  if (at < 0) return undefined;
  const bytes = Buffer.from(window.buffer, window.byteOffset + at, Math.min(REACH_BYTES, window.length - at));
  const from = HASHES_AT + 2 * HASHES;
  if (bytes.length < from || !isHeader(bytes)) return undefined;
  const open = tpm2bsFrom(bytes, from, POLICIES_AND_PASSWORDS);
  const secret = open && tpm2bsFrom(bytes, open.end, SEEDS_AND_PROOFS);
  if (secret === undefined) return undefined;
  if (secret.values.some((value) => value.length !== MAX_BYTES || isMonotonous(value))) return undefined;
  const fingerprint = tokenFingerprint(Buffer.concat(secret.values.slice(0, SEEDS)));
  return { offset: at, length: secret.end, preview: 'state of libtpms', fingerprint, facts: { form: 'libtpms' } };
}

function isHeader(bytes: Buffer): boolean {
  const [version, least] = [bytes.readUInt16BE(0), bytes.readUInt16BE(6)];
  if (version === 0 || version > MAX_VERSION || least === 0 || least > version || bytes[8]! > 1) return false;
  for (let index = 0; index < HASHES; index++)
    if (!HASH_NAMES.has(bytes.readUInt16BE(HASHES_AT + 2 * index))) return false;
  return true;
}

/** @returns undefined if one is longer than possible, or reaches past the end */
function tpm2bsFrom(bytes: Buffer, start: number, count: number): { values: Buffer[]; end: number } | undefined {
  const values: Buffer[] = [];
  let at = start;
  while (values.length < count) {
    if (at + 2 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(at);
    if (length > MAX_BYTES || at + 2 + length > bytes.length) return undefined;
    values.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return { values, end: at };
}

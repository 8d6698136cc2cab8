/**
 * Headers of encrypted disks: LUKS1 (LUKS On-Disk Format Specification 1.2.3) and LUKS2 (version 1.1.2), at any offset,
 * big-endian. Low: they contain the disk's key, encrypted with a passphrase, which can be guessed offline with the header.
 *   LUKS1     0 6 "LUKS\xba\xbe"   6 2 version 1     8 32 cipher   40 32 mode   72 32 hash   104 4 payload  108 4 key bytes
 *           112 20 digest        132 32 salt       164 4 iterations   168 40 UUID   208 8 × 48 key slots, each ACTIVE or not
 *   LUKS2     6 2 version 2     8 8 header size   16 8 sequence    24 48 label   72 32 checksum algorithm   104 64 salt
 *           168 40 UUID         208 48 subsystem  256 8 offset    448 64 checksum; the checksum of a header of 16 KiB is checked
 */
import { createHash } from 'node:crypto';
import { byteAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { blobFingerprint } from '../fingerprint.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LUKS1_BYTES = 592;
const LUKS2_BYTES = 4096;
/** The smallest header size, and the one that cryptsetup uses. */
const CHECKED_BYTES = 16 * 1024;

export const luksHeader: Detector = {
  id: 'luks-header',
  form: {
    specification: 'LUKS On-Disk Format 1.2.3, LUKS2 1.1.2',
    proof: 'LUKS2: SHA-256 of the header. LUKS1: all fields',
  },
  title: 'Header of a LUKS disk, encrypted',
  severity: 'low',
  confidence: 'high',
  advice:
    'The passphrases of its key slots can be guessed at leisure, and old ones stay good for this copy. Re-encrypt the disk where one is weak.',
  trigger: {
    anchors: [byteAnchor('4c 55 4b 53 ba be 00 01'), byteAnchor('4c 55 4b 53 ba be 00 02')],
    bytesBefore: 0,
    reads: 'bytes',
  },
  maxMatchBytes: CHECKED_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const end = Math.min(window.length, at + CHECKED_BYTES);
  const header = Buffer.from(window.buffer, window.byteOffset + at, end - at);
  return header[7] === 1 ? inspectFirst(header, at) : inspectSecond(header, at);
}

function inspectFirst(header: Buffer, at: number): Match | undefined {
  if (header.length < LUKS1_BYTES) return undefined;
  const [cipher, mode, hash, uuid] = [
    text(header, 8, 32),
    text(header, 40, 32),
    text(header, 72, 32),
    text(header, 168, 40),
  ];
  const keyBytes = header.readUInt32BE(108);
  if (cipher === undefined || mode === undefined || hash === undefined || !UUID.test(uuid ?? '')) return undefined;
  if (![16, 32, 64].includes(keyBytes) || header.readUInt32BE(164) === 0) return undefined;
  let slots = 0;
  for (let slot = 208; slot < LUKS1_BYTES; slot += 48) {
    const state = header.readUInt32BE(slot);
    if (state !== ACTIVE && state !== INACTIVE) return undefined;
    if (state === ACTIVE) slots++;
  }
  return match(header.subarray(0, LUKS1_BYTES), at, {
    ...{ version: 1, cipher: `${cipher}-${mode}`, uuid: uuid!, keySlots: slots },
  });
}
const ACTIVE = 0x00ac71f3;
const INACTIVE = 0x0000dead;

function inspectSecond(header: Buffer, at: number): Match | undefined {
  if (header.length < LUKS2_BYTES || header.readUInt32BE(8) !== 0) return undefined;
  const size = header.readUInt32BE(12);
  const [algorithm, uuid] = [text(header, 72, 32), text(header, 168, 40)];
  if (size < CHECKED_BYTES || size > 4 << 20 || (size & (size - 1)) !== 0) return undefined;
  if (algorithm === undefined || !UUID.test(uuid ?? '')) return undefined;
  const facts = { version: 2, uuid: uuid! };
  if (size !== CHECKED_BYTES || algorithm !== 'sha256') return match(header.subarray(0, LUKS2_BYTES), at, facts);
  if (header.length < size) return undefined;
  const claimed = Buffer.from(header.subarray(448, 480));
  const zeroed = Buffer.from(header);
  zeroed.fill(0, 448, 512);
  if (!createHash('sha256').update(zeroed).digest().equals(claimed)) return undefined;
  return match(header, at, { ...facts, checksum: 'valid' });
}

function match(header: Uint8Array, at: number, facts: Readonly<Record<string, string | number>>): Match {
  return {
    ...{ offset: at, length: header.length, preview: 'LUKS…', fingerprint: blobFingerprint(header) },
    facts: { encrypted: true, form: 'luks', ...facts },
  };
}

/** A string of printable characters that is padded with NULs up to `bytes`. */
function text(header: Buffer, start: number, bytes: number): string | undefined {
  const field = header.toString('latin1', start, start + bytes);
  const value = field.replace(/\0+$/, '');
  return /^[\x21-\x7e]+$/.test(value) ? value : undefined;
}

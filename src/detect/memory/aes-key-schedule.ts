/**
 * AES keys in use: programs keep them expanded (proof/aes-schedule.ts). The kernel names the places, whatever the bytes before
 * them. In a dump most are session keys, which end with the process: medium. A random number generator (SP 800-90A, CTR_DRBG of
 * OpenSSL) has its key twice, close together: low. Keys of the standard's own examples are no secret. Two different keys close
 * together are those of XTS (IEEE 1619), which encrypts disks.
 */
import type { Match } from '../../model/match.ts';
import type { Detector } from '../detector.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { type AesSchedule, readAesSchedule } from '../proof/aes-schedule.ts';

/**
 * OpenSSL 3.5 has the two contexts of a generator 464 bytes apart (cores of openssl s_server); other allocators leave more between
 * them.
 */
const TWIN_BYTES = 4 << 10;

export const aesKeySchedule: Detector = {
  id: 'aes-key-schedule',
  form: {
    specification: 'FIPS 197, sections 5.2 and 5.3.5',
    proof: 'all round keys follow from the key',
  },
  title: 'AES key in use: an expanded key schedule',
  severity: 'medium',
  confidence: 'proven',
  advice:
    'Replace it if it outlives the session (a disk, a token, a backup). Store dumps of processes that hold keys only where the keys themselves may be stored.',
  trigger: { anchors: [], shapes: ['aes-schedule'], bytesBefore: TWIN_BYTES, reads: 'bytes' },
  maxMatchBytes: TWIN_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number): Match | undefined {
  const schedule = readAesSchedule(window, at);
  if (schedule === undefined) return undefined;
  const { key, length, direction, words } = schedule;
  const keySha256 = sha256Hex(key);
  const facts = {
    ...{ kind: 'aes', bits: 8 * key.length, keySha256 },
    form: `aes-schedule-${direction}${words === 'swapped' ? '-swapped' : ''}`,
  };
  const match = { offset: at, length, fingerprint: tokenFingerprint(key), preview: '', facts };
  if (EXAMPLE_KEYS.has(keySha256)) {
    return {
      ...match,
      title: 'AES key that is public: an example',
      severity: 'low',
      facts: { ...facts, testKey: 'FIPS 197' },
    };
  }
  if (!hasTwin(window, at, schedule))
    return isOfPair(window, at, schedule) ? { ...match, facts: { ...facts, xts: true } } : match;
  return { ...match, title: 'AES key of a random number generator', severity: 'low', facts: { ...facts, twin: true } };
}

/** Whether the same schedule occurs again nearby. */
function hasTwin(window: Uint8Array, at: number, { length }: AesSchedule): boolean {
  const near = Buffer.from(window.buffer, window.byteOffset, window.length);
  const bytes = near.subarray(at, at + length);
  const from = Math.max(0, at - TWIN_BYTES);
  const first = near.indexOf(bytes, from);
  if (first < at) return true;
  const next = near.indexOf(bytes, at + length);
  return next >= 0 && next + length <= at + TWIN_BYTES;
}

/** Whether another key of the same size is as close as those of XTS are, of which one may be for decryption. */
function isOfPair(window: Uint8Array, at: number, schedule: AesSchedule): boolean {
  if (schedule.key.length === 24) return false;
  const distances = [...TIGHT_GAPS.map((gap) => schedule.length + gap), ...CONTEXT_BYTES];
  return distances.some((distance) =>
    [at - distance, at + distance].some((place) => {
      const other = readAesSchedule(window, place, schedule);
      return other !== undefined && Buffer.compare(other.key, schedule.key) !== 0;
    }),
  );
}

/** Bytes between two schedules: none in Nettle; the number of rounds; or padding that aligns the second. */
const TIGHT_GAPS = [0, 4, 8, 16] as const;

/**
 * Distance from one schedule to the other, whatever their size: AES_KEY of OpenSSL is 244 bytes, which its XTS contexts align to
 * 8; crypto_aes_ctx of Linux (480 bytes for both directions, 4 for the length) is aligned to 16, and there the second key's
 * encryption schedule is also 256 bytes after the first one's decryption schedule.
 */
const CONTEXT_BYTES = [244, 248, 256, 496] as const;

/** 00 01 02 … (appendices C.1 to C.3; OpenSSL's generator starts with the longest of them), and SHA-256 of those of appendix A. */
const EXAMPLE_KEYS = new Set([
  ...[16, 24, 32].map((length) => sha256Hex(Uint8Array.from({ length }, (_, byte) => byte))),
  'd4ffb8b77f7d6b26196e9a070e983f6701a4c42dec813d4de1a535d20a7df536',
  '80fa5ff8e512e1d12f60c27d305e47fb19daa5f0aad3f32c9dd5145309e38d54',
  'b93c72b74bc8487d29827005f80d635918f91bc22b14d7ed05714d58f96702dd',
]);

/**
 * Public RSA keys in TPMT_PUBLIC, as libtpms has them in the memory of swtpm and of any other software TPM (TPM 2.0 Library, part
 * 2, 12.2.4; TpmTypes.h), little-endian. Offsets before n:
 *   10 u16 bits of n   8 u16 zero   6 u32 public exponent, 0 for 65537   2 u16 bytes of n
 * libtpms 0.9.2 stores one prime as bytes, highest first, and computes the other in words. No two numbers in the same order thus
 * have n as their product, and n is needed to recognise one of them.
 */
import { sha256Hex } from '../fingerprint.ts';
import type { KnownKey } from '../known-key.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { isRsaPublicKey } from '../proof/rsa.ts';
import { type Run, runsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

const HEADER_BYTES = 10;
/** Bytes of n of the keys that a TPM may have: TPMI_RSA_KEY_BITS (TCG Algorithm Registry, 2048; libtpms adds 1024, 3072 and 4096). */
const MODULUS_BYTES = new Set([128, 256, 384, 512]);
const DEFAULT_EXPONENT = 65537n;

/** A TPM has three transient objects at a time (MAX_LOADED_OBJECTS of libtpms); each modulus is divided by every possible prime. */
const MAX_KEYS = 8;

/** Each key once. */
export function tpmKeysIn(image: MemoryImage): KnownKey[] {
  if (image.isPacked || image.memory.littleEndian === false) return [];
  const keys = new Map<string, KnownKey>();
  for (const run of runsOf(image)) {
    // n is between fields of 32 and of 16 bits, so it begins 2 or 6 bytes from a 64-bit word boundary.
    for (let from = run.at - SLACK_BYTES + 2; from < run.at + SLACK_BYTES; from += 4) {
      const key = keyAt(run, from);
      if (key !== undefined && keys.size < MAX_KEYS) keys.set(key.spkiSha256, key);
    }
  }
  return [...keys.values()];
}

function keyAt({ bytes, start, end }: Run, from: number): KnownKey | undefined {
  if (from < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const width = view.getUint16(from - 2, true);
  if (!MODULUS_BYTES.has(width) || view.getUint16(from - 10, true) !== 8 * width) return undefined;
  if (view.getUint16(from - 8, true) !== 0 || end - start < width - SLACK_BYTES || from + width > bytes.length)
    return undefined;
  const n = fromBytes(bytes.slice(from, from + width));
  const e = BigInt(view.getUint32(from - 6, true)) || DEFAULT_EXPONENT;
  if (!isRsaPublicKey(n, e)) return undefined;
  const spki = subjectPublicKeyInfo({ kind: 'rsa', n, e });
  return { spki, spkiSha256: sha256Hex(spki), origin: 'seen' };
}

/**
 * Public RSA keys in DER (RFC 8017, appendix A.1.1: n, then e) in a memory image. A certificate is rarely whole there: libcrypto keeps its
 * key apart from it (X509_PUBKEY), and a freed buffer has lost its beginning to the allocator. With n, one prime or d is enough, where
 * the rest of a key was wiped or overwritten.
 */
import { sha256Hex } from '../fingerprint.ts';
import type { KnownKey } from '../known-key.ts';
import { fromBytes } from '../proof/big-integer.ts';
import { subjectPublicKeyInfo } from '../proof/key-facts.ts';
import { isRsaPublicKey } from '../proof/rsa.ts';
import { type Run, runsOf, SLACK_BYTES } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';

/** Of n with its sign, for 1024, 2048, 3072 and 4096 bits. */
const MODULUS_BYTES: ReadonlySet<number> = new Set([129, 257, 385, 513]);
const MIN_RUN_BYTES = 128 - 2 * SLACK_BYTES;
const INTEGER = 0x02;
const MAX_EXPONENT_BYTES = 4;

/**
 * Each modulus is divided by every possible prime. Of more, those with the most copies are taken: a process has its own key several
 * times, and each of a list of authorities once.
 */
const MAX_KEYS = 8;
/** A list of authorities has 150. */
const MAX_SEEN = 1024;

export function rsaPublicKeysIn(image: MemoryImage): KnownKey[] {
  const seen = new Map<bigint, { e: bigint; copies: number }>();
  for (const run of runsOf(image, MIN_RUN_BYTES)) {
    for (const { n, e } of keysOf(run)) {
      const same = seen.get(n);
      if (same !== undefined) same.copies++;
      else if (seen.size < MAX_SEEN && isRsaPublicKey(n, e)) seen.set(n, { e, copies: 1 });
    }
  }
  const mostCopies = [...seen].sort(([, a], [, b]) => b.copies - a.copies).slice(0, MAX_KEYS);
  return mostCopies.map(([n, { e }]) => {
    const spki = subjectPublicKeyInfo({ kind: 'rsa', n, e });
    return { spki, spkiSha256: sha256Hex(spki), origin: 'seen' };
  });
}

function* keysOf({ bytes, at, start, end }: Run): Generator<{ n: bigint; e: bigint }> {
  const last = at + end - start - MIN_RUN_BYTES;
  // The header of n is before what looks random, or in it.
  for (let tag = Math.max(0, at - HEADER_BYTES); tag <= last; tag++) {
    if (bytes[tag] !== INTEGER) continue;
    const length = bytes[tag + 1] === 0x82 ? bytes[tag + 2]! * 256 + bytes[tag + 3]! : bytes[tag + 2]!;
    const from = tag + (bytes[tag + 1] === 0x82 ? 4 : 3);
    const isLong = bytes[tag + 1] === 0x82 || bytes[tag + 1] === 0x81;
    if (!isLong || !MODULUS_BYTES.has(length) || bytes[from] !== 0) continue;
    const e = exponentAt(bytes, from + length);
    if (e !== undefined) yield { n: fromBytes(bytes.slice(from, from + length)), e };
  }
}
const HEADER_BYTES = 4 + SLACK_BYTES;

function exponentAt(bytes: Uint8Array, at: number): bigint | undefined {
  const length = bytes[at + 1]!;
  if (bytes[at] !== INTEGER || length < 1 || length > MAX_EXPONENT_BYTES || at + 2 + length > bytes.length)
    return undefined;
  return fromBytes(bytes.slice(at + 2, at + 2 + length));
}

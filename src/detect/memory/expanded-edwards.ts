/**
 * Ed25519 keys that were expanded when they were loaded (RFC 8032, section 5.1.5): the seed is gone; the scalar and the prefix are
 * left, with the public half after or before them.
 *   Ed25519KeyPair of ring (ec/curve25519/ed25519/signing.rs), which rustls signs with: 0 scalar, 32 prefix, 64 public half
 *   ed25519_keypair_t of Tor (crypt_ops/crypto_ed25519.h): 0 public half, 32 scalar, 64 prefix
 *   az of BoringSSL (ED25519_sign), which stays on the stack: 0 scalar, 32 prefix; the public half is elsewhere
 */
import type { EdwardsPublicKey } from '../proof/edwards.ts';
import { expandedEd25519Key } from '../structures/raw-edwards.ts';
import { limitFor } from './effort.ts';
import { type Run, runsOf } from './image-runs.ts';
import type { MemoryImage } from './memory-search.ts';
import { mayBeRandom } from './repeats.ts';

const PART_BYTES = 32;
const KEY_BYTES = 3 * PART_BYTES;
/** The bytes next to a key without a header may look random, too. */
const MAX_RUN_BYTES = KEY_BYTES + PART_BYTES;
/** A scalar is clamped, as one number in 32 is by chance: dumps have a few dozen in such runs. Each takes some 0.3 ms. */
const SCALARS = { atLeast: 256, perMib: 4, atMost: 4096 };

export interface ExpandedKey {
  readonly publicKey: EdwardsPublicKey;
  readonly scalar: Uint8Array;
  /** Offset of the scalar and the prefix in the image. */
  readonly offset: number;
}
export const EXPANDED_BYTES = 2 * PART_BYTES;

export function* expandedEdwardsKeys(image: MemoryImage): Generator<ExpandedKey> {
  let left = limitFor(image, SCALARS);
  for (const run of runsOf(image)) {
    for (const { scalarAt, publicAt } of placesIn(run)) {
      if (left-- === 0) return;
      const scalar = run.bytes.slice(scalarAt, scalarAt + PART_BYTES);
      const publicHalf = run.bytes.slice(publicAt, publicAt + PART_BYTES);
      const publicKey = expandedEd25519Key(scalar, publicHalf, EXPANDED_BYTES)?.publicKey;
      if (publicKey?.kind === 'ed25519') yield { publicKey, scalar, offset: run.start - run.at + scalarAt };
    }
  }
}

/**
 * Scalars with nothing but the prefix behind them, at the beginning of a run. Whether the public half that follows from one is in the image
 * is not known yet.
 */
export function loneExpandedScalars(image: MemoryImage): ExpandedKey[] {
  const keys: ExpandedKey[] = [];
  for (const { bytes, at, start, end } of runsOf(image, EXPANDED_BYTES)) {
    if (end - start > MAX_LONE_RUN_BYTES || !isClampedAt(bytes, at)) continue;
    if (!mayBeRandom(bytes, at, at + EXPANDED_BYTES)) continue;
    const scalar = bytes.slice(at, at + PART_BYTES);
    const publicKey = expandedEd25519Key(scalar, undefined, EXPANDED_BYTES)?.publicKey;
    if (publicKey?.kind === 'ed25519') keys.push({ publicKey, scalar, offset: start });
    if (keys.length === MAX_LONE_SCALARS) break;
  }
  return keys;
}
/** Elements of the field, in which the computation went on, look as random. */
const MAX_LONE_RUN_BYTES = 512;
/** Each takes 0.3 ms; interpreters have a dozen. */
const MAX_LONE_SCALARS = 16;

/** Where a clamped scalar and its public half may be in the bytes of a run. */
function placesIn({ bytes, at, start, end }: Run): { scalarAt: number; publicAt: number }[] {
  const length = end - start;
  if (length < KEY_BYTES || length > MAX_RUN_BYTES) return [];
  const places = [];
  for (let from = at; from + KEY_BYTES <= at + length; from += 8) {
    places.push({ scalarAt: from, publicAt: from + EXPANDED_BYTES });
    places.push({ scalarAt: from + PART_BYTES, publicAt: from });
  }
  const clamped = places.filter(({ scalarAt }) => isClampedAt(bytes, scalarAt));
  return clamped.filter(({ scalarAt }) => mayBeRandom(bytes, scalarAt, scalarAt + EXPANDED_BYTES));
}

function isClampedAt(bytes: Uint8Array, at: number): boolean {
  return (bytes[at]! & 7) === 0 && (bytes[at + 31]! & 0xc0) === 0x40;
}

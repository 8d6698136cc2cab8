/**
 * Keys of post-quantum algorithms in PKCS#8 whose frame is longer than what is read of a key: FrodoKEM of 20 to 43 KB and Classic
 * McEliece of up to 14 MB, as Botan (`botan keygen`) and Open Quantum Safe write them. Their beginning says what they are.
 */
import { DerCursor, TAG } from '../der/der-cursor.ts';
import type { UnprovenKey } from '../proof/read-key.ts';
import { IDENTITY_BYTES, isSecret, unreadFamily } from './der-keys.ts';

/** A seed and some rows of a matrix; less is not worth the name. */
const MIN_THERE_BYTES = 1 << 10;

/**
 * @param bytes need not have the whole frame, which begins at `start`
 * @param minBytes shorter frames are read whole elsewhere
 * @returns a key as long as what is there of it. Never throws.
 */
export function readLongKey(bytes: Uint8Array, start: number, minBytes: number): UnprovenKey | undefined {
  const cursor = new DerCursor(bytes, start);
  const frame = cursor.enter(TAG.sequence);
  if (frame === undefined || frame.end - start <= minBytes) return undefined;
  const version = cursor.integer(1);
  const oid = cursor.element(TAG.sequence)?.oid();
  const family = version === undefined || version > 1n || oid === undefined ? undefined : unreadFamily(oid);
  const key = family && cursor.enter(TAG.octetString);
  if (key === undefined || key.end > frame.end) return undefined;
  const secret = bytes.subarray(key.start, Math.min(key.end, key.start + IDENTITY_BYTES));
  if (secret.length < MIN_THERE_BYTES || !isSecret(secret)) return undefined;
  const length = Math.min(frame.end, bytes.length) - start;
  return { structure: 'pkcs8', length, state: 'unproven', kind: family!.kind, secret };
}

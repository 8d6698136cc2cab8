import { EDWARDS_ALGORITHMS, type EdwardsPublicKey } from '../proof/edwards.ts';
import { multiplyEdwardsBase } from '../proof/edwards-base.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { UnprovenKey } from '../proof/read-key.ts';

/**
 * The expanded key of an onion service (RFC 8032, section 5.1.5): scalar 32, clamped, and prefix 32. Its public half is elsewhere.
 * @param length of what it stands in
 */
export function readOnionKey(
  expanded: Uint8Array,
  length: number,
): (UnprovenKey & { readonly publicKey: EdwardsPublicKey }) | undefined {
  const [scalar, prefix] = [expanded.subarray(0, 32), expanded.subarray(32)];
  if (prefix.length !== 32 || isMonotonous(scalar) || isMonotonous(prefix)) return undefined;
  if ((scalar[0]! & 7) !== 0 || (scalar[31]! & 0xc0) !== 0x40) return undefined;
  const publicKey = { kind: 'ed25519', algorithm: EDWARDS_ALGORITHMS[0]!, bytes: multiplyEdwardsBase(scalar) } as const;
  return { state: 'unproven', structure: 'tor', length, publicKey, secret: scalar };
}

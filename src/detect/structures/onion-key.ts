import type { EdwardsPublicKey } from '../proof/edwards.ts';
import { isMonotonous } from '../proof/is-monotonous.ts';
import type { UnprovenKey } from '../proof/read-key.ts';
import { expandedEd25519Key } from './raw-edwards.ts';

/**
 * The expanded key of an onion service (RFC 8032, section 5.1.5): scalar 32, clamped, and prefix 32. Its public half is elsewhere.
 * @param length of what it stands in
 */
export function readOnionKey(
  expanded: Uint8Array,
  length: number,
): (UnprovenKey & { readonly publicKey: EdwardsPublicKey }) | undefined {
  const [secret, prefix] = [expanded.subarray(0, 32), expanded.subarray(32)];
  if (prefix.length !== 32 || isMonotonous(secret) || isMonotonous(prefix)) return undefined;
  const key = expandedEd25519Key(secret, undefined, length);
  return key && { ...key, state: 'unproven', structure: 'tor', secret };
}

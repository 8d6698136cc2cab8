import { EDWARDS_ALGORITHMS, type EdwardsPublicKey, proveEdwards } from '../proof/edwards.ts';
import { multiplyEdwardsBase } from '../proof/edwards-base.ts';
import type { ProvenKey } from '../proof/read-key.ts';

/**
 * An Ed25519 key whose 32 bytes have no frame of their own.
 * @param claimed the public half, if there is one
 */
export function ed25519Key(seed: Uint8Array, claimed: Uint8Array | undefined, length: number): ProvenKey | undefined {
  const publicKey = proveEdwards(EDWARDS_ALGORITHMS[0]!, seed, claimed);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

/** The same for X25519. */
export function x25519Key(secret: Uint8Array, claimed: Uint8Array | undefined, length: number): ProvenKey | undefined {
  const publicKey = proveEdwards(EDWARDS_ALGORITHMS[2]!, secret, claimed);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

/** An Ed25519 key that is stored as the scalar: clamped, as in RFC 8032 and in BIP-32 for Ed25519. */
export function expandedEd25519Key(
  scalar: Uint8Array,
  claimed: Uint8Array | undefined,
  length: number,
): (ProvenKey & { readonly publicKey: EdwardsPublicKey }) | undefined {
  if ((scalar[0]! & 7) !== 0 || (scalar[31]! & 0xc0) !== 0x40) return undefined;
  const bytes = multiplyEdwardsBase(scalar);
  if (claimed !== undefined && Buffer.compare(bytes, claimed) !== 0) return undefined;
  const publicKey = { kind: 'ed25519', algorithm: EDWARDS_ALGORITHMS[0]!, bytes } as const;
  return { state: 'proven', structure: 'raw', length, publicKey };
}

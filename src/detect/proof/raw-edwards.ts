import { EDWARDS_ALGORITHMS, proveEdwards } from './edwards.ts';
import type { ProvenKey } from './read-key.ts';

/** An Ed25519 key whose 32 bytes stand without a frame of their own. @param claimed the public half, where it is there */
export function ed25519Key(seed: Uint8Array, claimed: Uint8Array | undefined, length: number): ProvenKey | undefined {
  const publicKey = proveEdwards(EDWARDS_ALGORITHMS[0]!, seed, claimed);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

/** The same for X25519. */
export function x25519Key(secret: Uint8Array, claimed: Uint8Array | undefined, length: number): ProvenKey | undefined {
  const publicKey = proveEdwards(EDWARDS_ALGORITHMS[2]!, secret, claimed);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

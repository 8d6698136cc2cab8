import { CURVES, proveEc } from './ec.ts';
import type { ProvenKey } from './read-key.ts';

const SECP256K1 = CURVES.find(({ name }) => name === 'secp256k1')!;

/** A scalar of secp256k1 that stands without a frame of its own; in range, and what else proves it is the caller's. */
export function secp256k1Key(scalar: Uint8Array, length: number): ProvenKey | undefined {
  const publicKey = proveEc(SECP256K1, scalar, undefined);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

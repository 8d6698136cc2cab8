import { CURVES, proveEc } from '../proof/ec.ts';
import type { ProvenKey } from '../proof/read-key.ts';

const [P256, SECP256K1] = ['P-256', 'secp256k1'].map((name) => CURVES.find((curve) => curve.name === name)!);

/** A scalar of secp256k1 without a frame of its own, checked for its range only; further proof is up to the caller. */
export function secp256k1Key(scalar: Uint8Array, length: number): ProvenKey | undefined {
  const publicKey = proveEc(SECP256K1!, scalar, undefined);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

/** The same for P-256. */
export function p256Key(scalar: Uint8Array, length: number): ProvenKey | undefined {
  const publicKey = proveEc(P256!, scalar, undefined);
  return publicKey && { state: 'proven', structure: 'raw', length, publicKey };
}

import type { PublicKey } from './key-facts.ts';
import type { ProvenKey, UnprovenKey } from './read-key.ts';

/** What the numbers of a key prove, apart from the frame that they are in. */
export type KeyNumbers = Pick<ProvenKey, 'state' | 'publicKey'> | Omit<UnprovenKey, 'structure' | 'length'>;

export function proven(publicKey: PublicKey): Pick<ProvenKey, 'state' | 'publicKey'> {
  return { state: 'proven', publicKey };
}

/**
 * A key whose public half follows from `secret`. Any value of such a secret is a key, so a wrong bit only makes it another key. It
 * is proven only if the frame has a public half, `claimed`, which the caller has compared.
 */
export function following(publicKey: PublicKey, secret: Uint8Array, claimed: Uint8Array | undefined): KeyNumbers {
  return claimed === undefined ? { state: 'unproven', publicKey, secret } : proven(publicKey);
}

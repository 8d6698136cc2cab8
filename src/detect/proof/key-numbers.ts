import type { PublicKey } from './key-facts.ts';
import type { ProvenKey, UnprovenKey } from './read-key.ts';

/** What the numbers of a key say, without the frame that they stand in. */
export type KeyNumbers = Pick<ProvenKey, 'state' | 'publicKey'> | Omit<UnprovenKey, 'structure' | 'length'>;

export function proven(publicKey: PublicKey): Pick<ProvenKey, 'state' | 'publicKey'> {
  return { state: 'proven', publicKey };
}

/**
 * A key whose public half follows from `secret`. Every value of such a secret is a key, so with one bit wrong it is
 * another key: it is proven only where the frame has a public half, `claimed`, that the caller has held against it.
 */
export function following(publicKey: PublicKey, secret: Uint8Array, claimed: Uint8Array | undefined): KeyNumbers {
  return claimed === undefined ? { state: 'unproven', publicKey, secret } : proven(publicKey);
}

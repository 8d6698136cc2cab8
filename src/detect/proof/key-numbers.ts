import type { PublicKey } from './key-facts.ts';
import type { ProvenKey, UnprovenKey } from './read-key.ts';

/** What the numbers of a key say, without the frame that they stand in. */
export type KeyNumbers = Pick<ProvenKey, 'state' | 'publicKey'> | Omit<UnprovenKey, 'structure' | 'length'>;

export function proven(publicKey: PublicKey): Pick<ProvenKey, 'state' | 'publicKey'> {
  return { state: 'proven', publicKey };
}

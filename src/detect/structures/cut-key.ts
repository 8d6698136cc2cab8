import type { PublicKey } from '../proof/key-facts.ts';

/** What is left of a key, or could be rebuilt from it. */
export interface CutKey {
  readonly state: 'proven' | 'unproven' | 'partial';
  readonly structure: string;
  readonly publicKey: PublicKey;
  /** All of the key is there, and a number of it is wrong that it was not rebuilt from. */
  readonly damaged?: boolean;
  /** Where the first byte that is of the key stands. */
  readonly start: number;
  /** Where the last byte that is of the key ends. */
  readonly end: number;
}

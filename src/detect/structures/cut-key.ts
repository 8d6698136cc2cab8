import type { PublicKey } from '../proof/key-facts.ts';

/** The rest of a key, or what could be rebuilt from it. */
export interface CutKey {
  readonly state: 'proven' | 'unproven' | 'partial';
  readonly structure: string;
  readonly publicKey: PublicKey;
  /** The key is complete, but a number is wrong that was not used to rebuild it. */
  readonly damaged?: boolean;
  /** Offset of the first byte of the key. */
  readonly start: number;
  /** Offset after the last byte of the key. */
  readonly end: number;
}

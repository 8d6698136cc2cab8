import type { FactRecord } from '../../model/finding.ts';
import type { PublicKey } from './key-facts.ts';

/** What a parser made of the bytes of a frame. Detectors turn it into a match with `key-match.ts`. */
export type ReadKey = ProvenKey | UnprovenKey | BareScalar | SymmetricKey | LockedKey;

interface Frame {
  /** Standard that the frame follows: `pkcs1`, `pkcs8`, `sec1`, `openssh` … */
  readonly structure: string;
  /** Bytes from the first of the frame to its last. */
  readonly length: number;
}

/** In the clear, and its numbers hold. */
export interface ProvenKey extends Frame {
  readonly state: 'proven';
  readonly publicKey: PublicKey;
}

/**
 * In the clear, in a frame that says exactly what it is, and its numbers hold as far as they can be held against each
 * other; but nothing beside the secret tells that no bit of it is wrong.
 */
export interface UnprovenKey extends Frame {
  readonly state: 'unproven';
  /** As it follows from the secret. Undefined where working it out takes too long, or this Node cannot. */
  readonly publicKey?: PublicKey;
  /** For facts where there is no public key. */
  readonly kind?: string;
  /** Secret. For digests, and for a look whether it is random. */
  readonly secret: Uint8Array;
}

/**
 * An EC private key of RFC 5915 that names no curve and no point: several curves have scalars of its size, so its
 * public half cannot be told. A finding only where something else says that it is a key, as a PEM label does.
 */
export interface BareScalar extends Frame {
  readonly state: 'bare';
  /** Secret. For digests only. */
  readonly scalar: Uint8Array;
}

/** A shared secret in a frame that says so. There is no arithmetic to hold it against. */
export interface SymmetricKey extends Frame {
  readonly state: 'symmetric';
  /** Secret. For digests only. */
  readonly secret: Uint8Array;
}

/** Encrypted. Some formats show the public half all the same. */
export interface LockedKey extends Frame {
  readonly state: 'locked';
  readonly publicKey?: PublicKey;
  /** Out of the parser's own table of names, never text of the frame. */
  readonly cipher: string;
  readonly kdf?: string;
  readonly ciphertext: Uint8Array;
  /** Where it is kept from use by something else than a passphrase. */
  readonly title?: string;
  readonly facts?: FactRecord;
}

/** Nothing beside the secret tells that it is right. */
export function asUnproven(key: ProvenKey, secret: Uint8Array): UnprovenKey {
  return { ...key, state: 'unproven', secret };
}

import type { FactRecord } from '../../model/finding.ts';
import type { PublicKey } from './key-facts.ts';

/** The result of a parser for the bytes of a frame. Detectors turn it into a match with `key-match.ts`. */
export type ReadKey = ProvenKey | UnprovenKey | BareScalar | SymmetricKey | LockedKey;

interface Frame {
  /** Standard of the frame: `pkcs1`, `pkcs8`, `sec1`, `openssh` … */
  readonly structure: string;
  /** Length of the frame in bytes. */
  readonly length: number;
}

/** In the clear, and its numbers agree. */
export interface ProvenKey extends Frame {
  readonly state: 'proven';
  readonly publicKey: PublicKey;
}

/**
 * In the clear, in a frame that states exactly what it is, and its numbers are consistent as far as they can be compared; but
 * nothing besides the secret shows that no bit of it is wrong.
 */
export interface UnprovenKey extends Frame {
  readonly state: 'unproven';
  /** Computed from the secret. Undefined if that takes too long or this Node cannot do it. */
  readonly publicKey?: PublicKey;
  /** For facts if there is no public key. */
  readonly kind?: string;
  /** Secret. Only for digests and for a test of randomness. */
  readonly secret: Uint8Array;
}

/**
 * An EC private key of RFC 5915 that names no curve and no point: several curves have scalars of its size, so its public half is
 * unknown. It is a finding only if something else says that it is a key, such as a PEM label.
 */
export interface BareScalar extends Frame {
  readonly state: 'bare';
  /** Secret. For digests only. */
  readonly scalar: Uint8Array;
}

/** A shared secret in a frame that says so. No arithmetic can check it. */
export interface SymmetricKey extends Frame {
  readonly state: 'symmetric';
  /** Secret. For digests only. */
  readonly secret: Uint8Array;
}

/** Encrypted. Some formats still show the public half. */
export interface LockedKey extends Frame {
  readonly state: 'locked';
  readonly publicKey?: PublicKey;
  /** From the parser's own table of names, never text of the frame. */
  readonly cipher: string;
  readonly kdf?: string;
  readonly ciphertext: Uint8Array;
  /** Set if something other than a passphrase protects the key. */
  readonly title?: string;
  readonly facts?: FactRecord;
}

/** Downgrades a key if nothing besides the secret shows that it is right. */
export function asUnproven(key: ProvenKey, secret: Uint8Array): UnprovenKey {
  return { ...key, state: 'unproven', secret };
}

import type { FactRecord } from '../model/finding.ts';
import type { Trigger } from './detector.ts';

/** What a public half says of the private one. */
export interface Testimony {
  /** First byte in the window, and length. */
  readonly offset: number;
  readonly length: number;
  /** Of the key, as in the facts of a finding: what joins the two. */
  readonly spkiSha256: string;
  /** SubjectPublicKeyInfo of the key, for searches of its private half; absent when it has more than MAX_SPKI_BYTES. */
  readonly spki?: Uint8Array;
  /** Name of the fact that a finding of the same key gets: `certificate`, `sshPublicKey`, `jwk`. */
  readonly fact: string;
  /** Public, bounded: at most a few hundred characters. */
  readonly facts: FactRecord;
}

/**
 * Knows one form of public key, which is no finding. The engine keeps what witnesses say until an artifact is through, and
 * adds it to the findings of the private half, wherever both lie in that artifact. Pure, like a detector.
 */
export interface Witness {
  readonly id: string;
  readonly trigger: Trigger;
  /** As of a detector. */
  readonly maxMatchBytes: number;
  /** As of a detector. Never throws on any input. */
  inspect(window: Uint8Array, at: number): Testimony | undefined;
}

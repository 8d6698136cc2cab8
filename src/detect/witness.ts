import type { FactRecord } from '../model/finding.ts';
import type { Trigger } from './detector.ts';

/** What a public key says about its private half. */
export interface Testimony {
  /** First byte in the window, and length. */
  readonly offset: number;
  readonly length: number;
  /** Of the key, as in the facts of a finding: joins the testimony to the finding. */
  readonly spkiSha256: string;
  /** SubjectPublicKeyInfo of the key, for searches for its private half; absent if it has more than MAX_SPKI_BYTES. */
  readonly spki?: Uint8Array;
  /** Name of the fact that a finding of the same key gets: `certificate`, `sshPublicKey`, `jwk`. */
  readonly fact: string;
  /** Public, bounded: at most a few hundred characters. */
  readonly facts: FactRecord;
}

/**
 * Recognises one form of public key, which is not a finding. The engine keeps what witnesses say until the end of the artifact and
 * adds it to the findings of the private half, wherever the two are in that artifact. Pure, like a detector.
 */
export interface Witness {
  readonly id: string;
  readonly trigger: Trigger;
  /** As in a detector. */
  readonly maxMatchBytes: number;
  /** As in a detector. Never throws on any input. */
  inspect(window: Uint8Array, at: number): Testimony | undefined;
}

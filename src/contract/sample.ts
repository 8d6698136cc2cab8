import type { Confidence, Severity } from '../model/severity.ts';

/** A true example, made at run time with a fresh key, so that nothing secret-shaped lies in a repository. */
export interface Sample {
  /** What is special about it: `pkcs1 rsa-2048 crlf`. Unique within its rule. */
  readonly variant: string;
  /** A file that holds the secret once. */
  readonly bytes: Uint8Array;
  /** Where in `bytes` the finding must lie. */
  readonly offset: number;
  readonly length: number;
  /** Everything that must never show in a report, log or summary: private numbers, token bodies, raw bytes. */
  readonly secrets: readonly Uint8Array[];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `spkiSha256` of further keys in the file beside the finding's, as in a key store. */
  readonly others?: readonly string[];
  /** Facts that the finding must have, as a foreign implementation (node:crypto, openssl) computed them. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

/** Looks like a secret but is none: there must be no finding. */
export interface LookAlike {
  readonly variant: string;
  readonly bytes: Uint8Array;
}

/**
 * True examples and look-alikes of one detector. For our own detectors, `test/samples/<rule id>.ts` exports them; a
 * plug-in exports a record `samples` of them, by id. A detector without any fails its trial.
 */
export interface SampleFile {
  samples(): readonly Sample[];
  lookAlikes(): readonly LookAlike[];
}

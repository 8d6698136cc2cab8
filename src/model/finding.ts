import type { Origin } from './origin.ts';
import type { Place } from './place.ts';
import type { Confidence, Severity } from './severity.ts';

/** What is known about a secret without being the secret: public halves, their digests, names. */
export type FactValue = string | number | boolean | FactRecord;
export interface FactRecord {
  readonly [name: string]: FactValue;
}

/** What every report may say about a rule. `advice` says, in one or two sentences, what to do when the secret leaks. */
export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly advice: string;
}

/**
 * One secret in one artifact. There is no field that can hold a byte of the secret.
 * The first place is repeated in `path`, `offset` … for readers who want only one.
 */
export interface Finding extends Place {
  readonly rule: string;
  readonly title: string;
  /** The file that the user named, or the workflow artifact. */
  readonly artifact: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Same secret, same fingerprint, in every run and every place; reveals nothing that helps to guess it. */
  readonly fingerprint: string;
  /** The public prefix of the format, such as `ghp_…`. Never part of the secret. */
  readonly preview: string;
  readonly facts: FactRecord;
  /** Sorted; at most MAX_PLACES. */
  readonly places: readonly Place[];
  /** Exact number of places. */
  readonly count: number;
  /** Where in the repository it comes from, if that was traced. */
  readonly origin?: Origin;
}

export const MAX_PLACES = 1000;

import type { FactRecord } from './finding.ts';
import type { Confidence, Severity } from './severity.ts';

/** What a detector says of a window. Offsets are in that window; only the engine knows where the window lies. */
export interface Match {
  /** First byte of the match in the window (may lie before the anchor). */
  readonly offset: number;
  readonly length: number;
  /** From one of the functions of `detect/fingerprint.ts`. The same secret in another form has the same fingerprint. */
  readonly fingerprint: string;
  readonly preview: string;
  readonly facts: FactRecord;
  /** Where this match differs from its rule, for example an encrypted key: lower severity, another title. */
  readonly title?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Other secrets in the same encoding, where only one place leads to all of them. */
  readonly also?: readonly Match[];
}

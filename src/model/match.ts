import type { FactRecord } from './finding.ts';
import type { Confidence, Severity } from './severity.ts';

/**
 * What a detector reports about a window. Offsets count in that window; only the engine knows where the window lies.
 */
export interface Match {
  /** First byte of the match in the window; may lie before the anchor. */
  readonly offset: number;
  readonly length: number;
  /** From one of the functions of `detect/fingerprint.ts`. The same secret in another form has the same fingerprint. */
  readonly fingerprint: string;
  readonly preview: string;
  readonly facts: FactRecord;
  /**
   * Set where this match differs from its rule: an encrypted key, for example, has a lower severity and another title.
   */
  readonly title?: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Other secrets in the same encoding that can be reached only from this place. */
  readonly also?: readonly Match[];
}

import type { Confidence, Severity } from '../../model/severity.ts';
import type { Assessment, Candidate } from './rule.ts';
import type { Shape } from './shape.ts';

/** A key without a mark of its own, as data; `keyedRule` makes it a rule. */
export interface KeyedRow {
  readonly id: string;
  readonly provider: string;
  /** Absent: `API key`. */
  readonly what?: string;
  /**
   * In lower case. A space stands for nothing, a space, `_` or `-`. One that begins with `~` is an everyday word: a word for a key
   * must be attached to it, as in `front_api_key`.
   */
  readonly names: readonly string[];
  readonly shape: Shape;
  /** The names alone say that it is a key (`AGORA_APP_CERTIFICATE`, `FURY_AUTH`): no word for a key need follow. */
  readonly saysKey?: true;
  /** Absent: `high`. */
  readonly severity?: Severity;
  /** For a key that is named as one. Absent: `high`. */
  readonly confidence?: Confidence;
  /** Where the key is revoked; completes `Revoke it in`. */
  readonly where: string;
  readonly check?: (candidate: Candidate) => Assessment | undefined;
}

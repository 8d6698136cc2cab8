import type { Confidence, Severity } from './severity.ts';

/**
 * An exception from the policy: findings that it covers are reported but do not fail the job. A finding must meet every
 * condition that is given; one that is absent always holds.
 */
export interface Allow {
  /** Where it was written: the configuration, or a baseline. */
  readonly by: 'configuration' | 'baseline';
  readonly reason: string;
  /** Last day on which it holds, `2026-12-31` in UTC; absent: no end. */
  readonly until?: string;
  readonly fingerprint?: string;
  readonly rule?: string;
  /** Must match the path of each place; syntax in path-glob.ts. */
  readonly path?: string;
  /** Must be the line of each place; given only together with `path`. */
  readonly line?: number;
  /** Lower-case hex of the SHA-256 of a token's value, or of a key's public half (SPKI). */
  readonly sha256?: string;
}

/** What somebody wrote beside the secret. It is a claim of the artifact's own text, which policy need not believe. */
export interface InlineAllow {
  /** Which tool's mark it is. */
  readonly mark: 'keysieve:allow' | 'gitleaks:allow';
  /** Bounded; untrusted text. */
  readonly reason: string;
}

/** Why a finding does not count towards the verdict. */
export interface Suppression {
  readonly by: Allow['by'] | 'inline';
  readonly reason: string;
  readonly until?: string;
}

/** The severity and confidence that a configuration gives a rule in place of the rule's own. */
export interface RuleOverride {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

import type { Confidence, Severity } from './severity.ts';

/**
 * An exception from the policy: findings that it covers are reported and do not fail. All that it names must hold; what it leaves
 * out holds always.
 */
export interface Allow {
  /** Who says so: the configuration, or a baseline. */
  readonly by: 'configuration' | 'baseline';
  readonly reason: string;
  /** Last day on which it holds, `2026-12-31` in UTC; absent: for ever. */
  readonly until?: string;
  readonly fingerprint?: string;
  readonly rule?: string;
  /** Of each place: see path-glob.ts. */
  readonly path?: string;
  /** Of each place, with `path`. */
  readonly line?: number;
  /** Lower-case hex of SHA-256 over a token. */
  readonly valueSha256?: string;
}

/** What somebody wrote beside the secret: a claim of the artifact's text, which policy need not believe. */
export interface InlineAllow {
  /** Whose mark it is. */
  readonly mark: 'keysieve:allow' | 'gitleaks:allow';
  /** Bounded; untrusted text. */
  readonly reason: string;
}

/** Why a finding does not decide. */
export interface Suppression {
  readonly by: Allow['by'] | 'inline';
  readonly reason: string;
  readonly until?: string;
}

/** What a configuration says of a rule in place of what the rule says. */
export interface RuleOverride {
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

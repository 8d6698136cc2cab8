import type { Allow, RuleOverride, Suppression } from './allow.ts';
import type { Finding, RuleInfo } from './finding.ts';
import type { Gap, GapCode } from './gap.ts';
import type { KnownSecretStats } from './known-secrets.ts';
import type { Confidence, Severity } from './severity.ts';
import type { Explanation } from './step.ts';

/** A file that the user named or matched, or one workflow artifact. */
export interface ArtifactRecord {
  readonly path: string;
  /** Bytes, as stored. */
  readonly size: number;
  /** Lower-case hex, over the bytes as stored; absent when no report that carries it was asked for. */
  readonly sha256?: string;
  /** Entries opened inside it, at every depth. */
  readonly entries: number;
  /** Bytes that detectors saw, after unpacking. */
  readonly scannedBytes: number;
}

/** Totals of one format. */
export interface FormatCount {
  readonly opened: number;
  readonly entries: number;
  readonly bytes: number;
}

export interface Stats {
  readonly artifacts: number;
  readonly entries: number;
  readonly scannedBytes: number;
  /** How many containers, codings and views of each format were opened. */
  readonly formats: Readonly<Record<string, number>>;
  /** What came out of them, by format. An entry that is itself a container counts under both formats. */
  readonly unpacked: Readonly<Record<string, Omit<FormatCount, 'opened'>>>;
  /**
   * How many files the selection left out, by reason (`hidden`, `excluded` …). They are not gaps: nobody asked for
   * them.
   */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** Present when the user named the job's own secrets. */
  readonly knownSecrets?: KnownSecretStats;
}

/** Everything that a scan found, before policy judges it. */
export interface ScanResult {
  readonly artifacts: readonly ArtifactRecord[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** The rules that the findings name. */
  readonly rules: readonly RuleInfo[];
  readonly stats: Stats;
  /** How one artifact was opened; present when that was asked for. */
  readonly explanation?: Explanation;
}

export type GapOutcome = 'fail' | 'warn' | 'ignore';

/** What the user wants to fail on. */
export interface Policy {
  readonly failOn: Severity | 'never';
  readonly minConfidence: Confidence;
  readonly onGap: Readonly<Record<GapCode, GapOutcome>>;
  /** Whether a comment beside a secret in an artifact may allow it. */
  readonly inlineAllows: boolean;
  readonly exceptions: Exceptions;
}

/** What a configuration and a baseline add to the policy. */
export interface Exceptions {
  /** By rule id. */
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  readonly allows: readonly Allow[];
  /** The day of the scan, `2026-12-31` in UTC, against which the end of each allow is checked. */
  readonly today: string;
}

export const NO_EXCEPTIONS: Exceptions = { overrides: new Map(), allows: [], today: '9999-12-31' };

/** An allow that has expired, and how many findings it would cover. */
export interface ExpiredAllow extends Suppression {
  readonly until: string;
  readonly findings: number;
}

/** What policy made of a finding or gap: `fails` means that this one alone fails the job. */
export interface JudgedFinding extends Finding {
  readonly fails: boolean;
  /** Why it does not fail, even if it is severe and sure enough. */
  readonly suppressed?: Suppression;
}
export interface JudgedGap extends Gap {
  readonly outcome: GapOutcome;
}

export interface Verdict extends Omit<ScanResult, 'findings' | 'gaps'> {
  readonly verdict: 'pass' | 'fail';
  readonly policy: Policy;
  /** Ranked: failing ones first, then by severity, confidence and place. */
  readonly findings: readonly JudgedFinding[];
  readonly gaps: readonly JudgedGap[];
  /** Allows that have expired. */
  readonly expired: readonly ExpiredAllow[];
  /** The configuration, if one was read. */
  readonly configuration?: ConfigurationRecord;
  /** Settings in policy files of other tools that have no meaning here, one sentence for each reason. */
  readonly remarks: readonly string[];
  /** How many settings `remarks` covers. */
  readonly notCarriedOver: number;
  readonly tool: { readonly name: 'keysieve'; readonly version: string };
}

/** What reports say of the configuration. */
export interface ConfigurationRecord {
  /** As the user named it. */
  readonly name: string;
  /** Rules that the configuration turned off. */
  readonly rulesOff: readonly string[];
}

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
  /** Lower-case hex, of the bytes as stored; absent when no report that carries it was asked for. */
  readonly sha256?: string;
  /** Entries opened inside it, at every depth. */
  readonly entries: number;
  /** Bytes that detectors saw, after unpacking. */
  readonly scannedBytes: number;
}

/** Of one format. */
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
  /** What came out of them, by format. An entry that is a container itself counts at both. */
  readonly unpacked: Readonly<Record<string, Omit<FormatCount, 'opened'>>>;
  /** Files that the selection left out, by reason (`hidden`, `excluded` …). They are not gaps: nobody asked for them. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
  /** Where the job's own secrets were named. */
  readonly knownSecrets?: KnownSecretStats;
}

/** All that a scan found out, before anyone judged it. */
export interface ScanResult {
  readonly artifacts: readonly ArtifactRecord[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** The rules that the findings name. */
  readonly rules: readonly RuleInfo[];
  readonly stats: Stats;
  /** Where it was asked for: how one artifact was opened. */
  readonly explanation?: Explanation;
}

export type GapOutcome = 'fail' | 'warn' | 'ignore';

/** What the user wants to fail on. */
export interface Policy {
  readonly failOn: Severity | 'never';
  readonly minConfidence: Confidence;
  readonly onGap: Readonly<Record<GapCode, GapOutcome>>;
  /** Whether what stands beside a secret in an artifact may allow it. */
  readonly inlineAllows: boolean;
  readonly exceptions: Exceptions;
}

/** What a configuration and a baseline add to the policy. */
export interface Exceptions {
  /** By rule. */
  readonly overrides: ReadonlyMap<string, RuleOverride>;
  readonly allows: readonly Allow[];
  /** The day of the scan, `2026-12-31` in UTC: until when allows hold is compared with it. */
  readonly today: string;
}

export const NO_EXCEPTIONS: Exceptions = { overrides: new Map(), allows: [], today: '9999-12-31' };

/** An allow whose time is up, and how many findings it would cover. */
export interface ExpiredAllow extends Suppression {
  readonly until: string;
  readonly findings: number;
}

/** What policy made of a finding or gap: `fails` means that this one alone fails the job. */
export interface JudgedFinding extends Finding {
  readonly fails: boolean;
  /** Why it does not fail, whatever it is. */
  readonly suppressed?: Suppression;
}
export interface JudgedGap extends Gap {
  readonly outcome: GapOutcome;
}

export interface Verdict extends Omit<ScanResult, 'findings' | 'gaps'> {
  readonly verdict: 'pass' | 'fail';
  readonly policy: Policy;
  /** Ranked: what fails first, then by severity, confidence, place. */
  readonly findings: readonly JudgedFinding[];
  readonly gaps: readonly JudgedGap[];
  /** Allows that hold no more. */
  readonly expired: readonly ExpiredAllow[];
  /** Where one was read. */
  readonly configuration?: ConfigurationRecord;
  /** What files of policy of other tools say that has no meaning here, a sentence for each reason. */
  readonly remarks: readonly string[];
  /** How many things that is said of. */
  readonly notCarriedOver: number;
  readonly tool: { readonly name: 'keysieve'; readonly version: string };
}

/** What reports say of the configuration. */
export interface ConfigurationRecord {
  /** As the user named it. */
  readonly name: string;
  /** Rules that were not asked. */
  readonly rulesOff: readonly string[];
}

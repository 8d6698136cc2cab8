import { compareText } from '../model/compare-text.ts';
import type { Finding, RuleInfo } from '../model/finding.ts';
import { comparePlaces } from '../model/place.ts';
import type { JudgedFinding, JudgedGap, Policy, ScanResult, Verdict } from '../model/result.ts';
import { CONFIDENCES, rank, SEVERITIES } from '../model/severity.ts';
import { ExceptionList } from './exceptions.ts';

/**
 * The only place that decides between pass and fail. A scan fails when a finding is severe and sure enough and no
 * exception covers it, or when a gap has a code that the policy does not forgive. Reporters and front ends repeat the
 * verdict; they never judge.
 */
export function decide(result: ScanResult, policy: Policy, tool: Verdict['tool']): Verdict {
  const excuses = new ExceptionList(policy);
  const findings = result.findings.map((finding) => judgeFinding(finding, policy, excuses)).sort(compareFindings);
  const gaps = result.gaps.map((gap): JudgedGap => ({ ...gap, outcome: policy.onGap[gap.code] })).sort(compareGaps);
  const fails = findings.some((finding) => finding.fails) || gaps.some((gap) => gap.outcome === 'fail');
  const rules = result.rules.map((rule) => overridden(rule, rule.id, policy));
  return {
    ...result,
    verdict: fails ? 'fail' : 'pass',
    policy,
    findings,
    gaps,
    rules,
    expired: excuses.expired(),
    remarks: [],
    notCarriedOver: 0,
    tool,
  };
}

function judgeFinding(found: Finding, policy: Policy, excuses: ExceptionList): JudgedFinding {
  const finding = overridden(found, found.rule, policy);
  const severe = policy.failOn !== 'never' && rank(SEVERITIES, finding.severity) <= rank(SEVERITIES, policy.failOn);
  const sure = rank(CONFIDENCES, finding.confidence) <= rank(CONFIDENCES, policy.minConfidence);
  const suppressed = excuses.suppressionOf(finding);
  return { ...finding, fails: severe && sure && suppressed === undefined, ...(suppressed && { suppressed }) };
}

function overridden<T extends Pick<RuleInfo, 'severity' | 'confidence'>>(item: T, rule: string, policy: Policy): T {
  return { ...item, ...policy.exceptions.overrides.get(rule) };
}

/**
 * The order in which a person should read: failing findings first, excused ones last; then the most severe, the surest,
 * and by place.
 */
function compareFindings(a: JudgedFinding, b: JudgedFinding): number {
  return (
    Number(b.fails) - Number(a.fails) ||
    Number(a.suppressed !== undefined) - Number(b.suppressed !== undefined) ||
    rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) ||
    rank(CONFIDENCES, a.confidence) - rank(CONFIDENCES, b.confidence) ||
    comparePlaces(a, b) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

const OUTCOMES = ['fail', 'warn', 'ignore'] as const;

function compareGaps(a: JudgedGap, b: JudgedGap): number {
  return (
    rank(OUTCOMES, a.outcome) - rank(OUTCOMES, b.outcome) ||
    compareText(a.path, b.path) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

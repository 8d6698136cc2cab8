import type { Finding, RuleInfo } from '../model/finding.ts';
import type { Verdict } from '../model/result.ts';

/** The advice when a rule has none. */
const PLAIN_ADVICE = 'Treat it as leaked: revoke or replace it, then build the artifact again without it.';

/**
 * Looks up the advice for a finding, among the rules of one verdict. It is untrusted text where rules come from users.
 */
export function adviser(verdict: Verdict): (finding: Finding) => string {
  const rules = new Map<string, RuleInfo>(verdict.rules.map((rule) => [rule.id, rule]));
  return (finding) => rules.get(finding.rule)?.advice || PLAIN_ADVICE;
}

/**
 * As `adviser`, for a list: each advice is written out once, and afterwards refers to the `name` under which it first
 * appeared.
 */
export function listAdviser(verdict: Verdict): (finding: Finding, name: string) => string {
  const advise = adviser(verdict);
  const names = new Map<string, string>();
  return (finding, name) => {
    const advice = advise(finding);
    const first = names.get(advice);
    if (first !== undefined) return `As for ${first}.`;
    names.set(advice, name);
    return advice;
  };
}

/**
 * How sure we are: `proven by arithmetic` for a key whose public half was computed, otherwise the confidence itself.
 */
export function confidenceText(finding: Finding): string {
  return finding.confidence === 'proven' && finding.facts.spkiSha256 !== undefined
    ? 'proven by arithmetic'
    : finding.confidence;
}

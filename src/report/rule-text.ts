import type { Finding, RuleInfo } from '../model/finding.ts';
import type { Verdict } from '../model/result.ts';

/** What to do when nobody wrote down anything better. */
const PLAIN_ADVICE = 'Treat it as leaked: revoke or replace it, then build the artifact again without it.';

/** Looks up what to do about a finding, for the rules of one verdict. Untrusted text where rules come from users. */
export function adviser(verdict: Verdict): (finding: Finding) => string {
  const rules = new Map<string, RuleInfo>(verdict.rules.map((rule) => [rule.id, rule]));
  return (finding) => rules.get(finding.rule)?.advice || PLAIN_ADVICE;
}

/** How sure we are: `proven by arithmetic` for a key whose public half was computed, otherwise the word of the scale. */
export function confidenceText(finding: Finding): string {
  return finding.confidence === 'proven' && finding.facts.spkiSha256 !== undefined
    ? 'proven by arithmetic'
    : finding.confidence;
}

import type { Finding, RuleInfo } from '../model/finding.ts';
import type { Verdict } from '../model/result.ts';

/** What to do when nobody wrote down anything better. */
const PLAIN_ADVICE = 'Treat it as leaked: revoke or replace it, then build the artifact again without it.';

/** Looks up what to do about a finding, for the rules of one verdict. Untrusted text where rules come from users. */
export function adviser(verdict: Verdict): (finding: Finding) => string {
  const rules = new Map<string, RuleInfo>(verdict.rules.map((rule) => [rule.id, rule]));
  return (finding) => rules.get(finding.rule)?.advice || PLAIN_ADVICE;
}

/** As `adviser`, for a list: whole where it stands first, and below that by the `name` that its finding had there. */
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

/** How sure we are: `proven by arithmetic` for a key whose public half was computed, otherwise the word of the scale. */
export function confidenceText(finding: Finding): string {
  return finding.confidence === 'proven' && finding.facts.spkiSha256 !== undefined
    ? 'proven by arithmetic'
    : finding.confidence;
}

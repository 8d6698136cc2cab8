import type { OwnRule } from '../detect/own/own-rule.ts';
import type { OwnRuleProblem } from '../detect/own/own-rule-detector.ts';
import type { FilePath, Problem } from './problem.ts';
import type { OwnRuleDraft } from './schema.ts';

/** The key in a configuration that sets a field of an own rule. */
const KEYS: Readonly<Record<OwnRuleProblem['field'], string>> = {
  pattern: 'pattern',
  secretGroup: 'secret-group',
  ignore: 'ignore',
};

/**
 * Checks with re2js that the rules can be made, and that they find their examples and none of their look-alikes. Loads
 * it only when there is a rule.
 */
export async function checkOwnRules(drafts: readonly OwnRuleDraft[], path: FilePath): Promise<Problem[]> {
  if (drafts.length === 0) return [];
  const { ownRuleDetector, findsIn } = await import('../detect/own/own-rule-detector.ts');
  return drafts.flatMap((draft, index): Problem[] => {
    const made = ownRuleDetector(ownRuleOf(draft));
    if ('problem' in made) return [{ path: [...path, index, KEYS[made.field]], message: made.problem }];
    const missed = (draft.examples ?? []).flatMap((text, at): Problem[] =>
      findsIn(made, text) ? [] : [{ path: [...path, index, 'examples', at], message: NOT_FOUND }],
    );
    const wrong = (draft['look-alikes'] ?? []).flatMap((text, at): Problem[] =>
      findsIn(made, text) ? [{ path: [...path, index, 'look-alikes', at], message: FOUND }] : [],
    );
    return [...missed, ...wrong];
  });
}

/** What prevents the rule from being made; its examples are not checked. */
export async function findProblem(draft: OwnRuleDraft): Promise<OwnRuleProblem | undefined> {
  const { ownRuleDetector } = await import('../detect/own/own-rule-detector.ts');
  const made = ownRuleDetector(ownRuleOf(draft));
  return 'problem' in made ? made : undefined;
}

/** Why a pattern cannot be compiled; undefined when it can. */
export async function patternProblem(pattern: string): Promise<string | undefined> {
  const { compilePattern } = await import('../detect/own/own-rule-detector.ts');
  const made = compilePattern(pattern);
  return typeof made === 'string' ? made : undefined;
}

const NOT_FOUND =
  'the rule does not find it; a keyword must be within before and after, and entropy, checks and ignore must let it pass';
const FOUND = 'the rule finds it, and should not; make the pattern narrower, or move it to the examples';

export function ownRuleOf(draft: OwnRuleDraft): OwnRule {
  const { id, pattern, keywords, ignore } = draft;
  const group = draft['secret-group'];
  return {
    ...{ id, pattern, keywords },
    title: draft.title ?? `Secret of the rule ${id}`,
    severity: draft.severity ?? 'high',
    confidence: draft.confidence ?? 'medium',
    advice: draft.advice ?? 'Revoke or replace it where it was issued, then build the artifact again without it.',
    ...(group !== undefined && { secretGroup: group }),
    ...(draft.entropy !== undefined && { minBitsPerCharacter: draft.entropy }),
    checks: draft.checks ?? [],
    bytesBefore: draft.before ?? 128,
    bytesAfter: draft.after ?? 512,
    paths: draft.paths ?? [],
    ignore: {
      secrets: ignore?.secrets ?? [],
      matches: ignore?.matches ?? [],
      lines: ignore?.lines ?? [],
      words: ignore?.words ?? [],
      paths: ignore?.paths ?? [],
    },
  };
}

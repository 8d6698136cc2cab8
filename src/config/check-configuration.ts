import type { Allow, RuleOverride } from '../model/allow.ts';
import { UsageError } from '../model/errors.ts';
import { OPTIONS, type OptionName } from '../settings/options.ts';
import type { Configuration } from './configuration.ts';
import { type Issue, problemsOf } from './issue-text.ts';
import { checkOwnRules, ownRuleOf } from './own-rules.ts';
import { type Problem, quote } from './problem.ts';
import { type AllowDraft, type ConfigurationDraft, configurationSchema } from './schema.ts';

/** What is known from outside the file. */
export interface Known {
  /** Ids of all built-in rules. */
  readonly rules: readonly string[];
  /** The user names modules that may have further rules. */
  readonly hasPlugIns?: boolean;
}

/** A configuration whose unsettled rules do not have their places in the file yet. */
export interface CheckedConfiguration extends Omit<Configuration, 'unsettled'> {
  readonly unsettled: readonly Problem[];
}

/** @param value a configuration as plain data, wherever it comes from */
export async function checkConfiguration(
  value: unknown,
  known: Known,
): Promise<CheckedConfiguration | readonly Problem[]> {
  const parsed = configurationSchema.safeParse(value ?? {});
  if (!parsed.success) {
    const { issues } = parsed.error;
    const others = await checkConfiguration(soundPartOf(value, issues), known);
    return [...issues.flatMap((issue) => problemsOf(issue, value)), ...('options' in others ? [] : others)];
  }
  const draft = parsed.data;
  const options = optionsOf(draft);
  const found: Problem[] = [
    ...options.problems,
    ...ruleProblems(draft, known),
    ...allowProblems(draft, known),
    ...(await checkOwnRules(draft['own-rules'] ?? [], ['own-rules'])),
  ];
  const mayBeOthers = ({ unlessRule }: Problem) => known.hasPlugIns === true && unlessRule !== undefined;
  const problems = found.filter((problem) => !mayBeOthers(problem));
  return problems.length > 0
    ? problems
    : { ...configurationOf(draft), options: options.texts, unsettled: found.filter(mayBeOthers) };
}

/** The file without the sections that have a wrong shape, so that a user is told of all mistakes at once. */
function soundPartOf(value: unknown, issues: readonly Issue[]): unknown {
  const broken = new Set(
    issues.flatMap((issue): PropertyKey[] => {
      if (issue.path.length > 0) return issue.path.slice(0, 1);
      return issue.code === 'unrecognized_keys' ? issue.keys : [ALL];
    }),
  );
  if (broken.has(ALL)) return {};
  // Sections that name rules cannot be checked without the rules that the file defines.
  for (const section of broken.has('own-rules') ? ['rules', 'allow'] : []) broken.add(section);
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => !broken.has(key)));
}
/** Stands for every section. */
const ALL = Symbol('all of it');

function configurationOf(draft: ConfigurationDraft): Omit<CheckedConfiguration, 'options' | 'unsettled'> {
  const changes = Object.entries(draft.rules ?? {});
  return {
    rulesOff: changes.filter(([, change]) => change === 'off').map(([id]) => id),
    overrides: new Map(changes.flatMap(([id, change]) => (change === 'off' ? [] : [[id, change as RuleOverride]]))),
    ownRules: (draft['own-rules'] ?? []).map(ownRuleOf),
    exclude: draft.exclude ?? [],
    allows: (draft.allow ?? []).map(allowOf),
    remarks: [],
  };
}

function allowOf(draft: AllowDraft): Allow {
  const given = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
  return { by: 'configuration', reason: draft.reason, ...given };
}

/** Options are passed on as text, as a user would give them, so that only the table of options says what they mean. */
function optionsOf(draft: ConfigurationDraft): { texts: Configuration['options']; problems: Problem[] } {
  const texts: Partial<Record<OptionName, string>> = {};
  const problems: Problem[] = [];
  const names = Object.keys(OPTIONS) as OptionName[];
  for (const name of names) {
    const value = (draft as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    texts[name] = typeof value === 'object' ? pairsOf(value as Record<string, string>) : String(value);
    try {
      OPTIONS[name].parse(texts[name]);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push({ path: [name], message: error.message });
    }
  }
  return { texts, problems };
}

function pairsOf(outcomes: Readonly<Record<string, string>>): string {
  return Object.entries(outcomes)
    .map(([code, outcome]) => `${code}=${outcome}`)
    .join(',');
}

function ruleProblems(draft: ConfigurationDraft, known: Known): Problem[] {
  const builtIn = new Set(known.rules);
  const seen = new Set<string>();
  const unknown = Object.keys(draft.rules ?? {})
    .filter((id) => !builtIn.has(id))
    .map((id): Problem => ({ path: ['rules', id], message: NO_SUCH_RULE, at: 'key', unlessRule: id }));
  const taken = (draft['own-rules'] ?? []).flatMap(({ id }, index): Problem[] => {
    const isTaken = builtIn.has(id) || seen.has(id);
    seen.add(id);
    return isTaken ? [{ path: ['own-rules', index, 'id'], message: 'another rule has this id; choose another' }] : [];
  });
  return [...unknown, ...taken];
}

const NO_SUCH_RULE = 'no such rule; keysieve rules lists them, and an own rule is changed in own-rules';

function allowProblems(draft: ConfigurationDraft, known: Known): Problem[] {
  const rules = new Set([...known.rules, ...(draft['own-rules'] ?? []).map(({ id }) => id)]);
  return (draft.allow ?? []).flatMap(({ fingerprint, rule, path, line, sha256 }, index): Problem[] => {
    const at = ['allow', index];
    if ([fingerprint, rule, path, sha256].every((one) => one === undefined))
      return [{ path: at, message: 'allows everything; name a fingerprint, rule, path or sha256' }];
    const problems: Problem[] = [];
    if (line !== undefined && path === undefined)
      problems.push({ path: [...at, 'line'], message: 'says nothing without a path; name that too' });
    if (rule !== undefined && !rules.has(rule))
      problems.push({
        path: [...at, 'rule'],
        message: `no such rule, ${quote(rule)}; keysieve rules lists them`,
        unlessRule: rule,
      });
    return problems;
  });
}

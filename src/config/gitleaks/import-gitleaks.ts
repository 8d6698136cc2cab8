import type { Known } from '../check-configuration.ts';
import type { PolicyFile } from '../configuration.ts';
import { type NotCarriedOver, Remarks } from '../remarks.ts';
import { type AllowDraft, allowSchema, type ConfigurationDraft, type OwnRuleDraft } from '../schema.ts';
import { type Allowlists, allowlistTables, joinAllowlists, NO_ALLOWLISTS, readAllowlists } from './allowlists.ts';
import { collectRules, type GitleaksRules, type Related } from './collect-rules.ts';
import { convertRule } from './convert-rule.ts';
import { type Table, textOf, textsOf } from './read-toml.ts';
import { sameRule } from './same-rules.ts';

/** The configuration of ours that corresponds to a file of gitleaks, and what it cannot express. */
export interface Imported extends NotCarriedOver {
  readonly draft: ConfigurationDraft;
}

const REASON = 'allowed by the configuration of gitleaks';
const MAX_RULES = 2000;

/**
 * Reads a `.gitleaks.toml` of gitleaks 8 or Betterleaks. Its rules become own rules, and the allow lists of a rule
 * become its `ignore`. Allowed paths become allows, so that findings there are reported but do not fail. gitleaks' own
 * rules (`extend.useDefault`) correspond to keysieve's, which are on in any case.
 * @returns the configuration, or what is wrong with the file, one line each
 */
export async function importGitleaks(
  file: PolicyFile,
  known: Known,
  related: Related,
): Promise<Imported | readonly string[]> {
  const remarks = new Remarks();
  const found = await collectRules(file, related, remarks);
  if (!('rules' in found)) return found;
  const global = found.allowlists.filter((table) => textsOf(table.get('targetrules')).length === 0);
  const listed = readAllowlists(global, (reason) => remarks.add('the file', reason));
  const { paths, ...contents } = joinAllowlists(listed, found.filtered);
  if (isAny(contents))
    remarks.add(
      'allow list of the file',
      "its patterns and words hold for the file's rules, and not for keysieve's own",
    );
  const { rules, allow: changes } = await convertRules(found, { known, contents }, remarks);
  const allow: AllowDraft[] = [...paths.map((path) => ({ path, reason: REASON })), ...changes];
  if (!found.wantsDefault && rules.length > 0)
    remarks.add(
      'gitleaks without extend.useDefault',
      "keysieve's own rules stay on as well; turn them off under rules",
    );
  const off = disabledOf(found, known, remarks);
  return {
    draft: {
      ...(off.length > 0 && { rules: Object.fromEntries(off.map((id) => [id, 'off' as const])) }),
      ...(rules.length > 0 && { 'own-rules': rules }),
      ...(allow.length > 0 && { allow: readable(allow, remarks) }),
    },
    ...remarks.all(),
  };
}

/** What an allow list says of contents; paths become allows of their own. */
type Contents = Omit<Allowlists, 'paths'>;

function isAny(contents: Contents): boolean {
  return Object.values(contents).some((list) => list.length > 0);
}

/** @returns the file's rules, and allows for what it changes of rules that keysieve has as well */
async function convertRules(
  { rules: tables, allowlists, wantsDefault }: GitleaksRules,
  { known, contents }: { readonly known: Known; readonly contents: Contents },
  remarks: Remarks,
): Promise<{ readonly rules: OwnRuleDraft[]; readonly allow: AllowDraft[] }> {
  const ids = new Ids(known);
  const rules: OwnRuleDraft[] = [];
  const allow: AllowDraft[] = [];
  for (const [name, table] of tables) {
    const remark = (reason: string): void => remarks.add(`rule ${name}`, reason);
    const targeted = allowlists.filter((one) => textsOf(one.get('targetrules')).includes(name));
    const more = joinAllowlists({ ...NO_ALLOWLISTS, ...contents }, readAllowlists(targeted, remark));
    if (textOf(table.get('regex')) === undefined && wantsDefault && textOf(table.get('path')) === undefined)
      allow.push(...changesOfDefault(name, table, known, remark));
    else if (rules.length >= MAX_RULES) remark(`more than ${MAX_RULES} rules`);
    else {
      const rule = await convertRule(table, { id: ids.take(name), more }, remark);
      if (rule !== undefined) rules.push(rule);
    }
  }
  return { rules, allow };
}

const MAX_ALLOWS = 10_000;

/** What is printed must be readable again, so allows that violate the schema are dropped, with a remark. */
function readable(allows: readonly AllowDraft[], remarks: Remarks): AllowDraft[] {
  const right = allows.filter((allow) => allowSchema.safeParse(allow).success);
  const lost = allows.length - Math.min(right.length, MAX_ALLOWS);
  if (lost > 0) remarks.add(`${lost} paths of allow lists`, 'they are too long, or too many');
  return right.slice(0, MAX_ALLOWS);
}

/**
 * A rule without a pattern modifies one of gitleaks' own. If one of ours is the same, what it says about paths can be
 * carried over.
 */
function changesOfDefault(id: string, table: Table, known: Known, remark: (reason: string) => void): AllowDraft[] {
  const rule = sameRule(id, known);
  if (rule === undefined) {
    remark("it changes one of gitleaks' own rules, which keysieve's rules replace; none of them is the same");
    return [];
  }
  const { paths, ...contents }: Allowlists = readAllowlists(allowlistTables(table), remark);
  if (isAny(contents) || ['entropy', 'keywords'].some((name) => table.has(name)))
    remark("it changes a rule of gitleaks' own; of keysieve's, only paths can be allowed");
  return paths.map((path) => ({ rule, path, reason: REASON }));
}

function disabledOf({ disabled }: GitleaksRules, known: Known, remarks: Remarks): string[] {
  const off = disabled.flatMap((id) => {
    const rule = sameRule(id, known);
    if (rule === undefined) remarks.add(`extend.disabledRules ${id}`, 'no rule of keysieve is the same');
    return rule ?? [];
  });
  return [...new Set(off)];
}

/** Turns names into ids of our form, each unique. */
class Ids {
  readonly #taken: Set<string>;

  constructor({ rules }: Known) {
    this.#taken = new Set(rules);
  }

  take(name: string): string {
    const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['rule'];
    const plain = words.join('-').slice(0, 60).replace(/-$/, '');
    const names = [
      plain,
      `gitleaks-${plain}`,
      ...Array.from({ length: MAX_RULES }, (_, index) => `gitleaks-${plain}-${index + 2}`),
    ];
    const id = names.find((one) => !this.#taken.has(one))!;
    this.#taken.add(id);
    return id;
  }
}

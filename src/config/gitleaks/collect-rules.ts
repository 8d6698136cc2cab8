import type { PolicyFile } from '../configuration.ts';
import type { Remarks } from '../remarks.ts';
import { type Allowlists, allowlistTables, joinAllowlists, NO_ALLOWLISTS, readFilters } from './allowlists.ts';
import { readToml, type Table, tableOf, tablesOf, textOf, textsOf } from './read-toml.ts';

/** A configuration of gitleaks, merged with those that it extends. */
export interface GitleaksRules {
  /** By id, in the order of the files. */
  readonly rules: Map<string, Table>;
  /** Allow lists of the whole file. */
  readonly allowlists: readonly Table[];
  /** The same, from filter expressions. */
  readonly filtered: Allowlists;
  /** gitleaks' own default rules are wanted too. */
  readonly wantsDefault: boolean;
  /** Default rules that are not wanted. */
  readonly disabled: readonly string[];
}

/** Returns a file that another one names, or undefined when there is none. */
export type Related = (name: string) => Promise<Uint8Array | undefined>;

/** As many levels as gitleaks follows. */
const MAX_EXTENDED = 2;
const KNOWN = new Set(
  'title description extend rules allowlist allowlists filter prefilter minversion betterleaksminversion'.split(' '),
);
const KNOWN_OF_EXTEND = new Set(['path', 'url', 'usedefault', 'disabledrules']);

/** @returns the rules, or what is wrong with the file, one line each */
export async function collectRules(
  file: PolicyFile,
  related: Related,
  remarks: Remarks,
  depth = 0,
): Promise<GitleaksRules | readonly string[]> {
  const table = readToml(file);
  if (!(table instanceof Map)) return table as readonly string[];
  for (const name of table.keys()) if (!KNOWN.has(name)) remarks.add(name, 'is not known here');
  const extend = tableOf(table.get('extend'));
  for (const name of extend.keys()) if (!KNOWN_OF_EXTEND.has(name)) remarks.add(`extend.${name}`, 'is not known here');
  const disabled = textsOf(extend.get('disabledrules'));
  const base = await baseOf(extend, related, remarks, depth);
  if (Array.isArray(base)) return base;
  const { rules: baseRules, allowlists, filtered, ...rest } = base as GitleaksRules;
  const rules = new Map([...baseRules].filter(([id]) => !disabled.includes(id)));
  for (const rule of tablesOf(table.get('rules'))) {
    const id = textOf(rule.get('id')) ?? `rule ${rules.size + 1}`;
    rules.set(id, merged(rules.get(id), rule));
  }
  const { allowed, entropy } = readFilters(table, (reason) => remarks.add('the file', reason));
  if (entropy !== undefined) remarks.add('filter of the file', 'it compares the entropy of all secrets');
  const wantsDefault = extend.get('usedefault') === true || rest.wantsDefault;
  const others = disabled.filter((id) => !baseRules.has(id));
  return {
    rules,
    allowlists: [...allowlists, ...allowlistTables(table)],
    filtered: joinAllowlists(filtered, allowed),
    wantsDefault,
    disabled: [...rest.disabled, ...others],
  };
}

const NOTHING: GitleaksRules = {
  ...{ rules: new Map(), allowlists: [], filtered: NO_ALLOWLISTS },
  ...{ wantsDefault: false, disabled: [] },
};

async function baseOf(
  extend: Table,
  related: Related,
  remarks: Remarks,
  depth: number,
): Promise<GitleaksRules | readonly string[]> {
  if (textOf(extend.get('url')) !== undefined) remarks.add('extend.url', 'keysieve has no access to the network');
  const path = textOf(extend.get('path'));
  if (path === undefined) return NOTHING;
  if (depth >= MAX_EXTENDED) {
    remarks.add('extend.path', `more than ${MAX_EXTENDED} files that extend one another`);
    return NOTHING;
  }
  const bytes = await related(path);
  if (bytes === undefined)
    return [`extend.path: expected the file ${JSON.stringify(path.slice(0, 200))}, found none; correct the path`];
  return collectRules({ name: path, bytes }, related, remarks, depth + 1);
}

/**
 * `rule` on top of the rule with the same id that it extends: fields that it leaves out come from that one; allow lists
 * and keywords are added up.
 */
function merged(base: Table | undefined, rule: Table): Table {
  if (base === undefined) return rule;
  const allowlists = [...allowlistTables(base), ...allowlistTables(rule)];
  const keywords = [...textsOf(base.get('keywords')), ...textsOf(rule.get('keywords'))];
  return new Map([
    ...withoutAllowlists(base),
    ...withoutAllowlists(rule),
    ['keywords', keywords],
    ['allowlists', allowlists],
  ]);
}

function withoutAllowlists(rule: Table): [string, unknown][] {
  return [...rule].filter(([name]) => name !== 'allowlist' && name !== 'allowlists');
}

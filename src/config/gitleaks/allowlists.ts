import type { OwnRuleIgnores } from '../../detect/own/own-rule.ts';
import { pathGlobsOf } from './path-globs.ts';
import { type Filter, readFilter } from './read-filter.ts';
import { type Table, tablesOf, textOf, textsOf } from './read-toml.ts';

/** What the allow lists of a rule, or of the whole file, let pass. Patterns are unchanged; paths have become globs. */
export type Allowlists = OwnRuleIgnores;

export const NO_ALLOWLISTS: Allowlists = { secrets: [], matches: [], lines: [], words: [], paths: [] };

const TARGETS: Readonly<Record<string, 'secrets' | 'matches' | 'lines'>> = {
  secret: 'secrets',
  match: 'matches',
  line: 'lines',
};
const KNOWN = new Set('description condition commits paths regextarget regexes stopwords targetrules'.split(' '));

/** Called with each thing that has no meaning here. */
export type Remark = (text: string) => void;

/** What a rule or file excludes by filter expressions, apart from its allow lists; `prefilter` is about paths. */
export function readFilters(owner: Table, remark: Remark): { readonly allowed: Allowlists; readonly entropy?: number } {
  const filters = ['filter', 'prefilter'].flatMap((name): Filter[] => {
    const text = textOf(owner.get(name));
    if (text === undefined) return [];
    const { filter, isWhole } = readFilter(text);
    if (!isWhole) remark(`its ${name} is an expression that cannot be said here, or not all of it`);
    return [filter];
  });
  const lists = filters.map(({ entropy: _, paths, ...lists }): Allowlists => {
    return { ...lists, paths: paths.flatMap((path) => globsOf(path, 'filter: the path', remark)) };
  });
  const least = filters.map(({ entropy }) => entropy).find((entropy) => entropy !== undefined);
  return { allowed: lists.reduce(joinAllowlists, NO_ALLOWLISTS), ...(least !== undefined && { entropy: least }) };
}

/** The older `[allowlist]` and the newer `[[allowlists]]`, of a rule or of a file. */
export function allowlistTables(owner: Table): readonly Table[] {
  return [...tablesOf(owner.get('allowlist')), ...tablesOf(owner.get('allowlists'))];
}

/** @param remark called with what has no meaning here */
export function readAllowlists(tables: readonly Table[], remark: Remark): Allowlists {
  return tables.map((table) => readAllowlist(table, remark)).reduce(joinAllowlists, NO_ALLOWLISTS);
}

export function joinAllowlists(a: Allowlists, b: Allowlists): Allowlists {
  const join = (name: keyof Allowlists): readonly string[] => [...new Set([...a[name], ...b[name]])];
  return {
    secrets: join('secrets'),
    matches: join('matches'),
    lines: join('lines'),
    words: join('words'),
    paths: join('paths'),
  };
}

function readAllowlist(table: Table, remark: Remark): Allowlists {
  const [commits, paths, regexes, words] = ['commits', 'paths', 'regexes', 'stopwords'].map((name) =>
    textsOf(table.get(name)),
  );
  const kinds = [commits, paths, regexes, words].filter((list) => list!.length > 0).length;
  for (const name of table.keys()) if (!KNOWN.has(name)) remark(`allow list: ${name} is not known here`);
  if (commits!.length > 0) remark(`allow list: its commits (${commits!.length}), which artifacts do not have`);
  const condition = textOf(table.get('condition'))?.toLowerCase() ?? 'or';
  if (/^(and|&&)$/.test(condition) && kinds > 1) {
    remark('allow list: its conditions have to hold together, which cannot be said here');
    return NO_ALLOWLISTS;
  }
  const target = TARGETS[textOf(table.get('regextarget')) ?? 'secret'];
  if (target === undefined) remark('allow list: a regexTarget that is not secret, match or line');
  return {
    ...NO_ALLOWLISTS,
    ...(target !== undefined && { [target]: regexes! }),
    words: words!,
    paths: paths!.flatMap((path) => globsOf(path, 'allow list: the path', remark)),
  };
}

/** Globs for a path pattern of gitleaks; what they cannot express is passed to `remark`. */
export function globsOf(regex: string, what: string, remark: Remark): readonly string[] {
  const { globs, loss } = pathGlobsOf(regex);
  if (loss !== undefined) remark(`${what} ${JSON.stringify(regex.slice(0, 80))}: ${loss}`);
  return globs;
}

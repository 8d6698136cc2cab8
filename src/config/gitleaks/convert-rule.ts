import { problemsOf } from '../issue-text.ts';
import { findProblem, patternProblem } from '../own-rules.ts';
import { type OwnRuleDraft, ownRuleSchema } from '../schema.ts';
import {
  type Allowlists,
  allowlistTables,
  globsOf,
  joinAllowlists,
  NO_ALLOWLISTS,
  type Remark,
  readAllowlists,
  readFilters,
} from './allowlists.ts';
import { lengthsOf, literalsOf, secretGroupOf } from './measure-shape.ts';
import { numberOf, type Table, textOf, textsOf } from './read-toml.ts';
import { type Shape, shapeOf } from './regex-shape.ts';

/** Fields that a rule may have; tags do not affect what is found. */
const KNOWN = new Set(
  'id description regex path secretgroup entropy keywords tags allowlist allowlists filter validate required components skipreport'.split(
    ' ',
  ),
);
const MAX_BEFORE = 512;
/** Window sizes tried when a match can have any length, the largest first; one that is too large costs too much. */
const WINDOWS = [4096, 2048, 1024, 512, 256];

/**
 * Converts a rule of gitleaks to one of ours.
 * @param more allow lists of the file
 * @param remark called with what has no meaning here, or with why there is no rule
 */
export async function convertRule(
  table: Table,
  { id, more }: { readonly id: string; readonly more: Allowlists },
  remark: Remark,
): Promise<OwnRuleDraft | undefined> {
  for (const name of table.keys()) if (!KNOWN.has(name)) remark(`${name} is not known here`);
  const pattern = textOf(table.get('regex'));
  if (table.get('skipreport') === true) return no(remark, 'it only helps other rules, and reports nothing');
  if (pattern === undefined) return no(remark, NO_REGEX(textOf(table.get('path'))));
  const wrong = await findProblem({ id, pattern, keywords: ['any'], before: 0, after: 8 });
  if (wrong !== undefined && !wrong.isTooWide) return no(remark, wrong.problem);
  const parsed = shapeOf(pattern);
  const search = keywordsOf(table, parsed?.shape);
  if (search === undefined)
    return no(remark, 'it has no keyword of 3 characters or more, and nothing in its pattern is one');
  if (search.isApart) remark(`its keywords are not part of its pattern: they must be within ${MAX_BEFORE} bytes`);
  if (['required', 'components'].some((name) => Array.isArray(table.get(name))))
    remark('it requires matches of other rules nearby; here it needs none');
  const group = numberOf(table.get('secretgroup')) || (parsed && secretGroupOf(parsed.shape));
  const path = textOf(table.get('path'));
  const paths = path === undefined ? [] : globsOf(path, 'it is for the path', remark);
  if (path !== undefined && paths.length === 0) remark('so it is for every path');
  if (table.has('validate')) remark('nothing is validated: keysieve has no access to the network');
  const filter = readFilters(table, remark);
  const own = joinAllowlists(readAllowlists(allowlistTables(table), remark), filter.allowed);
  const entropy = numberOf(table.get('entropy')) ?? filter.entropy;
  const byId =
    id.startsWith('generic') && entropy !== undefined ? { ...NO_ALLOWLISTS, secrets: [NO_DIGIT] } : NO_ALLOWLISTS;
  const allowed = await withoutWrong(joinAllowlists(joinAllowlists(own, more), byId), remark);
  const draft: OwnRuleDraft = {
    ...{ id, title: titleOf(table, id), pattern, keywords: [...search.keywords] },
    ...(group ? { 'secret-group': group } : {}),
    ...(entropy !== undefined && entropy > 0 && entropy <= 8 && { entropy }),
    ...(paths.length > 0 && { paths: [...paths] }),
    ...ignoreOf(allowed),
  };
  return fitted(draft, parsed?.shape, search.isApart, remark);
}

/**
 * For rules with an entropy threshold whose id begins with `generic`, gitleaks skips secrets without a digit
 * (detect.go, `containsDigit`).
 */
const NO_DIGIT = '^[^0-9]*$';

const NO_REGEX = (path: string | undefined): string =>
  path === undefined ? 'it has no pattern' : 'it finds files by their name; keysieve looks at what is in them';

function no(remark: Remark, reason: string): undefined {
  remark(reason);
  return undefined;
}

function titleOf(table: Table, id: string): string {
  const text = (textOf(table.get('description')) ?? id).replace(/[\s\p{C}]+/gu, ' ').trim();
  return text === '' ? id : text.slice(0, 200);
}

interface Search {
  readonly keywords: readonly string[];
  /** The keywords need not be in the match itself. */
  readonly isApart: boolean;
}

/**
 * gitleaks requires a keyword anywhere in the file, and we require one near the match. So the best keywords are those
 * that are in every match.
 */
function keywordsOf(table: Table, shape: Shape | undefined): Search | undefined {
  const isUsable = (word: string): boolean => /^[\x20-\x7e]{3,200}$/.test(word);
  const given = textsOf(table.get('keywords')).map((word) => word.toLowerCase());
  const literals = ((shape && literalsOf(shape)) ?? []).map((literal) => literal.toLowerCase());
  const usable = given.filter(isUsable);
  const isKept = usable.length === given.length && given.length > 0;
  const standsIn = (literal: string): boolean =>
    usable.some((word) => literal.includes(word) || word.includes(literal));
  if (isKept && literals.length > 0 && literals.every(standsIn)) return { keywords: unique(usable), isApart: false };
  if (literals.length > 0 && literals.every((literal) => isUsable(literal)))
    return { keywords: unique(literals), isApart: false };
  return usable.length > 0 ? { keywords: unique(usable), isApart: true } : undefined;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].slice(0, 100);
}

/** One invalid pattern should not cost the whole rule. */
async function withoutWrong(allowed: Allowlists, remark: Remark): Promise<Allowlists> {
  const right = async (patterns: readonly string[]): Promise<readonly string[]> => {
    const problems = await Promise.all(patterns.map(patternProblem));
    for (const [index, problem] of problems.entries())
      if (problem !== undefined) remark(`allow list: ${JSON.stringify(patterns[index]!.slice(0, 80))}: ${problem}`);
    return patterns.filter((_, index) => problems[index] === undefined);
  };
  const [secrets, matches, lines] = await Promise.all([allowed.secrets, allowed.matches, allowed.lines].map(right));
  return { ...allowed, secrets: secrets!, matches: matches!, lines: lines! };
}

function ignoreOf({ secrets, matches, lines, words, paths }: Allowlists): Pick<OwnRuleDraft, 'ignore'> {
  const lists = Object.entries({ secrets, matches, lines, words, paths }).filter(([, list]) => list.length > 0);
  return lists.length === 0 ? {} : { ignore: Object.fromEntries(lists.map(([name, list]) => [name, [...list]])) };
}

/**
 * The rule with a window as large as a match can be. When a match can have any length, as large as the pattern's cost
 * allows.
 */
async function fitted(
  draft: OwnRuleDraft,
  shape: Shape | undefined,
  isApart: boolean,
  remark: Remark,
): Promise<OwnRuleDraft | undefined> {
  const most = shape ? lengthsOf(shape).most : Number.POSITIVE_INFINITY;
  const before = isApart ? MAX_BEFORE : Math.min(MAX_BEFORE, Math.max(32, most));
  const largest = isApart ? Math.max(MAX_BEFORE + most, 1024) : most + 16;
  const sizes =
    Number.isFinite(largest) && largest <= WINDOWS[0]!
      ? [largest, ...WINDOWS.filter((size) => size < largest)]
      : WINDOWS;
  let problem: string | undefined;
  for (const after of sizes) {
    const sized = { ...draft, before: Math.min(before, after), after: Math.max(64, after) };
    const found = await findProblem(sized);
    if (found === undefined) return withinLimits(sized, remark);
    problem ??= found.problem;
    if (!found.isTooWide) break;
  }
  return no(remark, problem ?? 'it cannot be made');
}

/** The printed rule must be readable again, so it has to satisfy the schema. */
function withinLimits(draft: OwnRuleDraft, remark: Remark): OwnRuleDraft | undefined {
  const parsed = ownRuleSchema.safeParse(draft);
  if (parsed.success) return draft;
  const [first] = parsed.error.issues.flatMap((issue) => problemsOf(issue, draft));
  return no(remark, `${first!.path.join('.')}: ${first!.message}`);
}

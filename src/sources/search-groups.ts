import { type PathStyle, pathInside } from './path-style.ts';
import type { Pattern } from './pattern.ts';

/** One walk, and the patterns that it serves. */
export interface SearchGroup {
  /** The include pattern whose search path contains those of the others. The walk starts there. */
  readonly root: Pattern;
  /** The includes whose search path lies in that of the root, and all excludes, in the order given. */
  readonly patterns: readonly Pattern[];
}

/**
 * Splits patterns into groups that have no file in common, so that a walk tests only patterns that can match: a shell
 * expands `dist/*` to thousands of them.
 */
export function searchGroups(patterns: readonly Pattern[], style: PathStyle): SearchGroup[] {
  const place = new Map(patterns.map((pattern, index) => [pattern, index]));
  const excludes = patterns.filter((pattern) => pattern.excludes);
  const groups: Pattern[][] = [];
  const includes = patterns.filter((pattern) => !pattern.excludes);
  for (const pattern of byFolder(includes, style)) {
    const group = groups.at(-1);
    if (group !== undefined && pathInside(group[0]!.searchPath, pattern.searchPath, style) !== undefined) {
      group.push(pattern);
    } else groups.push([pattern]);
  }
  return groups.map((group) => ({
    root: group[0]!,
    patterns: [...group, ...excludes].sort((a, b) => place.get(a)! - place.get(b)!),
  }));
}

/** Sorts by a key that puts a folder right before all that lies in it. */
function byFolder(patterns: readonly Pattern[], style: PathStyle): Pattern[] {
  const keyed = patterns.map((pattern) => ({ pattern, key: folderKey(pattern.searchPath, style) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ pattern }) => pattern);
}

function folderKey(searchPath: string, style: PathStyle): string {
  return style === 'win32' ? searchPath.replaceAll('\\', '\0').toUpperCase() : searchPath.replaceAll('/', '\0');
}

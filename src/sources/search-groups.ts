import { type PathStyle, pathInside } from './path-style.ts';
import type { Pattern } from './pattern.ts';

/** What one walk is for. */
export interface SearchGroup {
  /** The include pattern whose search path holds those of the others. The walk starts there. */
  readonly root: Pattern;
  /** The includes whose search path lies in that of the root, and all excludes, in the order in which they were given. */
  readonly patterns: readonly Pattern[];
}

/**
 * Splits patterns into groups that have no file in common, so that a walk asks only the patterns that can answer: a shell
 * turns `dist/*` into thousands of them.
 */
export function searchGroups(patterns: readonly Pattern[], style: PathStyle): SearchGroup[] {
  const place = new Map(patterns.map((pattern, index) => [pattern, index]));
  const excludes = patterns.filter((pattern) => pattern.excludes);
  const groups: Pattern[][] = [];
  for (const pattern of patterns.filter((pattern) => !pattern.excludes).sort(byFolder(style))) {
    const group = groups.at(-1);
    if (group !== undefined && pathInside(group[0]!.searchPath, pattern.searchPath, style) !== undefined) {
      group.push(pattern);
    } else groups.push([pattern]);
  }
  return groups.map((includes) => ({
    root: includes[0]!,
    patterns: [...includes, ...excludes].sort((a, b) => place.get(a)! - place.get(b)!),
  }));
}

/** An order in which a folder stands right before all that lies in it. */
function byFolder(style: PathStyle): (a: Pattern, b: Pattern) => number {
  const key = ({ searchPath }: Pattern) =>
    style === 'win32' ? searchPath.replaceAll('\\', '\0').toUpperCase() : searchPath.replaceAll('/', '\0');
  return (a, b) => {
    const [keyOfA, keyOfB] = [key(a), key(b)];
    return keyOfA < keyOfB ? -1 : keyOfA > keyOfB ? 1 : 0;
  };
}

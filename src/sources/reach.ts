import { type PathStyle, pathInside } from './path-style.ts';
import type { Pattern } from './pattern.ts';

/**
 * What a pattern can match in a folder.
 * - `all`: the folder matches, and so does everything in it, as in @actions/glob with `implicitDescendants`.
 * - `below`: the wildcards may still match something in it.
 * - `towards`: the folder lies on the way to where the wildcards begin.
 */
export type Reach = 'none' | 'towards' | 'below' | 'all';

export function reachAt(pattern: Pattern, folder: string, style: PathStyle): Reach {
  const inner = pathInside(pattern.searchPath, folder, style);
  if (inner !== undefined) return reachBelow(pattern, inner);
  return pathInside(folder, pattern.searchPath, style) === undefined ? 'none' : 'towards';
}

/** @param inner path of the folder relative to the search path, with forward slashes */
function reachBelow({ glob, globSegments }: Pattern, inner: string): Reach {
  if (glob === undefined || globSegments.every((segment) => segment === '**')) return 'all';
  if (inner === '') return 'below';
  // When a folder further up matches, everything in it does.
  for (let end = inner.indexOf('/'); end >= 0; end = inner.indexOf('/', end + 1)) {
    if (glob.match(subject(globSegments, inner.slice(0, end)))) return 'all';
  }
  if (glob.match(subject(globSegments, inner))) return 'all';
  return glob.match(inner, true) ? 'below' : 'none';
}

/** @param reach of the pattern in the folder that the file lies in */
export function matchesFile(pattern: Pattern, reach: Reach, file: string, style: PathStyle): boolean {
  if (reach === 'all') return true;
  if (reach === 'none' || pattern.foldersOnly) return false;
  const inner = pathInside(pattern.searchPath, file, style);
  if (inner === undefined) return false;
  if (inner === '') return pattern.globSegments.every((segment) => segment === '**');
  return pattern.glob?.match(subject(pattern.globSegments, inner)) ?? false;
}

// For a pattern that ends with `**`, @actions/glob appends a slash to the path, so that `a*/**` matches the folder `ab`
// itself. It does so for files too: `a*/**` and `ab/**` also match a file `ab`. We keep that.
function subject(globSegments: readonly string[], inner: string): string {
  return globSegments.at(-1) === '**' ? `${inner}/` : inner;
}

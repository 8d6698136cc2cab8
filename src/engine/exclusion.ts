import { PathGlob } from '../model/path-glob.ts';

/** Returns a test for paths that the user excludes; undefined when there are no globs. */
export function exclusion(globs: readonly string[]): ((path: string) => boolean) | undefined {
  if (globs.length === 0) return undefined;
  const made = globs.map((glob) => new PathGlob(glob));
  return (path) => made.some((glob) => glob.matches(path));
}

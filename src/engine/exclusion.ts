import { PathGlob } from '../model/path-glob.ts';

/** Tells which paths the user excludes; undefined when none are. */
export function exclusion(globs: readonly string[]): ((path: string) => boolean) | undefined {
  if (globs.length === 0) return undefined;
  const made = globs.map((glob) => new PathGlob(glob));
  return (path) => made.some((glob) => glob.matches(path));
}

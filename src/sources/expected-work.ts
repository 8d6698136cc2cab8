import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MOST_LOOKED_AT = 64;

/**
 * A quick look at what the paths may name, for what can be prepared while they are looked at closely. Wrong guesses cost time
 * only. @param littleBytes less than this is little, if it lies in few files
 */
export function expectedWork(paths: readonly string[], base: string, littleBytes: number): 'little' | 'much' {
  let bytes = 0;
  for (const path of paths.slice(0, MOST_LOOKED_AT)) {
    const file = resolve(base, path);
    const stats = statSync(file, { throwIfNoEntry: false });
    // A pattern, or standard input.
    if (stats === undefined) return 'much';
    bytes += stats.isDirectory() ? bytesInFolder(file) : stats.size;
  }
  return bytes < littleBytes && paths.length <= MOST_LOOKED_AT ? 'little' : 'much';
}

/** Infinity for a folder with folders, or with many files. */
function bytesInFolder(folder: string): number {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    // That it cannot be read is told when it is walked.
    return 0;
  }
  if (names.length > MOST_LOOKED_AT) return Number.POSITIVE_INFINITY;
  return names
    .map((name): Stats | undefined => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stats) => sum + (stats?.isDirectory() ? Number.POSITIVE_INFINITY : (stats?.size ?? 0)), 0);
}

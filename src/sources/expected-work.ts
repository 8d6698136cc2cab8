import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Files and folders. */
const MOST_LOOKED_AT = 256;

/**
 * A quick look at what the paths may name, for what can be prepared while they are looked at closely. Wrong guesses cost time
 * only. @param littleBytes less than this is little, if it lies in few files
 */
export function expectedWork(paths: readonly string[], base: string, littleBytes: number): 'little' | 'much' {
  const waiting = paths.map((path) => resolve(base, path));
  let bytes = 0;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked++) {
    const path = waiting.pop();
    if (path === undefined) return 'little';
    const stats = statsOf(path);
    // A pattern, or standard input, or a link that leads nowhere.
    if (stats === undefined) return 'much';
    if (stats.isDirectory()) waiting.push(...namesIn(path).map((name) => join(path, name)));
    else bytes += stats.size;
    if (bytes >= littleBytes || waiting.length > MOST_LOOKED_AT) return 'much';
  }
  return 'much';
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Links that lead to one another; whether that matters is told when they are walked.
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, MOST_LOOKED_AT + 1);
  } catch {
    // That it cannot be read is told when it is walked.
    return [];
  }
}

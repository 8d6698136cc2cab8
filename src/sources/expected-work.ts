import { readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Files and folders that are looked at before the guess is `much`. */
const MAX_LOOKED_AT = 256;

/**
 * Guesses from a quick look how much the paths may name, so that work can be prepared while they are examined closely.
 * A wrong guess costs only time.
 * @param littleBytes less than this, in few files, is `little`
 */
export function expectedWork(paths: readonly string[], base: string, littleBytes: number): 'little' | 'much' {
  const waiting = paths.map((path) => resolve(base, path));
  let bytes = 0;
  for (let looked = 0; looked < MAX_LOOKED_AT; looked++) {
    const path = waiting.pop();
    if (path === undefined) return 'little';
    const stats = statsOf(path);
    // A pattern, standard input, or a dangling link.
    if (stats === undefined) return 'much';
    if (stats.isDirectory()) waiting.push(...namesIn(path).map((name) => join(path, name)));
    else bytes += stats.size;
    if (bytes >= littleBytes || waiting.length > MAX_LOOKED_AT) return 'much';
  }
  return 'much';
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A cycle of links, for example; the walk reports it if it matters.
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, MAX_LOOKED_AT + 1);
  } catch {
    // The walk reports that it cannot be read.
    return [];
  }
}

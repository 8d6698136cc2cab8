import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Files below this are scanned before a thread is up. */
const LITTLE_BYTES = 8 << 20;

/** A quick look at what the paths may name, for what can be prepared while they are looked at closely. Wrong guesses cost time only. */
export function expectedWork(paths: readonly string[], base: string): 'little' | 'much' {
  let bytes = 0;
  for (const path of paths.slice(0, MOST_LOOKED_AT)) {
    const stats = statSync(resolve(base, path), { throwIfNoEntry: false });
    // A pattern, or standard input.
    if (stats === undefined || stats.isDirectory()) return 'much';
    bytes += stats.size;
  }
  return bytes < LITTLE_BYTES && paths.length <= MOST_LOOKED_AT ? 'little' : 'much';
}
const MOST_LOOKED_AT = 64;

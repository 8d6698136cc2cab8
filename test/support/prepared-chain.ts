/**
 * Loaded before anything else in each process of vitest and in each thread that a test starts: the plan of the kernel, which every file
 * and every thread would otherwise make anew, half a second each. It is put where the build puts it, as src/engine/chain.ts reads it.
 *
 * Threads of the engine and of 7-Zip are those of dist as the sources build to: to load 700 modules takes three times as long, and tests
 * start some hundred threads.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { PREPARED_CHAIN_FILE, PREPARED_DIST } from './prepared-chain-file.ts';

Object.assign(globalThis, { PREPARED_CHAIN: readFileSync(PREPARED_CHAIN_FILE, 'latin1') });

const THREADS = [
  ['src/engine/worker.ts', 'worker.js'],
  ['src/seven-zip/extraction-thread.ts', 'seven-zip-thread.js'],
] as const;

if (!isMainThread) {
  const urlOf = (...path: readonly string[]): string => pathToFileURL(join(...path)).href;
  const root = join(import.meta.dirname, '../..');
  const bundled = new Map(THREADS.map(([source, name]) => [urlOf(root, source), urlOf(PREPARED_DIST, name)]));
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const url = bundled.get(resolved.url);
      return url === undefined ? resolved : { ...resolved, url, format: 'module' };
    },
  });
}

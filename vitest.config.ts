import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { inMemory } from './test/support/folder-in-memory.ts';

/** Rooms whose tests share a worker: it loads what they have in common once. */
const SHARED =
  'action bytes config contract detect engine kernel model origin policy report settings seven-zip sources unpack views'
    .split(' ')
    .map((room) => `test/${room}/**/*.test.ts`);
/** Files of theirs that must have their own. */
const ALONE = [
  'test/detect/**/corrupt-keys.test.ts',
  'test/detect/**/numbers-of-key.test.ts',
  'test/unpack/streams/lzip.test.ts',
  'test/views/node-report.test.ts',
  // It takes a snapshot of its own heap: that of a worker that others filled takes ten times as long.
  'test/views/v8-heap-snapshot.test.ts',
];

const ENVIRONMENT = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') };

export default defineConfig({
  test: {
    reporters: ['default', './test/support/reporter.ts'],
    // Times are for two busy cores: a limit that a healthy test can reach would say nothing about the code.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Half as many again as cores, which `'150%'` does not give: programs are started and waited for, a sixth of the time.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
    allowOnly: false,
    // Threads that a test starts load the sources as they are: the second one need not strip types and compile them anew.
    globalSetup: './test/support/prepare-chain.ts',
    execArgv: ['--import', join(import.meta.dirname, 'test/support/prepared-chain.ts')],
    env: ENVIRONMENT,
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: SHARED } },
      { extends: true, test: { name: 'alone in a shared room', include: ALONE } },
      {
        extends: true,
        test: {
          ...{ name: 'shared', include: SHARED, exclude: ALONE, isolate: false },
          env: { ...ENVIRONMENT, ...inMemory() },
        },
      },
    ],
  },
});

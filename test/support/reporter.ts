import { writeSync } from 'node:fs';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/** What a run came to. `failed` also counts what is no test: a file that does not load, a hook that throws. */
interface Tally {
  passed: number;
  failed: number;
}

const NOTHING_RAN: Tally = { passed: 0, failed: 1 };

/**
 * Closes a run with the line `N passed, N failed`, which CI reads. The line is written while the process exits, so that
 * nothing can follow it. A run that ended early, or in which no test ran, counts as one failure.
 */
export default class ClosingLine implements Reporter {
  #tally: Tally | undefined;

  onInit(): void {
    process.once('exit', () => {
      const { passed, failed } = this.#tally ?? NOTHING_RAN;
      if (failed > 0) process.exitCode ||= 1;
      writeSync(1, `\n${passed} passed, ${failed} failed\n`);
    });
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const sum = tally(modules, unhandledErrors);
    if (sum.passed + sum.failed > 0) this.#tally = sum;
  }
}

function tally(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): Tally {
  const sum: Tally = { passed: 0, failed: unhandledErrors.length };
  for (const module of modules) {
    sum.failed += module.errors().length;
    for (const suite of module.children.allSuites()) sum.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') sum.passed += 1;
      // Pending: begun and never ended, for example because its worker died.
      if (state === 'failed' || state === 'pending') sum.failed += 1;
    }
  }
  return sum;
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Before the tests, and before they run again: makes what prepared-chain.ts loads, of the sources as they are then. */
export default function prepareChain(project: TestProject): void {
  prepare();
  project.onTestsRerun(async () => prepare());
}

function prepare(): void {
  execFileSync(process.execPath, [join(import.meta.dirname, 'prepare.ts')], { stdio: 'inherit' });
}

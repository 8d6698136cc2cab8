import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { PREPARED_CHAIN_FILE } from './prepared-chain-file.ts';

/** Before the tests, and before they run again: makes what prepared-chain.ts loads, of the sources as they are then. */
export default function prepareChain(project: TestProject): void {
  prepare();
  project.onTestsRerun(async () => prepare());
}

function prepare(): void {
  const chain = pathToFileURL(join(import.meta.dirname, '../../src/engine/chain.ts')).href;
  const script = `process.stdout.write((await import(${JSON.stringify(chain)})).prepareChain())`;
  const prepared = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { maxBuffer: 64 << 20 });
  mkdirSync(dirname(PREPARED_CHAIN_FILE), { recursive: true });
  writeFileSync(PREPARED_CHAIN_FILE, prepared);
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** One thing that `npm run check` looks at. */
export interface Check {
  readonly name: string;
  /** Script that Node runs, relative to the root, and its arguments. */
  readonly command: readonly [script: string, ...args: string[]];
  /** What to do when it fails. */
  readonly advice: string;
}

/** All checks. `npm run check` runs them, and so does test/check.test.ts. A new one is a line here. */
export const CHECKS: readonly Check[] = [
  {
    name: 'types',
    // A third of the processor time of TypeScript 6, which stays for what needs its API: scripts/generate-types.ts, dependency-cruiser.
    command: ['node_modules/typescript-7/bin/tsc', '--noEmit', '-p', '.'],
    advice: 'Correct the types; tsconfig.json stays as strict as it is.',
  },
  {
    name: 'style',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
    advice: 'Run `npx biome check --write`, then correct what is left.',
  },
  {
    name: 'unused',
    command: ['node_modules/knip/bin/knip.js', '--no-progress'],
    advice: 'Delete what nothing uses, or drop the `export`.',
  },
  {
    name: 'rooms',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      'src',
      'test',
      '--config',
      '.dependency-cruiser.mjs',
    ],
    advice: 'Move the file to the room its job names; "Rooms" in ARCHITECTURE.md says who may import whom.',
  },
  {
    name: 'generated',
    command: ['scripts/generate.ts', '--check'],
    advice: 'Run `npm run generate`: what users read of an option comes from src/settings.',
  },
  {
    name: 'kernel',
    command: ['scripts/build-kernel.ts', '--check'],
    advice: 'Run `npm run build:kernel`.',
  },
  {
    name: 'notices',
    command: ['scripts/notices.ts', '--check'],
    advice: 'Run `npm run notices` and read what is new: a licence must allow us to bundle the package.',
  },
];

export interface CheckResult {
  readonly passed: boolean;
  /** All that it printed. */
  readonly output: string;
}

/** Runs one check in a process of its own. @param root the checkout, or a copy of it */
export function runCheck(check: Check, root: string): Promise<CheckResult> {
  const [script, ...args] = check.command;
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ passed: code === 0, output: Buffer.concat(chunks).toString() }));
  });
}

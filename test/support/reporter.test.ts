import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Runs vitest with our reporter on test files of its own. */
function run(files: Readonly<Record<string, string>>): { status: number | null; lastLine: string | undefined } {
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-reporter-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const reporter = JSON.stringify(join(import.meta.dirname, 'reporter.ts'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      `export default { test: { reporters: ['default', ${reporter}] } };\n`,
    );
    for (const [name, body] of Object.entries(files)) {
      const imports = "import { beforeAll, describe, expect, it } from 'vitest';\n";
      writeFileSync(join(folder, name), `${imports}${body}\n`);
    }
    const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
    const env = { ...process.env, CI: 'true' };
    const { status, stdout } = spawnSync(process.execPath, [vitest, 'run'], { cwd: folder, encoding: 'utf8', env });
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const PASSES = "it('passes', () => expect(1).toBe(1));";

it.each([
  [
    'all pass',
    { 'a.test.js': PASSES, 'b.test.js': `describe('in a suite', () => { ${PASSES} ${PASSES} });` },
    '3 passed, 0 failed',
    0,
  ],
  [
    'a test, a hook and a file fail',
    {
      'a.test.js': `${PASSES} it('fails', () => expect(1).toBe(2));`,
      'b.test.js': "throw new Error('on load');",
      'c.test.js': `describe('s', () => { beforeAll(() => { throw new Error('in a hook'); }); ${PASSES} });`,
    },
    '1 passed, 3 failed',
    1,
  ],
  [
    'an error escapes',
    {
      'a.test.js':
        "it('passes', async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50)); });",
    },
    '1 passed, 1 failed',
    1,
  ],
  ['no test in a file', { 'a.test.js': '' }, '0 passed, 1 failed', 1],
  ['no file', {}, '0 passed, 1 failed', 1],
  ['every test skipped', { 'a.test.js': "it.skip('skipped', () => {});" }, '0 passed, 1 failed', 1],
])('closes a run in which %s with what it came to', (_, files, lastLine, status) => {
  expect(run(files as Record<string, string>)).toEqual({ lastLine, status });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';

test('openssl computes the SPKI SHA-256 that the demo names', () => {
  const { status, stdout } = spawnSync(process.execPath, ['dist/cli.js', 'demo', '--keep'], { encoding: 'utf8' });
  expect(status).toBe(1);
  const file = /-in (\S+public-key\.pem)/.exec(stdout)![1]!;
  const spki = execFileSync('openssl', ['pkey', '-pubin', '-in', file, '-outform', 'DER']);
  rmSync(dirname(file), { recursive: true });
  expect(stdout).toContain(createHash('sha256').update(spki).digest('hex'));
  expect(stdout).toMatch(/proven by arithmetic/);
});

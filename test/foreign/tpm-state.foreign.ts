/** The state of a TPM in software, as swtpm_setup makes it. Needs Debian's swtpm, swtpm-tools. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tpmState } from '../../src/detect/binary/tpm-state.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run } = workshop();

function newState(name: string): Buffer {
  const home = join(folder, name);
  mkdirSync(home);
  run('swtpm_setup', ['--tpm2', '--tpmstate', home, '--runas', `${process.getuid!()}`]);
  return readFileSync(join(home, 'tpm2-00.permall'));
}

test('tpm2-00.permall of swtpm: each has seeds of its own', () => {
  const found = ['one', 'other'].map((name) => inspectAll(tpmState, newState(name)));
  for (const one of found) expect(one).toMatchObject([{ facts: { form: 'libtpms' } }]);
  expect(new Set(found.map(([match]) => match!.fingerprint)).size).toBe(2);
});

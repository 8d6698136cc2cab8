/** Keys in ssh.com's format, as puttygen writes them, found with the fingerprint that ssh-keygen prints. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });

test.each([
  ['rsa', '2048'],
  ['dsa', '1024'],
])('%s %s of puttygen, in the clear and encrypted', (type, bits) => {
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'phrase'), 'open sesame');
  run('puttygen', '-t', type, '-b', bits, '-O', 'private', '-o', `${type}.ppk`, '--new-passphrase', 'empty', '-q');
  run('puttygen', `${type}.ppk`, '-O', 'private-sshcom', '-o', type, '--new-passphrase', 'empty');
  run('puttygen', `${type}.ppk`, '-O', 'private-sshcom', '-o', `${type}.enc`, '--new-passphrase', 'phrase');
  run('puttygen', `${type}.ppk`, '-O', 'public-openssh', '-o', `${type}.pub`);
  const sshFingerprint = run('puttygen', '-l', '-E', 'sha256', `${type}.ppk`)
    .toString()
    .match(/SHA256:[A-Za-z0-9+/]+/)![0];
  const open = inspectAll(pemPrivateKey, readFileSync(join(folder, type)));
  expect(open).toMatchObject([{ confidence: 'proven', facts: { structure: 'ssh2', sshFingerprint } }]);
  const locked = inspectAll(pemPrivateKey, readFileSync(join(folder, `${type}.enc`)));
  expect(locked).toMatchObject([{ severity: 'low', facts: { structure: 'ssh2', cipher: '3des-cbc' } }]);
});

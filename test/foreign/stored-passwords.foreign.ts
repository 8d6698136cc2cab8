/**
 * Passwords as programs store them: rclone, pam_google_authenticator, BorgBackup. Needs Debian's rclone, libpam-google-authenticator,
 * borgbackup.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, file } = workshop();
const find = (id: string, bytes: Uint8Array) => inspectAll(ruleDetector(rules.find((rule) => rule.id === id)!), bytes);
const env = { env: { HOME: folder, BORG_PASSPHRASE: 'open sesame', BORG_BASE_DIR: folder } };

test('rclone config', () => {
  const password = run('openssl', ['rand', '-hex', '12']).toString().trim();
  const options = ['create', 'web1', 'sftp', 'host=web1', 'user=ops', `pass=${password}`, '--obscure'];
  run('rclone', ['--config', 'rclone.conf', 'config', ...options], env);
  expect(find('stored-password', file('rclone.conf'))).toMatchObject([
    { confidence: 'high', facts: { program: 'rclone' } },
  ]);
});

test('google-authenticator', () => {
  const options = ['-t', '-d', '-f', '-r', '3', '-R', '30', '-w', '3', '-Q', 'NONE', '-q', '-C', '-s', 'login'];
  run('google-authenticator', options, env);
  expect(find('google-authenticator-secret', file('login'))).toHaveLength(1);
});

test('borg init', () => {
  run('borg', ['init', '-e', 'keyfile', 'backups'], env);
  const keys = join('.config', 'borg', 'keys');
  const [name] = readdirSync(join(folder, keys));
  expect(find('borg-key', file(join(keys, name!)))).toMatchObject([{ offset: 74 }]);
});

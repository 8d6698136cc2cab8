/**
 * Keys of disks and networks as the programs print them that make them: cryptsetup, systemd-cryptenroll, wpa_passphrase, chronyc, openssl
 * and klist. Needs Debian's cryptsetup-bin, systemd-cryptsetup, wpasupplicant, chrony, openssl, krb5-user.
 */
import { createHash } from 'node:crypto';
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { rules } from '../../src/detect/catalog.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, write } = workshop();
const PASS_PHRASE = 'open sesame 12';
const find = (id: string, text: Buffer) => inspectAll(ruleDetector(rules.find((rule) => rule.id === id)!), text);
/** Of what may be made of a pass phrase. */
const STRETCHED = expect.stringMatching(/^pass:/);
const sha256OfHex = (digits: string) => createHash('sha256').update(Buffer.from(digits, 'hex')).digest('hex');

beforeAll(() => {
  for (const type of ['luks1', 'luks2']) {
    truncateSync(join(folder, write(type, '')), 32 << 20);
    const cheap = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
    run('cryptsetup', ['luksFormat', '--type', type, '--batch-mode', ...cheap, type, '-'], { input: PASS_PHRASE });
  }
}, 60_000);

test.each(['luks1', 'luks2'])('cryptsetup luksDump --dump-volume-key of %s', (type) => {
  const args = ['luksDump', '--dump-volume-key', '--batch-mode', '--key-file', '-', type];
  const text = run('cryptsetup', args, { input: PASS_PHRASE });
  const digits = text
    .toString()
    .replace(/^.*MK dump:/s, '')
    .replace(/\s/g, '');
  expect(find('cryptsetup-volume-key', text)).toMatchObject([{ facts: { bits: 512, keySha256: sha256OfHex(digits) } }]);
});

test('systemd-cryptenroll --recovery-key', () => {
  // The sentence goes to one stream, the key to the other.
  const text = run('sh', ['-c', 'systemd-cryptenroll --recovery-key luks2 2>&1'], { env: { PASSWORD: PASS_PHRASE } });
  expect(find('disk-recovery-key', text)).toMatchObject([{ length: 71, facts: { form: 'systemd' } }]);
});

test('wpa_passphrase', () => {
  const text = run('wpa_passphrase', ['office', 'Tr4verse-Gl0be-Quilt']);
  const digits = /\spsk=([0-9a-f]{64})/.exec(text.toString())![1]!;
  expect(find('wifi-password', text)).toMatchObject([
    { offset: text.indexOf('Tr4v'), length: 20 },
    { offset: text.indexOf(digits), facts: { kind: 'symmetric' }, fingerprint: STRETCHED },
  ]);
});

test.each([
  ['SHA256', 256],
  ['MD5', 160],
  ['AES128', 128],
])('chronyc keygen 1 %s %d', (algorithm, bits) => {
  const text = run('chronyc', ['keygen', '1', algorithm, `${bits}`]);
  expect(find('ntp-key', text)).toMatchObject([{ facts: { kind: 'symmetric', bits } }]);
});

test.each([
  ['aes-256-cbc', 256],
  ['aes-128-ctr', 128],
])('openssl enc -%s -P', (cipher, bits) => {
  const text = run('openssl', ['enc', `-${cipher}`, '-pbkdf2', '-pass', 'stdin', '-P'], { input: PASS_PHRASE });
  expect(find('openssl-enc-key', text)).toMatchObject([{ facts: { bits }, fingerprint: STRETCHED }]);
});

test('klist -keK', () => {
  const entry = 'addent -password -p host/web1@EXAMPLE.ORG -k 2 -e aes256-cts-hmac-sha1-96 -s salt';
  run('ktutil', [], { input: `${entry}\n${PASS_PHRASE}\nwkt host.keytab\nquit\n`, env: { KRB5_CONFIG: '/dev/null' } });
  const text = run('klist', ['-keK', 'host.keytab'], { env: { KRB5_CONFIG: '/dev/null' } });
  expect(find('kerberos-account-key', text)).toMatchObject([{ facts: { bits: 256 }, fingerprint: STRETCHED }]);
});

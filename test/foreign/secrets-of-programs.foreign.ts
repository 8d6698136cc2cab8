/**
 * Secrets that programs keep in files of their own: xxd's arrays, Django's settings, Ansible's vaults, TLS key logs of
 * openssl, password hashes of mkpasswd, a Kerberos cache of impacket, key stores of xmlsec1, a key file of KeePassXC. Needs Debian's xxd, python3-django, ansible-core,
 * openssl, whois, python3-impacket, python3-cryptography, xmlsec1, keepassxc-minimal.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { kerberosCcache } from '../../src/detect/binary/kerberos-ccache.ts';
import { rules } from '../../src/detect/catalog.ts';
import { dotnetPrivateKey } from '../../src/detect/text/keys/dotnet-private-key.ts';
import { hexPrivateKey } from '../../src/detect/text/keys/hex-private-key.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, file, write } = workshop();
const detectorOf = (id: string) => ruleDetector(rules.find((rule) => rule.id === id)!);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['rsa', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ['ec', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']],
  ['ed25519', ['-algorithm', 'ED25519']],
])('a key of %s, spelled out', (name, options) => {
  run('openssl', ['genpkey', ...options, '-outform', 'DER', '-out', name]);
  const spkiSha256 = sha256(run('openssl', ['pkey', '-in', name, '-pubout', '-outform', 'DER']));
  test.each([
    ['xxd', ['-i']],
    ['xxd', ['-p']],
    ['xxd', ['-p', '-c', '0']],
    ['xxd', ['-i', '-c', '8']],
    ['xxd', ['-i', '-c', '16', '-u']],
    ['od', ['-An', '-v', '-tx1', '-w16']],
  ])('%s %s', (program, args) => {
    const text = run(program, [...args, name]);
    // RFC 8410 without the public half proves nothing by its numbers.
    const confidence = name === 'ed25519' ? 'high' : 'proven';
    expect(inspectAll(hexPrivateKey, text)).toMatchObject([{ confidence, facts: { spkiSha256 } }]);
  });
});

test('xmlsec1: a key store', () => {
  const group = ['-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024'];
  run('openssl', ['genpkey', ...group, '-out', 'group.pem']);
  run('openssl', ['genpkey', '-paramfile', 'group.pem', '-out', 'dsa.pem']);
  const made = ['hmac-256', 'aes-256', 'rsa-2048'].flatMap((kind) => [`--gen-key:${kind}`, kind]);
  run('xmlsec1', ['keys', ...made, '--privkey-pem:dsa', 'dsa.pem', 'keys.xml']);
  const symmetric = inspectAll(detectorOf('xmlsec-symmetric-key'), file('keys.xml'));
  expect(symmetric.map(({ facts }) => facts.bits)).toEqual([256, 256]);
  const found = inspectAll(dotnetPrivateKey, file('keys.xml'));
  expect(found.map(({ confidence, facts }) => [confidence, facts.kind])).toEqual([
    ['proven', 'rsa'],
    ['proven', 'dsa'],
  ]);
});

test('KeePassXC: a key file', () => {
  const options = { input: '\n\n', env: { QT_QPA_PLATFORM: 'offscreen' } };
  run('keepassxc-cli', ['db-create', '--set-key-file', 'a.keyx', 'a.kdbx'], options);
  expect(inspectAll(detectorOf('keepass-key-file'), file('a.keyx'))).toMatchObject([{ facts: { bits: 256 } }]);
});

test('django-admin startproject', () => {
  run('django-admin', ['startproject', 'site7']);
  expect(inspectAll(detectorOf('django-secret-key'), file('site7/site7/settings.py'))).toMatchObject([
    { severity: 'medium', confidence: 'high', facts: { insecure: true } },
  ]);
});

test('Fernet of python3-cryptography', () => {
  const key = run('/usr/bin/python3', [
    '-c',
    'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())',
  ]);
  const setting = `AIRFLOW__CORE__FERNET_KEY=${Buffer.from(key).toString()}`;
  expect(inspectAll(detectorOf('fernet-key'), Buffer.from(setting))).toHaveLength(1);
});

test('ansible-vault, a file and a string', () => {
  write('word', 'open sesame\n');
  write('secret.yml', 'password: hunter2\n');
  const env = { env: { ANSIBLE_LOCAL_TEMP: folder, HOME: folder } };
  run('ansible-vault', ['encrypt', '--vault-password-file', 'word', 'secret.yml'], env);
  const args = ['encrypt_string', '--vault-id', 'prod@word', '--name', 'token', 'hunter2'];
  const text = run('ansible-vault', args, env);
  for (const bytes of [file('secret.yml'), text]) {
    expect(inspectAll(detectorOf('ansible-vault'), bytes)).toHaveLength(1);
  }
});

test.each(['tls1_2', 'tls1_3'])('openssl s_server -keylogfile, %s', async (version) => {
  run('openssl', ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=x', '-keyout', 'k', '-out', 'c']);
  const keys = ['-key', 'k', '-cert', 'c', '-keylogfile', `${version}.log`];
  const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', ...keys, '-naccept', '1', '-rev'], {
    ...{ cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] },
  });
  // "ACCEPT 127.0.0.1:41862"
  const accepting = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.stdout?.on('data', (text) => /:\d+/.test(`${text}`) && resolve(`${text}`));
  });
  const port = /:(\d+)/.exec(accepting)![1]!;
  const client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, `-${version}`, '-brief'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  await once(server, 'exit');
  client.kill();
  const log = file(`${version}.log`);
  const lines = log
    .toString()
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line)).length;
  expect(lines).toBeGreaterThan(0);
  expect(inspectAll(detectorOf('tls-key-log'), log)).toMatchObject([{ facts: { lines } }]);
});

test.each(['yescrypt', 'gost-yescrypt', 'scrypt', 'bcrypt', 'sha512crypt', 'sha256crypt', 'md5crypt'])(
  'mkpasswd --method=%s',
  (method) => {
    const hash = run('mkpasswd', [`--method=${method}`, '--stdin'], { input: 'open sesame\n' })
      .toString()
      .trim();
    const line = Buffer.from(`root:${hash}:20000:0:99999:7:::\n`);
    expect(inspectAll(detectorOf('password-hash'), line)).toMatchObject([
      { offset: 5, length: hash.length, facts: { user: 'root' } },
    ]);
  },
);

test('a credential cache of impacket', () => {
  const program = '/usr/share/doc/python3-impacket/examples/ticketer.py';
  const args = ['-nthash', '11'.repeat(16), '-domain-sid', 'S-1-5-21-1-2-3', '-domain', 'example.org', 'builder'];
  run('/usr/bin/python3', [program, ...args]);
  const bytes = file('builder.ccache');
  expect(inspectAll(kerberosCcache, bytes)).toMatchObject([{ offset: 0, facts: { principal: 'builder@EXAMPLE.ORG' } }]);
});

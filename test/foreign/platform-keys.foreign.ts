/**
 * Keys and secrets that mono, openssl, ktutil, cryptsetup, git-crypt, htpasswd, Django and Werkzeug made, found with the public half or the names that those
 * programs print. Each suite needs its program; see CONTRIBUTING.md.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { capiPrivateKey } from '../../src/detect/binary/capi-private-key.ts';
import { gitCryptKey } from '../../src/detect/binary/git-crypt-key.ts';
import { kerberosKeytab } from '../../src/detect/binary/kerberos-keytab.ts';
import { luksHeader } from '../../src/detect/binary/luks-header.ts';
import { mangledPrivateKey } from '../../src/detect/binary/mangled-private-key.ts';
import { dotnetPrivateKey } from '../../src/detect/text/keys/dotnet-private-key.ts';
import { passwordHashRules } from '../../src/detect/text/programs/password-hashes.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../support/inspect-all.ts';
import { scanBytes } from '../support/scan-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (program: string, args: readonly string[], input?: string) =>
  execFileSync(program, args, { stdio: ['pipe', 'pipe', 'pipe'], cwd: folder, ...(input !== undefined && { input }) });
const openssl = (...args: string[]) => run('openssl', args);
const file = (name: string) => readFileSync(join(folder, name));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Literals of .NET programs are UTF-16; detectors are asked about them as text of one byte a character. */
function utf8OfUtf16(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\0', ''), 'latin1');
}

describe.each(['512', '1024', '2048', '4096'])('RSA-%s of openssl as Windows writes it', (bits) => {
  openssl('genrsa', '-out', `rsa-${bits}`, bits);
  const spkiSha256 = sha256(openssl('pkey', '-in', `rsa-${bits}`, '-pubout', '-outform', 'DER'));

  test('PRIVATEKEYBLOB', () => {
    openssl('rsa', '-in', `rsa-${bits}`, '-outform', 'MSBLOB', '-out', `rsa-${bits}.blob`);
    const blob = file(`rsa-${bits}.blob`);
    expect(inspectAll(capiPrivateKey, blob)).toMatchObject([
      { offset: 0, length: blob.length, confidence: 'proven', facts: { spkiSha256 } },
    ]);
  });

  test('PUBLICKEYBLOB is no finding', () => {
    openssl('rsa', '-in', `rsa-${bits}`, '-pubout', '-outform', 'MSBLOB', '-out', `rsa-${bits}.pub`);
    expect(inspectAll(capiPrivateKey, file(`rsa-${bits}.pub`))).toEqual([]);
  });

  test('.pvk in the clear', () => {
    openssl('rsa', '-in', `rsa-${bits}`, '-outform', 'PVK', '-pvk-none', '-out', `rsa-${bits}.pvk`);
    expect(inspectAll(capiPrivateKey, file(`rsa-${bits}.pvk`))).toMatchObject([{ offset: 24, facts: { spkiSha256 } }]);
  });
});

test('DSA-1024 of openssl as PRIVATEKEYBLOB', () => {
  // DSS blobs have room for a q of 160 bits and no other.
  const sizes = ['-pkeyopt', 'dsa_paramgen_bits:1024', '-pkeyopt', 'dsa_paramgen_q_bits:160'];
  openssl('genpkey', '-genparam', '-algorithm', 'DSA', ...sizes, '-out', 'dsa.params');
  openssl('genpkey', '-paramfile', 'dsa.params', '-out', 'dsa');
  openssl('dsa', '-in', 'dsa', '-outform', 'MSBLOB', '-out', 'dsa.blob');
  const spkiSha256 = sha256(openssl('pkey', '-in', 'dsa', '-pubout', '-outform', 'DER'));
  expect(inspectAll(capiPrivateKey, file('dsa.blob'))).toMatchObject([
    { offset: 0, length: file('dsa.blob').length, confidence: 'high', facts: { kind: 'dsa', spkiSha256 } },
  ]);
});

describe('mono', () => {
  test('a strong-name key of `sn -k`', () => {
    run('sn', ['-k', 'key.snk']);
    const der = openssl('rsa', '-inform', 'MSBLOB', '-in', 'key.snk', '-pubout', '-outform', 'DER');
    expect(inspectAll(capiPrivateKey, file('key.snk'))).toMatchObject([
      { offset: 0, length: file('key.snk').length, facts: { spkiSha256: sha256(der) } },
    ]);
  });

  test('the key of makecert, which signs for everyone, is named', () => {
    const found = inspectAll(dotnetPrivateKey, utf8OfUtf16(readFileSync('/usr/lib/mono/4.5/makecert.exe')));
    expect(found).toMatchObject([{ severity: 'low', facts: { kind: 'rsa', bits: 1024, testKey: 'mono makecert' } }]);
  });

  test('ToXmlString and ExportCspBlob of one key, RSA and DSA', () => {
    const program = `using System; using System.IO; using System.Security.Cryptography;
class Program { static void Main() { var rsa = new RSACryptoServiceProvider(2048);
File.WriteAllText("key.xml", rsa.ToXmlString(true)); File.WriteAllText("public.xml", rsa.ToXmlString(false));
File.WriteAllBytes("key.csp", rsa.ExportCspBlob(true));
var dsa = new DSACryptoServiceProvider(1024); File.WriteAllText("dsa.xml", dsa.ToXmlString(true));
File.WriteAllText("dsa-public.xml", dsa.ToXmlString(false)); File.WriteAllBytes("dsa.csp", dsa.ExportCspBlob(true)); } }`;
    writeFileSync(join(folder, 'program.cs'), program);
    run('mcs', ['program.cs']);
    run('mono', ['program.exe']);
    const [blob] = inspectAll(capiPrivateKey, file('key.csp'));
    const [xml] = inspectAll(dotnetPrivateKey, file('key.xml'));
    expect(xml).toMatchObject({ offset: 0, length: file('key.xml').length, confidence: 'proven' });
    expect(xml?.fingerprint).toBe(blob?.fingerprint);
    expect(inspectAll(dotnetPrivateKey, file('public.xml'))).toEqual([]);
    const [dsaBlob] = inspectAll(capiPrivateKey, file('dsa.csp'));
    const [dsaXml] = inspectAll(dotnetPrivateKey, file('dsa.xml'));
    expect(dsaXml).toMatchObject({ confidence: 'proven', facts: { kind: 'dsa' }, fingerprint: dsaBlob?.fingerprint });
    expect(inspectAll(dotnetPrivateKey, file('dsa-public.xml'))).toEqual([]);
  });
});

test.each([
  ['aes256-cts-hmac-sha1-96', 'aes256-cts-hmac-sha1-96'],
  ['aes128-cts-hmac-sha256-128', 'aes128-cts-hmac-sha256-128'],
  ['arcfour-hmac', 'arcfour-hmac'],
])('a keytab of ktutil with %s', (type, encryption) => {
  const commands = `addent -password -p HTTP/www.example.org@EXAMPLE.ORG -k 7 -e ${type} -s salt\nopen sesame\nwkt ${type}.kt\nq\n`;
  run('ktutil', [], commands);
  const bytes = file(`${type}.kt`);
  expect(inspectAll(kerberosKeytab, bytes)).toMatchObject([
    { offset: 0, length: bytes.length, facts: { principal: 'HTTP/www.example.org@EXAMPLE.ORG', kvno: 7, encryption } },
  ]);
});

test.each(['luks1', 'luks2'])('a header of cryptsetup, %s', (type) => {
  writeFileSync(join(folder, type), '');
  truncateSync(join(folder, type), 20 << 20);
  const fast = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
  run('cryptsetup', ['luksFormat', '--batch-mode', '--type', type, ...fast, type, '-'], 'open sesame');
  const uuid = run('cryptsetup', ['luksUUID', type]).toString().trim();
  const found = inspectAll(luksHeader, file(type));
  expect(found).toMatchObject([{ offset: 0, facts: { uuid, version: type === 'luks1' ? 1 : 2 } }]);
  if (type === 'luks2') expect(found[0]?.facts.checksum).toBe('valid');
});

test.each(['default', 'release'])('a key of git-crypt, %s', (name) => {
  const repository = mkdtempSync(join(folder, 'git-'));
  const git = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: repository, stdio: 'pipe' });
  git('git', 'init', '--quiet', '.');
  const chosen = name === 'default' ? [] : ['-k', name];
  git('git-crypt', 'init', ...chosen);
  git('git-crypt', 'export-key', ...chosen, 'key');
  const found = inspectAll(gitCryptKey, readFileSync(join(repository, 'key')));
  expect(found).toMatchObject([{ offset: 0, facts: { form: 'git-crypt', name } }]);
});

describe('password hashes', () => {
  const detector = ruleDetector(passwordHashRules[0]!);
  test.each(['1', '5', '6', 'apr1'])('openssl passwd -%s', (scheme) => {
    const hash = openssl('passwd', `-${scheme}`, 'open sesame').toString().trim();
    const found = inspectAll(detector, Buffer.from(`root:${hash}:19000:0:99999:7:::\n`));
    expect(found).toMatchObject([{ offset: 5, length: hash.length, facts: { scheme, user: 'root' } }]);
  });

  test.each([
    ['-B', '2y'],
    ['-m', 'apr1'],
    ['-s', 'SHA'],
    ['-2', '5'],
    ['-5', '6'],
  ])('htpasswd %s', (option, scheme) => {
    const line = run('htpasswd', ['-n', '-b', option, 'admin', 'open sesame']);
    expect(inspectAll(detector, line)).toMatchObject([{ facts: { scheme, user: 'admin' } }]);
  });

  const IMPORTS = {
    Werkzeug: 'from werkzeug.security import generate_password_hash as hash',
    Django: `from django.conf import settings; settings.configure()
from django.contrib.auth.hashers import make_password as hash`,
  } as const;
  test.each([
    ['Werkzeug', 'method', 'scrypt', 'scrypt'],
    ['Werkzeug', 'method', 'pbkdf2', 'pbkdf2:sha256'],
    ['Werkzeug', 'method', 'pbkdf2:sha1', 'pbkdf2:sha1'],
    ['Werkzeug', 'method', 'pbkdf2:sha512:1000', 'pbkdf2:sha512'],
    ['Django', 'hasher', 'pbkdf2_sha256', 'pbkdf2_sha256'],
    ['Django', 'hasher', 'pbkdf2_sha1', 'pbkdf2_sha1'],
    ['Django', 'hasher', 'scrypt', 'scrypt'],
  ] as const)('%s, %s="%s"', (program, option, method, scheme) => {
    const code = `${IMPORTS[program]}\nprint("admin:" + hash("open sesame", ${option}="${method}"))`;
    const line = run('/usr/bin/python3', ['-c', code]);
    const length = line.length - 'admin:\n'.length;
    expect(inspectAll(detector, line)).toMatchObject([{ offset: 6, length, facts: { scheme, user: 'admin' } }]);
  });
});

describe('whose key it is, as openssl and ssh-keygen print it', () => {
  test.each([
    ['rsa', ['-newkey', 'rsa:2048']],
    ['ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['ed25519', ['-newkey', 'ed25519']],
  ])('a certificate of %s beside its key', async (name, options) => {
    const [key, crt] = [`${name}.key`, `${name}.crt`];
    const subject = '/C=DE/O=Example/OU=Build/CN=www.example.org';
    openssl('req', '-x509', '-nodes', ...options, '-subj', subject, '-days', '99', '-keyout', key, '-out', crt);
    const printed = openssl('x509', '-in', crt, '-noout', '-subject', '-enddate', '-dateopt', 'iso_8601').toString();
    const { findings } = await scanBytes({ 'server.pem': Buffer.concat([file(crt), file(key)]) });
    const { subject: said, notAfter } = findings[0]!.facts.certificate as Record<string, string>;
    expect(printed.replaceAll(' = ', '=')).toContain(`subject=${said}`);
    expect(printed).toContain(`notAfter=${notAfter!.replace('T', ' ')}`);
  });

  test.each(['rsa', 'ecdsa', 'ed25519'])('a public key of ssh-keygen, %s', async (type) => {
    run('ssh-keygen', ['-q', '-t', type, '-f', `id_${type}`, '-N', '', '-C', 'someone@host']);
    const bytes = Buffer.concat([file(`id_${type}`), file(`id_${type}.pub`)]);
    const { findings } = await scanBytes({ keys: bytes });
    expect(findings.map(({ facts }) => facts.sshPublicKey)).toEqual([{ comment: 'someone@host', seenAt: 'keys' }]);
  });
});

describe.each([
  ['UTF-8 of Python', 'decode("utf-8", "replace").encode()'],
  ['US-ASCII of Python', 'decode("ascii", "replace").encode("ascii", "replace")'],
])('keys that were read as text and written again: %s', (way, method) => {
  test.each([
    ['pkcs1', 'high', 'openssl genrsa -traditional 3072 | openssl rsa -outform DER -traditional'],
    ['pkcs1', 'high', 'openssl genpkey -algorithm RSA -outform DER'],
    ['sec1', 'medium', 'openssl ecparam -name prime256v1 -genkey -noout -outform DER'],
    [
      'pkcs8-ec',
      'medium',
      'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 | openssl pkcs8 -topk8 -nocrypt -outform DER',
    ],
    [
      'pkcs12',
      'low',
      'openssl req -x509 -newkey rsa:2048 -subj /CN=a -passout pass:abcd -keyout k -out c && openssl pkcs12 -export -inkey k -in c -passin pass:abcd -passout pass:a-long-one',
    ],
    [
      'java',
      'low',
      'keytool -genkeypair -alias a -keyalg RSA -dname CN=a -storetype JKS -keystore j -storepass a-long-one -keypass a-long-one && cat j; rm -f j',
    ],
  ])('%s', (form, severity, command) => {
    const python = `import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().${method})`;
    const bytes = run('bash', ['-c', `(${command}) 2> errors | python3 -c '${python}'`]);
    expect(inspectAll(mangledPrivateKey, bytes), way).toMatchObject([{ severity, facts: { form } }]);
  });
});

/**
 * Keys that openssl and ssh-keygen made, in every form that they write, found with the public half that those programs
 * print. Needs both; see CONTRIBUTING.md.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { opensshPrivateKey } from '../../src/detect/binary/openssh-private-key.ts';
import { pemNewestFirst } from '../../src/detect/text/keys/pem-newest-first.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
const sshKeygen = (...args: string[]) =>
  execFileSync('ssh-keygen', args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
const file = (name: string) => readFileSync(join(folder, name));
const PASSPHRASE = 'open sesame';

/** `openssl pkey -pubout -outform DER | openssl dgst -sha256`. */
function spkiSha256(name: string): string {
  return createHash('sha256')
    .update(openssl('pkey', '-in', name, '-pubout', '-outform', 'DER'))
    .digest('hex');
}
/** `ssh-keygen -lf`: "256 SHA256:… comment (ED25519)". */
function sshFingerprint(name: string): string {
  return sshKeygen('-lf', name).toString().split(' ')[1]!;
}

const RSA = [512, 1024, 2048, 3072, 4096].map(
  (bits) => [`rsa-${bits}`, ['genrsa', '-out', `rsa-${bits}`, `${bits}`]] as const,
);
const CURVES = [
  ...['prime192v1', 'secp224r1', 'prime256v1', 'secp384r1', 'secp521r1', 'secp256k1'],
  ...[160, 192, 224, 256, 320, 384, 512].map((bits) => `brainpoolP${bits}r1`),
];
const EC = CURVES.map(
  (curve) => [curve, ['genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-out', curve]] as const,
);
const EDWARDS = ['ED25519', 'ED448', 'X25519', 'X448'].map(
  (name) => [name, ['genpkey', '-algorithm', name, '-out', name]] as const,
);

describe.each([...RSA, ...EC, ...EDWARDS])('%s of openssl', (name, make) => {
  openssl(...make);
  const expected = spkiSha256(name);

  test('as it comes, in PEM', () => {
    // openssl writes keys of RFC 8410 without their public half, which is what would prove them.
    const confidence = EDWARDS.some(([edwards]) => edwards === name) ? 'high' : 'proven';
    expect(inspectAll(pemPrivateKey, file(name))).toMatchObject([{ confidence, facts: { spkiSha256: expected } }]);
  });

  test('in PEM, the last line first, as tac prints it', () => {
    const text = execFileSync('tac', [name], { cwd: folder });
    expect(inspectAll(pemNewestFirst, text)).toMatchObject([{ facts: { spkiSha256: expected } }]);
  });

  test('PKCS#8 in DER', () => {
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', name, '-outform', 'DER', '-out', `${name}.p8`);
    const found = inspectAll(derPrivateKey, file(`${name}.p8`));
    expect(found).toMatchObject([{ offset: 0, length: file(`${name}.p8`).length, facts: { spkiSha256: expected } }]);
  });

  test.each(['aes-128-cbc', 'aes-256-cbc', 'des3', 'camellia256', 'aria192'])('PKCS#8 encrypted with %s', (cipher) => {
    openssl('pkcs8', '-topk8', '-v2', cipher, '-passout', `pass:${PASSPHRASE}`, '-in', name, '-out', `${name}.enc`);
    expect(inspectAll(pemPrivateKey, file(`${name}.enc`))).toMatchObject([
      { severity: 'low', confidence: 'high', facts: { encrypted: true, kdf: 'pbkdf2' } },
    ]);
  });

  test('PKCS#8 encrypted with scrypt, and with a scheme of PKCS#12', () => {
    for (const options of [['-scrypt'], ['-v1', 'PBE-SHA1-3DES']]) {
      openssl('pkcs8', '-topk8', ...options, '-passout', `pass:${PASSPHRASE}`, '-in', name, '-out', `${name}.enc`);
      expect(inspectAll(pemPrivateKey, file(`${name}.enc`))).toMatchObject([
        { severity: 'low', facts: { encrypted: true } },
      ]);
    }
  });
});

describe.each(RSA)('%s of openssl', (name) => {
  test('PKCS#1 in DER, in PEM, and encrypted', () => {
    const expected = spkiSha256(name);
    openssl('rsa', '-traditional', '-in', name, '-outform', 'DER', '-out', `${name}.der`);
    openssl('rsa', '-traditional', '-in', name, '-out', `${name}.pem`);
    openssl('rsa', '-traditional', '-aes192', '-passout', `pass:${PASSPHRASE}`, '-in', name, '-out', `${name}.enc`);
    const facts = { spkiSha256: expected };
    expect(inspectAll(derPrivateKey, file(`${name}.der`))).toMatchObject([{ facts: { ...facts, form: 'der-pkcs1' } }]);
    expect(inspectAll(pemPrivateKey, file(`${name}.pem`))).toMatchObject([{ facts: { ...facts, structure: 'pkcs1' } }]);
    expect(inspectAll(pemPrivateKey, file(`${name}.enc`))).toMatchObject([
      { severity: 'low', facts: { cipher: 'AES-192-CBC' } },
    ]);
  });
});

describe.each(EC)('%s of openssl', (name) => {
  const form = (variant: string, ...options: string[]) => {
    openssl('ec', '-in', name, ...options, '-outform', 'DER', '-out', `${name}.${variant}`);
    return inspectAll(derPrivateKey, file(`${name}.${variant}`));
  };
  test('SEC1 in DER: whole, without its point, with a compressed one', () => {
    const facts = { spkiSha256: spkiSha256(name), form: 'der-sec1' };
    expect(form('sec1')).toMatchObject([{ confidence: 'proven', facts }]);
    expect(form('bare', '-no_public')).toMatchObject([{ confidence: 'high', facts }]);
    expect(form('half', '-conv_form', 'compressed')).toMatchObject([{ confidence: 'proven', facts }]);
  });

  test('encrypted as RFC 1421 describes', () => {
    openssl('ec', '-in', name, '-aes256', '-passout', `pass:${PASSPHRASE}`, '-out', `${name}.enc`);
    expect(inspectAll(pemPrivateKey, file(`${name}.enc`))).toMatchObject([
      { severity: 'low', facts: { cipher: 'AES-256-CBC' } },
    ]);
  });
});

const SSH = [
  ['rsa', '1024'],
  ['rsa', '2048'],
  ['rsa', '4096'],
  ['ecdsa', '256'],
  ['ecdsa', '384'],
  ['ecdsa', '521'],
  ['ed25519', '256'],
] as const;

describe.each(SSH)('%s %s of ssh-keygen', (type, bits) => {
  const name = `ssh-${type}-${bits}`;
  const make = (path: string, ...options: string[]) =>
    sshKeygen('-q', '-t', type, '-b', bits, '-f', path, '-C', 'someone@host', ...options);

  test('in the clear, in armour and without', () => {
    make(name, '-N', '');
    const facts = { sshFingerprint: sshFingerprint(name) };
    const text = file(name).toString();
    expect(inspectAll(pemPrivateKey, file(name))).toMatchObject([{ confidence: 'proven', facts }]);
    const body = Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');
    expect(inspectAll(opensshPrivateKey, body)).toMatchObject([{ offset: 0, length: body.length, facts }]);
  });

  test.each(['aes256-ctr', 'aes128-cbc', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com', '3des-cbc'])(
    'encrypted with %s',
    (cipher) => {
      const path = `${name}-${cipher.slice(0, 10)}`;
      make(path, '-N', PASSPHRASE, '-Z', cipher);
      const facts = { sshFingerprint: sshFingerprint(path), encrypted: true, cipher, kdf: 'bcrypt' };
      expect(inspectAll(pemPrivateKey, file(path))).toMatchObject([{ severity: 'low', confidence: 'high', facts }]);
    },
  );
});

test.each(SSH.filter(([type]) => type !== 'ed25519'))('%s %s of ssh-keygen in the forms of openssl', (type, bits) => {
  for (const form of ['PEM', 'PKCS8']) {
    const path = `ssh-${type}-${bits}-${form}`;
    sshKeygen('-q', '-t', type, '-b', bits, '-f', path, '-N', '', '-m', form);
    const found = inspectAll(pemPrivateKey, file(path));
    expect(found).toMatchObject([{ confidence: 'proven', facts: { sshFingerprint: sshFingerprint(path) } }]);
  }
});

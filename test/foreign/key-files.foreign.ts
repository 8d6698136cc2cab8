/**
 * Key files of gpg, age, minisign, signify, wg and dnssec-keygen, found with the public half that those programs print.
 * Needs them all (Debian: gnupg, age, minisign, signify-openbsd, wireguard-tools, bind9-utils).
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gcryptPrivateKey } from '../../src/detect/binary/gcrypt-private-key.ts';
import { openpgpPrivateKey } from '../../src/detect/binary/openpgp-private-key.ts';
import { ageIdentity } from '../../src/detect/text/keys/age-identity.ts';
import { dnssecPrivateKey } from '../../src/detect/text/keys/dnssec-private-key.ts';
import { openpgpPrivateKeyArmour } from '../../src/detect/text/keys/openpgp-private-key-armour.ts';
import { signingKeyFile } from '../../src/detect/text/keys/signing-key-file.ts';
import { wireguardKey } from '../../src/detect/text/keys/wireguard-key.ts';
import type { Match } from '../../src/model/match.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'ks-'));
const home = join(folder, 'g');
mkdirSync(home, { mode: 0o700 });
const env = { ...process.env, GNUPGHOME: home };
afterAll(() => {
  execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(folder, { recursive: true, force: true });
});
const run = (command: string, args: string[], input = '') =>
  execFileSync(command, args, { cwd: folder, env, input, stdio: ['pipe', 'pipe', 'pipe'] });
const file = (name: string) => readFileSync(join(folder, name));
/** SubjectPublicKeyInfo of RFC 8410 around the 32 bytes of a public half. */
const spki = (oid: '2b6570' | '2b656e', bytes: Uint8Array) =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.from(`302a30050603${oid}032100`, 'hex'), bytes]))
    .digest('hex');

const GPG = ['rsa2048', 'dsa1024', 'ed25519', 'nistp256', 'nistp384', 'nistp521', 'brainpoolP256r1', 'secp256k1'];
const quiet = ['--batch', '--yes', '--pinentry-mode', 'loopback'];

describe.each(GPG)('gpg: %s', (algorithm) => {
  const user = `${algorithm}@example.org`;
  run('gpg', [...quiet, '--passphrase', '', '--quick-gen-key', user, algorithm, 'default', 'never']);
  const print = () => run('gpg', ['--with-colons', '--fingerprint', '--fingerprint', '-K', user]).toString();
  run('gpg', [
    ...quiet,
    '--passphrase',
    '',
    '--quick-add-key',
    print().match(/fpr:+([0-9A-F]{40})/)![1]!,
    subkey(),
    'encr',
  ]);
  const fingerprints = [...print().matchAll(/^fpr:+([0-9A-F]{40})/gm)].map(([, hex]) => hex!);

  function subkey(): string {
    return { rsa2048: 'rsa2048', dsa1024: 'elg1024', ed25519: 'cv25519' }[algorithm] ?? algorithm;
  }

  test('as packets and in armour', () => {
    const packets = run('gpg', [...quiet, '--passphrase', '', '--export-secret-keys', user]);
    const found = inspectAll(openpgpPrivateKey, packets);
    expect(found.map(({ facts }) => facts.openpgpFingerprint).sort()).toEqual(fingerprints.sort());
    const text = run('gpg', [...quiet, '--passphrase', '', '--armor', '--export-secret-keys', user]);
    expect(inspectAll(openpgpPrivateKeyArmour, text)).toMatchObject([{ facts: { secretKeys: fingerprints.length } }]);
  });
});

const keyFiles = () => {
  const keys = join(home, 'private-keys-v1.d');
  return readdirSync(keys)
    .filter((name) => name.endsWith('.key'))
    .map((name) => join(keys, name));
};

test('gpg: private-keys-v1.d, a file for each key, which is that of the packet', () => {
  const found = keyFiles().map((name) => inspectAll(gcryptPrivateKey, readFileSync(name)));
  const packets = run('gpg', [...quiet, '--passphrase', '', '--export-secret-keys']);
  const exported = inspectAll(openpgpPrivateKey, packets);
  const sorted = (matches: readonly Match[]) => matches.map(({ fingerprint }) => fingerprint).sort();
  expect(sorted(found.flat())).toEqual(sorted(exported));
  expect(found.length).toBe(2 * GPG.length);
  expect(found.flat().filter(({ facts }) => facts.kind === 'elgamal')).toHaveLength(1);
});

test.each(GPG)('gpg: %s, protected with a passphrase', (algorithm) => {
  const before = keyFiles();
  const user = `locked-${algorithm}@example.org`;
  const withPassphrase = [...quiet, '--passphrase', 'open sesame'];
  run('gpg', [...withPassphrase, '--quick-gen-key', user, algorithm, 'default', 'never']);
  const packets = run('gpg', [...withPassphrase, '--export-secret-keys', user]);
  const exported = inspectAll(openpgpPrivateKey, packets);
  expect(exported).toMatchObject([{ severity: 'low', facts: { encrypted: true } }]);
  const files = keyFiles().filter((name) => !before.includes(name));
  const { spkiSha256 } = exported[0]!.facts;
  expect(files.map((name) => inspectAll(gcryptPrivateKey, readFileSync(name)))).toMatchObject([
    [{ severity: 'low', facts: { encrypted: true, spkiSha256 } }],
  ]);
});

test('age-keygen', () => {
  run('age-keygen', ['-o', 'age.txt']);
  expect(inspectAll(ageIdentity, file('age.txt'))).toMatchObject([{ facts: { kind: 'x25519', form: 'age' } }]);
});

test('minisign, without a password', () => {
  run('minisign', ['-G', '-W', '-p', 'm.pub', '-s', 'm.key']);
  const bytes = Buffer.from(file('m.pub').toString().split('\n')[1]!, 'base64').subarray(10);
  expect(inspectAll(signingKeyFile, file('m.key'))).toMatchObject([
    { facts: { form: 'minisign', spkiSha256: spki('2b6570', bytes) } },
  ]);
});

test('signify, without a passphrase', () => {
  run('signify-openbsd', ['-G', '-n', '-p', 's.pub', '-s', 's.sec']);
  const bytes = Buffer.from(file('s.pub').toString().split('\n')[1]!, 'base64').subarray(10);
  expect(inspectAll(signingKeyFile, file('s.sec'))).toMatchObject([
    { facts: { form: 'signify', spkiSha256: spki('2b6570', bytes) } },
  ]);
});

test('wg genkey', () => {
  const secret = run('wg', ['genkey']).toString().trim();
  const bytes = Buffer.from(run('wg', ['pubkey'], secret).toString(), 'base64');
  writeFileSync(join(folder, 'wg.conf'), `[Interface]\nPrivateKey = ${secret}\n`);
  expect(inspectAll(wireguardKey, file('wg.conf'))).toMatchObject([
    { confidence: 'high', facts: { spkiSha256: spki('2b656e', bytes) } },
  ]);
});

test.each(['RSASHA256', 'ECDSAP256SHA256', 'ECDSAP384SHA384', 'ED25519', 'ED448'])('dnssec-keygen: %s', (algorithm) => {
  const size = algorithm === 'RSASHA256' ? ['-b', '2048'] : [];
  const name = run('dnssec-keygen', ['-a', algorithm, ...size, 'example.org'])
    .toString()
    .trim();
  // The public half of the others is in the file beside it.
  const confidence = algorithm === 'RSASHA256' ? 'proven' : 'high';
  expect(inspectAll(dnssecPrivateKey, file(`${name}.private`))).toMatchObject([{ confidence }]);
});

/**
 * Key stores of openssl, keytool and Bouncy Castle, and keys of puttygen, found with the public half that those programs
 * print. Needs them all: openssl, a JDK, Debian's libbcprov-java, putty-tools.
 */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bouncyKeyStore } from '../../src/detect/binary/bouncy-key-store.ts';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { javaKeyStore } from '../../src/detect/binary/java-key-store.ts';
import { opensshPrivateKey } from '../../src/detect/binary/openssh-private-key.ts';
import { pkcs12KeyStore } from '../../src/detect/binary/pkcs12-key-store.ts';
import { ssh1PrivateKey } from '../../src/detect/binary/ssh1-private-key.ts';
import { base64KeyStore } from '../../src/detect/text/keys/base64-key-store.ts';
import { puttyPrivateKey } from '../../src/detect/text/keys/putty-private-key.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
const file = (name: string) => readFileSync(join(folder, name));

function spkiOfCertificate(pem: Uint8Array): string {
  const key = new X509Certificate(pem).publicKey.export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(key).digest('hex');
}

/** Only the first usual passwords are tried at so many. */
const SLOW = '200,000 iterations of PBKDF2';
const OPENSSL: Readonly<Record<string, string[]>> = {
  'as it comes': [],
  'SHA-1 and 3DES': ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  'AES-128 and SHA-512': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512'],
  '100,000 iterations of SHA-1': ['-iter', '100000', '-macalg', 'sha1'],
  [SLOW]: ['-iter', '200000', '-pbmac1_pbkdf2'],
  PBMAC1: ['-pbmac1_pbkdf2'],
  'no MAC': ['-nomac'],
  'keys in the clear': ['-keypbe', 'NONE', '-certpbe', 'NONE'],
};
const PASSWORDS = ['changeit', '', 'notasecret', '123456'];

run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=x', '-keyout', 'k', '-out', 'c');

test.each(
  Object.entries(OPENSSL).flatMap(([name, options]) =>
    (name === SLOW ? ['changeit'] : PASSWORDS).map((word) => [name, word, options] as const),
  ),
)('openssl pkcs12: %s, password "%s"', (_, word, options) => {
  run('openssl', 'pkcs12', '-export', '-inkey', 'k', '-in', 'c', ...options, '-passout', `pass:${word}`, '-out', 'p');
  const found = inspectAll(pkcs12KeyStore, file('p'));
  expect(found).toMatchObject([
    { offset: 0, length: file('p').length, facts: { spkiSha256: spkiOfCertificate(file('c')) } },
  ]);
});

test('openssl pkcs12: another password, and certificates alone', () => {
  run('openssl', 'pkcs12', '-export', '-inkey', 'k', '-in', 'c', '-passout', 'pass:open sesame', '-out', 'p');
  expect(inspectAll(pkcs12KeyStore, file('p'))).toMatchObject([{ severity: 'low', facts: { encrypted: true } }]);
  run('openssl', 'pkcs12', '-export', '-nokeys', '-in', 'c', '-passout', 'pass:changeit', '-out', 'p');
  expect(inspectAll(pkcs12KeyStore, file('p'))).toEqual([]);
});

test.each(['', 'changeit'])('openssl base64 of a store, password "%s"', (word) => {
  run('openssl', 'pkcs12', '-export', '-inkey', 'k', '-in', 'c', '-passout', `pass:${word}`, '-out', 'p');
  const facts = { form: 'base64-pkcs12', spkiSha256: spkiOfCertificate(file('c')) };
  for (const options of [[], ['-A']]) {
    const text = run('openssl', 'base64', ...options, '-in', 'p');
    expect(inspectAll(base64KeyStore, text)).toMatchObject([{ offset: 0, confidence: 'proven', facts }]);
  }
});

const KEYTOOL = ['JKS', 'JCEKS', 'PKCS12'].flatMap((type) =>
  [['RSA', '-keysize', '2048'], ['EC', '-groupname', 'secp256r1'], ...(type === 'PKCS12' ? [['Ed25519']] : [])].map(
    ([algorithm, ...size]) => [type, algorithm!, size] as const,
  ),
);
const detectorOf = (type: string) => (type === 'PKCS12' ? pkcs12KeyStore : javaKeyStore);

test.each(KEYTOOL)('keytool: %s with %s', (type, algorithm, size) => {
  const name = `${type}-${algorithm}`;
  const store = ['-keystore', name, '-storetype', type, '-storepass', 'changeit'];
  const key = ['-keyalg', algorithm, ...size, '-keypass', 'changeit', '-dname', 'CN=x'];
  run('keytool', '-genkeypair', '-alias', 'mine', ...key, ...store);
  const pem = run('keytool', '-exportcert', '-rfc', '-alias', 'mine', ...store);
  expect(inspectAll(detectorOf(type), file(name))).toMatchObject([
    { confidence: 'proven', length: file(name).length, facts: { keys: 1, spkiSha256: spkiOfCertificate(pem) } },
  ]);
});

test('keytool: JCEKS with a secret key before a private key', () => {
  const store = ['-keystore', 'sealed', '-storetype', 'JCEKS', '-storepass', 'changeit', '-keypass', 'changeit'];
  run('keytool', '-genseckey', '-alias', 'aes', '-keyalg', 'AES', '-keysize', '256', ...store);
  expect(inspectAll(javaKeyStore, file('sealed'))).toMatchObject([
    { length: file('sealed').length, facts: { keys: 1, aliases: 'aes' } },
  ]);
  run('keytool', '-genkeypair', '-alias', 'mine', '-keyalg', 'RSA', '-dname', 'CN=x', ...store);
  expect(inspectAll(javaKeyStore, file('sealed'))).toMatchObject([
    { length: file('sealed').length, facts: { keys: 2, kind: 'rsa' } },
  ]);
});

test.each(['JKS', 'JCEKS', 'PKCS12'])('keytool: %s with another password', (type) => {
  const store = [
    '-keystore',
    `${type}-locked`,
    '-storetype',
    type,
    '-storepass',
    'open sesame',
    '-keypass',
    'open sesame',
  ];
  run('keytool', '-genkeypair', '-alias', 'mine', '-keyalg', 'RSA', '-dname', 'CN=x', ...store);
  expect(inspectAll(detectorOf(type), file(`${type}-locked`))).toMatchObject([
    { severity: 'low', length: file(`${type}-locked`).length, facts: { encrypted: true } },
  ]);
});

const BOUNCY = `
import java.io.*; import java.security.*; import java.security.cert.*;
public class Make {
  public static void main(String[] a) throws Exception {
    Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
    KeyStore from = KeyStore.getInstance("PKCS12");
    from.load(new FileInputStream("bc.p12"), "changeit".toCharArray());
    Key key = from.getKey("mine", "changeit".toCharArray());
    java.security.cert.Certificate[] chain = from.getCertificateChain("mine");
    for (String type : new String[] {"BKS", "BKS-V1", "UBER", "BCFKS", "PKCS12"})
      for (String word : new String[] {"changeit", "open sesame"}) {
        KeyStore store = KeyStore.getInstance(type, "BC");
        store.load(null, null);
        store.setKeyEntry("mine", key, word.toCharArray(), chain);
        store.setCertificateEntry("root", chain[0]);
        try (OutputStream out = new FileOutputStream(type + " " + word)) { store.store(out, word.toCharArray()); }
      }
  }
}`;

test('Bouncy Castle: every store that it has', () => {
  const store = ['-keystore', 'bc.p12', '-storetype', 'PKCS12', '-storepass', 'changeit'];
  run('keytool', '-genkeypair', '-alias', 'mine', '-keyalg', 'RSA', '-keysize', '2048', '-dname', 'CN=x', ...store);
  const spkiSha256 = spkiOfCertificate(run('keytool', '-exportcert', '-rfc', '-alias', 'mine', ...store));
  writeFileSync(join(folder, 'Make.java'), BOUNCY);
  run('java', '-Dorg.bouncycastle.bks.enable_v1=true', '-cp', '/usr/share/java/bcprov.jar', 'Make.java');
  const found = (name: string, detector = bouncyKeyStore) => inspectAll(detector, file(name));
  for (const [type, form] of [
    ['BKS', 'bks2'],
    ['BKS-V1', 'bks1'],
  ] as const) {
    expect(found(`${type} changeit`)).toMatchObject([
      { length: file(`${type} changeit`).length, confidence: 'proven', facts: { form, spkiSha256 } },
    ]);
    expect(found(`${type} open sesame`)).toMatchObject([{ severity: 'low', facts: { form, encrypted: true } }]);
  }
  for (const type of ['PKCS12']) {
    expect(found(`${type} changeit`, pkcs12KeyStore)).toMatchObject([
      { length: file(`${type} changeit`).length, confidence: 'proven', facts: { spkiSha256 } },
    ]);
  }
  expect(found('UBER changeit')).toMatchObject([{ severity: 'low', facts: { form: 'uber' } }]);
  expect(found('BCFKS changeit')).toMatchObject([
    { length: file('BCFKS changeit').length, confidence: 'proven', facts: { form: 'bcfks', spkiSha256 } },
  ]);
  expect(found('BCFKS open sesame')).toMatchObject([{ severity: 'low', facts: { form: 'bcfks', encrypted: true } }]);
});

const GOST = `
import java.io.*; import java.nio.file.*; import java.security.*;
public class Gost {
  public static void main(String[] a) throws Exception {
    Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
    for (String curve : a) {
      KeyPairGenerator made = KeyPairGenerator.getInstance(curve.startsWith("Tc26") ? "ECGOST3410-2012" : "ECGOST3410", "BC");
      made.initialize(new org.bouncycastle.jce.spec.ECNamedCurveGenParameterSpec(curve));
      KeyPair pair = made.generateKeyPair();
      Files.write(Path.of(curve + ".key"), pair.getPrivate().getEncoded());
      Files.write(Path.of(curve + ".pub"), pair.getPublic().getEncoded());
    }
  }
}`;

test('Bouncy Castle: GOST R 34.10 on every curve', () => {
  const tc26 = ['256-paramSetA', '256-paramSetB', '256-paramSetC', '256-paramSetD'].concat(
    ...['512-paramSetA', '512-paramSetB', '512-paramSetC'],
  );
  const old = ['A', 'B', 'C', 'XchA', 'XchB'].map((name) => `GostR3410-2001-CryptoPro-${name}`);
  const curves = [...tc26.map((name) => `Tc26-Gost-3410-12-${name}`), ...old];
  writeFileSync(join(folder, 'Gost.java'), GOST);
  run('java', '-cp', '/usr/share/java/bcprov.jar', 'Gost.java', ...curves);
  for (const curve of curves) {
    const spkiSha256 = createHash('sha256')
      .update(file(`${curve}.pub`))
      .digest('hex');
    expect(inspectAll(derPrivateKey, file(`${curve}.key`))).toMatchObject([
      { offset: 0, length: file(`${curve}.key`).length, confidence: 'high', facts: { kind: 'gost', spkiSha256 } },
    ]);
    expect(inspectAll(derPrivateKey, file(`${curve}.pub`))).toEqual([]);
  }
});

const PUTTY = [
  ['rsa', '2048'],
  ['dsa', '1024'],
  ['ecdsa', '256'],
  ['ecdsa', '384'],
  ['ecdsa', '521'],
  ['eddsa', '255'],
  ['eddsa', '448'],
] as const;

test.each(PUTTY)('puttygen: %s %s', (type, bits) => {
  const name = `${type}-${bits}`;
  writeFileSync(join(folder, 'empty'), '');
  run('puttygen', '-t', type, '-b', bits, '-o', `${name}.ppk`, '--new-passphrase', 'empty', '-q');
  const fingerprint = run('puttygen', '-l', '-E', 'sha256', `${name}.ppk`).toString();
  const sshFingerprint = /SHA256:\S+/.exec(fingerprint)![0].replaceAll('=', '');
  const facts = type === 'eddsa' && bits === '448' ? { kind: 'ed448' } : { sshFingerprint };
  expect(inspectAll(puttyPrivateKey, file(`${name}.ppk`))).toMatchObject([{ confidence: 'proven', facts }]);
  run(
    'puttygen',
    `${name}.ppk`,
    '-P',
    '-O',
    'private',
    '--ppk-param',
    'version=2',
    '-o',
    `${name}.2`,
    '--new-passphrase',
    'empty',
  );
  expect(inspectAll(puttyPrivateKey, file(`${name}.2`))).toMatchObject([
    { confidence: 'proven', facts: { form: 'ppk2' } },
  ]);
  writeFileSync(join(folder, 'word'), 'open sesame\n');
  run('puttygen', `${name}.ppk`, '-P', '-O', 'private', '-o', `${name}.3`, '--new-passphrase', 'word');
  expect(inspectAll(puttyPrivateKey, file(`${name}.3`))).toMatchObject([
    { severity: 'low', facts: { ...facts, kdf: 'argon2' } },
  ]);
});

test('puttygen: RSA for SSH-1', () => {
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'word'), 'open sesame\n');
  run('puttygen', '-t', 'rsa1', '-b', '2048', '-o', 'one', '--new-passphrase', 'empty', '-q');
  run('puttygen', 'one', '-P', '-o', 'one.locked', '--new-passphrase', 'word');
  // Bits, e and n in decimal, comment.
  const [, e, n] = run('puttygen', 'one', '-O', 'public').toString().split(' ');
  const [, sameE, sameN] = run('puttygen', 'one.locked', '-O', 'public').toString().split(' ');
  expect([sameE, sameN]).toEqual([e, n]);
  const member = (decimal: string) => {
    const hex = BigInt(decimal).toString(16);
    return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
  };
  const key = createPublicKey({ key: { kty: 'RSA', e: member(e!), n: member(n!) }, format: 'jwk' });
  const spkiSha256 = createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  expect(inspectAll(ssh1PrivateKey, file('one'))).toMatchObject([
    { offset: 0, length: file('one').length, confidence: 'proven', facts: { bits: 2048, spkiSha256 } },
  ]);
  expect(inspectAll(ssh1PrivateKey, file('one.locked'))).toMatchObject([
    { offset: 0, length: file('one.locked').length, severity: 'low', facts: { cipher: '3des', spkiSha256 } },
  ]);
});

test('puttygen: DSA in the form of OpenSSH', () => {
  writeFileSync(join(folder, 'empty'), '');
  run('puttygen', '-t', 'dsa', '-b', '2048', '-o', 'd.ppk', '--new-passphrase', 'empty', '-q');
  run('puttygen', 'd.ppk', '-O', 'private-openssh-new', '-o', 'd', '--new-passphrase', 'empty');
  const sshFingerprint = /SHA256:\S+/.exec(run('puttygen', '-l', '-E', 'sha256', 'd.ppk').toString())![0];
  const body = Buffer.from(
    file('d')
      .toString()
      .replace(/-----[^-]+-----/g, ''),
    'base64',
  );
  run('puttygen', 'd.ppk', '-O', 'private-openssh', '-o', 'd.pem', '--new-passphrase', 'empty');
  const spki = createPublicKey(file('d.pem')).export({ format: 'der', type: 'spki' });
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  expect(inspectAll(opensshPrivateKey, body)).toMatchObject([
    { length: body.length, facts: { kind: 'dsa', bits: 2048, sshFingerprint, spkiSha256 } },
  ]);
});

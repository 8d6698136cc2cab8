/**
 * Key files that standards print, and test data of other libraries, out of packages of Debian: DNSSEC (RFC 6605, RFC 8080),
 * PASERK, BIP-39, OpenPGP (RFC 9580, Sequoia's), and what python3-cryptography tests itself with. Each is found with the public
 * half that stands beside it or that openssl, ssh-keygen or sq prints. Needs those, python3-cryptography-vectors, and apt-get
 * for the packages named below.
 */
import { createHash, createPublicKey, ECDH } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { openpgpPrivateKey } from '../../src/detect/binary/openpgp-private-key.ts';
import { pkcs12KeyStore } from '../../src/detect/binary/pkcs12-key-store.ts';
import { bip39Phrase } from '../../src/detect/text/keys/bip39-phrase.ts';
import { dnssecPrivateKey } from '../../src/detect/text/keys/dnssec-private-key.ts';
import { openpgpPrivateKeyArmour } from '../../src/detect/text/keys/openpgp-private-key-armour.ts';
import { paserkPrivateKey } from '../../src/detect/text/keys/paserk-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { spkiSha256OfBytes, spkiSha256OfPoint, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { folder, run, unpack } = workshop();
const registry = (name: string) => join(unpack(name), 'usr/share/cargo/registry');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('RFC 6605 and RFC 8080: private keys beside their DNSKEY', () => {
  const file = join(unpack('golang-github-miekg-dns-dev'), 'usr/share/gocode/src/github.com/miekg/dns/dnssec_test.go');
  const pairs = readFileSync(file, 'latin1').matchAll(
    /DNSKEY 257 3 (13|14|15) \(([^)]+)\)`\s+exPriv := `(Private-key-format: [^`]+)`/g,
  );
  const found = [...pairs].map(([, algorithm, base64, text]) => {
    const bytes = Buffer.from(base64!.replace(/\s/g, ''), 'base64');
    const point = Buffer.concat([Buffer.of(4), bytes]);
    const spkiSha256 =
      algorithm === '15'
        ? spkiSha256OfBytes('Ed25519', bytes)
        : spkiSha256OfPoint(algorithm === '13' ? 'P-256' : 'P-384', point);
    expect(inspectAll(dnssecPrivateKey, Buffer.from(text!))).toMatchObject([{ facts: { spkiSha256 } }]);
    return algorithm;
  });
  expect(found).toEqual(['13', '14', '15', '15']);
});

describe('PASERK', () => {
  const folderOf = join(registry('librust-pasetors-dev'), 'pasetors-0.7.0/test_vectors/PASERK');
  test.each(['k2', 'k3', 'k4'])('%s.secret', (version) => {
    const { tests } = JSON.parse(readFileSync(join(folderOf, `${version}.secret.json`), 'utf8'));
    expect(tests).toHaveLength(5);
    for (const { paserk, 'public-key': publicKey, key } of tests) {
      // Vectors that must fail have no spelling; the scalar 1 has no look of randomness, and nothing proves it.
      if (paserk === null) continue;
      const isOne = version === 'k3' && /^0+1$/.test(key);
      const facts = { spkiSha256: isOne ? '' : publicHalf(publicKey) };
      expect(inspectAll(paserkPrivateKey, Buffer.from(paserk))).toMatchObject(
        isOne ? [] : [{ offset: 0, length: paserk.length, facts }],
      );
    }
  });

  /** Hex of PEM, of a compressed point of P-384, or of the bytes of Ed25519. */
  function publicHalf(hex: string): string {
    const bytes = Buffer.from(hex, 'hex');
    if (bytes.length === 32) return spkiSha256OfBytes('Ed25519', bytes);
    if (bytes.length !== 49) return sha256(createPublicKey(bytes).export({ format: 'der', type: 'spki' }));
    const point = ECDH.convertKey(bytes, 'secp384r1', undefined, undefined, 'uncompressed') as Buffer;
    return spkiSha256OfPoint('P-384', point);
  }
});

test('BIP-39: the 24 vectors of the standard', () => {
  const file = join(registry('librust-tiny-bip39-dev'), 'tiny-bip39-1.0.0/tests/standard-vectors.rs');
  const phrases = new Set(
    [...readFileSync(file, 'latin1').matchAll(/"((?:[a-z]{3,8} ){11,23}[a-z]{3,8})"/g)].map(([, phrase]) => phrase!),
  );
  expect(phrases.size).toBeGreaterThanOrEqual(24);
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    // One word over and over is how the standard spells zeros and ones.
    const isReal = new Set(words).size >= words.length / 2;
    const found = inspectAll(bip39Phrase, Buffer.from(`mnemonic: ${phrase}\n`));
    expect(found).toMatchObject(isReal ? [{ length: phrase.length, facts: { words: words.length } }] : []);
  }
});

describe('OpenPGP', () => {
  const data = join(registry('librust-sequoia-openpgp-dev'), 'sequoia-openpgp-2.0.0/tests/data');
  const sq = (...args: string[]) => run('sq', ['--home', folder, ...args]);
  const fingerprintsOf = (path: string) =>
    [
      ...new Set(
        [
          ...sq('inspect', path)
            .toString()
            .matchAll(/(?:Fingerprint|Subkey): ([0-9A-F]{40,64})/g),
        ].map(([, hex]) => hex!),
      ),
    ].sort();

  test.each(['v6-minimal-secret.key', 'v6-minimal-secret-locked.key'])('RFC 9580, appendix A: %s', (name) => {
    const path = join(data, 'crypto-refresh', name);
    const expected = name.includes('locked') ? { severity: 'low' } : { confidence: 'proven' };
    const fingerprints = fingerprintsOf(path);
    // A.3: of the primary key.
    expect(fingerprints).toContain('CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9');
    expect(inspectAll(openpgpPrivateKeyArmour, readFileSync(path))).toMatchObject([expected]);
    const found = inspectAll(openpgpPrivateKey, sq('packet', 'dearmor', path));
    expect(found.map(({ facts }) => facts.openpgpFingerprint).sort()).toEqual(fingerprints);
    expect(found).toMatchObject(fingerprints.map(() => expected));
  });

  const keys = readdirSync(join(data, 'keys')).filter((name) => /-private\.|-secret\./.test(name));
  // Version 3 is not read, one is in armour alone, and of one the token has the key.
  test.each(keys.filter((name) => !/^john-v3|^leading-zeros|^hardware/.test(name)))("Sequoia's %s", (name) => {
    const path = join(data, 'keys', name);
    const found = inspectAll(openpgpPrivateKey, readFileSync(path)).map(({ facts }) => facts.openpgpFingerprint);
    expect(found.length).toBeGreaterThan(0);
    expect(fingerprintsOf(path)).toEqual(expect.arrayContaining<unknown>(found));
  });
});

/** What openssl has no name or no arithmetic for: read by hand, and known. */
const NOT_READ: Readonly<Record<string, string>> = {
  'asymmetric/EC/explicit_parameters_wap_wsg_idm_ecid_wtls11_private_key.pem': 'a field of characteristic two',
  'asymmetric/PEM_Serialization/rsa-bad-1025-q-is-2.pem': 'p is no prime',
  'asymmetric/PKCS8/ec_oid_not_in_reg_private_2.pkcs8.pem': 'a curve by parameters, and no point to hold d against',
  'asymmetric/PKCS8/nodompar_private.pkcs8.pem': 'a curve by parameters, and no point to hold d against',
};

describe('python3-cryptography', () => {
  const root = '/usr/lib/python3/dist-packages/cryptography_vectors';
  const files = ['asymmetric', 'pkcs12'].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true }).map((path) => `${name}/${path}`),
  );
  const PASSWORDS = ['password', '123456', 'baz', 'cryptography', ''];

  /** Public half in DER as openssl prints it under the first password that fits; undefined where it reads no private key. */
  function printed(path: string): { spki: Buffer; needsPassword: boolean } | undefined {
    const inform = path.endsWith('.p12') ? ['-inform', 'P12'] : [];
    for (const word of ['no password', ...PASSWORDS]) {
      const args = ['pkey', ...inform, '-in', path, '-passin', `pass:${word}`, '-pubout', '-outform', 'DER'];
      try {
        return { spki: run('openssl', args), needsPassword: word !== 'no password' };
      } catch {
        // another password, or no private key
      }
    }
    return undefined;
  }

  const read = files
    .filter((path) => /\.(?:pem|der|p12)$/.test(path))
    .flatMap((path) => {
      const key = printed(join(root, path));
      return key ? [[path, key] as const] : [];
    });

  test('openssl reads most of them', () => expect(read.length).toBeGreaterThan(70));

  test.each(read)('%s', (path, { spki, needsPassword }) => {
    const bytes = readFileSync(join(root, path));
    const detector = path.endsWith('.p12') ? pkcs12KeyStore : path.endsWith('.der') ? derPrivateKey : pemPrivateKey;
    const found = inspectAll(detector, bytes);
    if (path in NOT_READ) return expect(found).toEqual([]);
    expect(found).toHaveLength(1);
    const { facts, severity } = found[0]!;
    if (severity === 'low' && facts.encrypted === true) return expect(needsPassword).toBe(true);
    expect([facts.spkiSha256, facts.pssSpkiSha256, namedSpki(path)]).toContain(sha256(spki));
  });

  /** Of a curve by its parameters, which is reported by its name, as openssl prints it when asked for the name. */
  function namedSpki(path: string): string | undefined {
    if (!path.endsWith('PKCS8/private.pem')) return undefined;
    const named = run('openssl', [
      'ec',
      '-in',
      join(root, path),
      '-pubout',
      '-param_enc',
      'named_curve',
      '-outform',
      'DER',
    ]);
    const [found] = inspectAll(pemPrivateKey, readFileSync(join(root, path)));
    expect(found!.facts.spkiSha256).toBe(sha256(named));
    return sha256(run('openssl', ['ec', '-in', join(root, path), '-pubout', '-outform', 'DER']));
  }

  const ssh = files.filter((path) => /OpenSSH\/[^/]+\.key$/.test(path));
  test.each(ssh)('%s, with the fingerprint that ssh-keygen prints', (path) => {
    // ssh-keygen of today reads no DSA.
    const sshFingerprint = path.includes('/dsa-')
      ? fingerprintOf(`${join(root, path)}.pub`)
      : run('ssh-keygen', ['-lf', `${join(root, path)}.pub`])
          .toString()
          .split(' ')[1];
    expect(inspectAll(pemPrivateKey, readFileSync(join(root, path)))).toMatchObject([{ facts: { sshFingerprint } }]);
  });
});

function fingerprintOf(path: string): string {
  const blob = Buffer.from(readFileSync(path, 'latin1').split(' ')[1]!, 'base64');
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/**
 * Private keys as programs print them, found with their public half. Needs openssl (3.5 for ML-DSA) and Debian's gnutls-bin,
 * golang-go, erlang-base, erlang-crypto, erlang-public-key, python3-cryptography-vectors, python3-pycryptodome and python3-rsa.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printedPrivateKey } from '../../src/detect/text/keys/printed-private-key.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { run, file, write, folder } = workshop();

function spkiSha256(pem: Uint8Array | string): string {
  const key = createPublicKey(createPrivateKey(Buffer.from(pem)));
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

/** What is found, once, whatever number of names stand beside a key. */
function keysIn(text: Uint8Array): readonly unknown[] {
  return [
    ...new Set(inspectAll(printedPrivateKey, text).map(({ facts, confidence }) => `${confidence} ${facts.spkiSha256}`)),
  ];
}

const PKEYS: Readonly<Record<string, readonly string[]>> = {
  'RSA-2048': ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'RSA-4096': ['RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
  'RSA with e of 3': ['RSA', '-pkeyopt', 'rsa_keygen_pubexp:3'],
  ...Object.fromEntries(
    ['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].map((curve) => [
      curve,
      ['EC', '-pkeyopt', `ec_paramgen_curve:${curve}`],
    ]),
  ),
  ...Object.fromEntries(['ED25519', 'ED448', 'X25519', 'X448', 'ML-DSA-44', 'ML-DSA-87'].map((name) => [name, [name]])),
};

/** @returns the key in PEM */
function pkey(name: string): Buffer {
  const [algorithm, ...options] = PKEYS[name]!;
  run('openssl', ['genpkey', '-algorithm', algorithm!, ...options, '-out', 'key.pem']);
  return file('key.pem');
}

test.each(Object.keys(PKEYS))('openssl pkey -text: %s', (name) => {
  const pem = pkey(name);
  const keys = [`proven ${spkiSha256(pem)}`];
  const text = run('openssl', ['pkey', '-text', '-noout'], { input: pem });
  expect(keysIn(text)).toEqual(keys);
  expect(keysIn(Buffer.from(JSON.stringify(text.toString())))).toEqual(keys);
  expect(keysIn(Buffer.from(text.toString().replaceAll(/^/gm, '2026-01-31T12:34:56.1234567Z ')))).toEqual(keys);
});

test.each(['RSA-2048', 'P-256', 'P-384', 'secp256k1', 'ED25519', 'X448'])('openssl asn1parse: %s', (name) => {
  const pem = pkey(name);
  const text = run('openssl', ['asn1parse', '-i', ...(name.startsWith('E') ? ['-dump'] : [])], {
    input: pem,
  }).toString();
  const log = text.replaceAll(/^/gm, '2026-01-31T12:34:56.1234567Z ');
  for (const listing of [text, JSON.stringify(text), log]) {
    const isInside = listing.includes('[HEX DUMP]:30') || /0000 - 30/.test(listing);
    // What holds a whole key is read as its bytes.
    if (!isInside) expect(keysIn(Buffer.from(listing)).join()).toContain(spkiSha256(pem));
  }
});

test.each(['rsa2048', 'ed25519', 'nistp256'])('gpg --list-packets --debug mpi: %s', (algorithm) => {
  const home = ['--homedir', folder, '--batch'];
  run('gpg', [
    ...home,
    '--passphrase',
    '',
    '--quick-gen-key',
    `${algorithm}@example.org`,
    algorithm,
    'default',
    'never',
  ]);
  const secret = run('gpg', [...home, '--export-secret-keys', `${algorithm}@example.org`]);
  const text = run('gpg', [...home, '--list-packets', '--debug', 'mpi'], { input: secret });
  expect(keysIn(text)).toHaveLength(1);
});

test.each(['RSA-2048', 'P-256', 'P-384', 'P-521', 'ED25519', 'ED448'])('certtool: %s', (name) => {
  const pem = pkey(name);
  expect(keysIn(run('certtool', ['--key-info'], { input: pem }))).toEqual([`proven ${spkiSha256(pem)}`]);
});

test('openssl dsa -text', () => {
  run('openssl', ['dsaparam', '-genkey', '-noout', '-out', 'dsa.pem', '2048']);
  const text = run('openssl', ['dsa', '-text', '-noout'], { input: file('dsa.pem') });
  expect(keysIn(text)).toEqual([`proven ${spkiSha256(file('dsa.pem'))}`]);
});

describe('go', () => {
  write(
    'print.go',
    `package main
import ("crypto/ecdsa"; "crypto/elliptic"; "crypto/rand"; "crypto/rsa"; "crypto/x509"; "encoding/pem"; "fmt"; "os")
func show(name string, key any) {
	der, _ := x509.MarshalPKCS8PrivateKey(key)
	os.WriteFile(name + ".pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), 0600)
	for index, verb := range []string{"%v", "%+v", "%#v"} {
		os.WriteFile(fmt.Sprint(name, index), []byte(fmt.Sprintf("key: " + verb + "\\n", key)), 0600)
	}
}
func main() {
	first, _ := rsa.GenerateKey(rand.Reader, 2048)
	show("rsa", first)
	second, _ := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	show("ecdsa", second)
}
`,
  );
  run('go', ['run', 'print.go'], { env: { GOCACHE: `${folder}/cache`, GOFLAGS: '-mod=mod' } });

  // %#v of a curve prints an address for each of its numbers.
  test.each(['rsa 0', 'rsa 1', 'rsa 2', 'ecdsa 0', 'ecdsa 1'])('%s', (name) => {
    const [kind, verb] = name.split(' ');
    expect(keysIn(file(`${kind}${verb}`))).toEqual([`proven ${spkiSha256(file(`${kind}.pem`))}`]);
  });
});

test.each([
  ['RSAPrivateKey', '{rsa,2048,65537}'],
  ['ECPrivateKey', '{namedCurve,secp256r1}'],
  ['PrivateKeyInfo', '{namedCurve,ed25519}'],
])('erlang: %s, %s', (type, parameters) => {
  const program = `K=public_key:generate_key(${parameters}),
    file:write_file("erl.pem",public_key:pem_encode([public_key:pem_entry_encode('${type}',K)])),
    io:format("{state,~p}~n~w~n",[K,K]),halt().`;
  const text = run('erl', ['-noshell', '-eval', program]);
  expect(keysIn(text)).toEqual([`proven ${spkiSha256(file('erl.pem'))}`]);
});

test.each([
  ['Cryptodome, RSA', 'from Cryptodome.PublicKey import RSA; k = RSA.generate(2048); pem = k.export_key().decode()'],
  ...['P-256', 'P-521', 'Ed25519', 'Ed448'].map((curve) => [
    `Cryptodome, ${curve}`,
    `from Cryptodome.PublicKey import ECC; k = ECC.generate(curve='${curve}'); pem = k.export_key(format='PEM')`,
  ]),
  ['rsa', 'import rsa; k = rsa.newkeys(1024)[1]; pem = k.save_pkcs1().decode()'],
])('python: %s', (_, program) => {
  run('/usr/bin/python3', ['-c', `${program}\nopen('py.pem', 'w').write(pem)\nopen('py', 'w').write('state: %r' % k)`]);
  expect(keysIn(file('py'))).toEqual([`proven ${spkiSha256(file('py.pem'))}`]);
});

describe('vectors of NIST (FIPS 186), as they are printed', () => {
  const VECTORS = '/usr/lib/python3/dist-packages/cryptography_vectors/asymmetric';

  test.each([
    ['RSA/FIPS_186-2/KeyGenRSA.rsp', 30],
    ['RSA/FIPS_186-2/SigGen15_186-2.txt', 5],
    ['RSA/FIPS_186-2/SigGenPSS_186-2.txt', 5],
    // Of the curves over prime fields: P-192 to P-521, ten each.
    ['ECDSA/FIPS_186-2/KeyPair.rsp', 50],
    ['ECDSA/FIPS_186-3/KeyPair.rsp', 50],
  ])('%s: %i pairs', (name, count) => {
    expect(keysIn(readFileSync(`${VECTORS}/${name}`))).toHaveLength(count);
  });
});

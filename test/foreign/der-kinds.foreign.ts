/** Keys of every algorithm that openssl makes, and its test keys, found with the public half that it prints. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cutPrivateKey } from '../../src/detect/binary/cut-private-key.ts';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { base64PrivateKey } from '../../src/detect/text/keys/base64-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { inspectAll } from '../support/inspect-all.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const openssl = (...args: string[]) =>
  execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder, maxBuffer: 1 << 26 });
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const option = (...options: string[]) => options.flatMap((each) => ['-pkeyopt', each]);
const SLH = ['SHA2', 'SHAKE'].flatMap((hash) =>
  ['128s', '128f', '192f', '256f'].map((size) => `SLH-DSA-${hash}-${size}`),
);
const ALGORITHMS: readonly (readonly [string, ...string[]])[] = [
  ['RSA', ...option('rsa_keygen_bits:2048', 'rsa_keygen_primes:3')],
  ['RSA', ...option('rsa_keygen_bits:4096', 'rsa_keygen_primes:4')],
  ['RSA-PSS', ...option('rsa_keygen_bits:2048')],
  ['RSA-PSS', ...option('rsa_keygen_bits:2048', 'rsa_pss_keygen_md:sha512', 'rsa_pss_keygen_saltlen:40')],
  ...['ffdhe2048', 'ffdhe3072', 'modp_2048'].map((group) => ['DH', ...option(`group:${group}`)] as const),
  ['DHX', ...option('group:dh_2048_256')],
  ...['SM2', 'secp192k1', 'brainpoolP256t1', 'brainpoolP512t1'].map(
    (curve) => ['EC', ...option(`ec_paramgen_curve:${curve}`)] as const,
  ),
  ...['prime239v1', 'secp160k1'].map(
    (curve) => ['EC', ...option(`ec_paramgen_curve:${curve}`, 'ec_param_enc:explicit')] as const,
  ),
  ...['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87', 'ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024', ...SLH].map(
    (name) => [name] as const,
  ),
];

describe.each(ALGORITHMS.map((args) => ({ name: args.join(' '), args })))(
  '$name',
  ({ args: [algorithm, ...options] }) => {
    test('in DER, PEM and base64, alone and encrypted', () => {
      openssl('genpkey', '-algorithm', algorithm!, ...options, '-outform', 'DER', '-out', 'key');
      const der = readFileSync(join(folder, 'key'));
      const printed = sha256(openssl('pkey', '-in', 'key', '-inform', 'DER', '-pubout', '-outform', 'DER'));
      const facts = { [algorithm === 'RSA-PSS' ? 'pssSpkiSha256' : 'spkiSha256']: printed };
      expect(inspectAll(derPrivateKey, der)).toMatchObject([{ offset: 0, length: der.length, facts }]);
      const pem = openssl('pkey', '-in', 'key', '-inform', 'DER');
      expect(inspectAll(pemPrivateKey, pem)).toMatchObject([{ facts }]);
      expect(inspectAll(base64PrivateKey, pem)).toMatchObject([{ facts }]);
      expect(inspectAll(base64PrivateKey, Buffer.from(pem.toString('base64')))).toMatchObject([{ facts }]);
      const options8 = ['-topk8', '-in', 'key', '-inform', 'DER', '-outform', 'DER', '-passout', 'pass:open sesame'];
      const encrypted = openssl('pkcs8', ...options8);
      expect(inspectAll(derPrivateKey, encrypted)).toMatchObject([
        { offset: 0, length: encrypted.length, severity: 'low' },
      ]);
    });
  },
);

test.each(['prime256v1', 'secp384r1', 'secp256k1', 'brainpoolP256r1'])(
  '%s by its parameters is the curve of that name',
  (curve) => {
    const make = ['-algorithm', 'EC', ...option(`ec_paramgen_curve:${curve}`, 'ec_param_enc:explicit')];
    openssl('genpkey', ...make, '-out', 'explicit');
    const named = ['ec', '-in', 'explicit', '-pubout', '-param_enc', 'named_curve', '-outform', 'DER'];
    const facts = { spkiSha256: sha256(openssl(...named)) };
    const sec1 = openssl('ec', '-in', 'explicit', '-param_enc', 'explicit', '-outform', 'DER');
    expect(inspectAll(derPrivateKey, sec1)).toMatchObject([{ confidence: 'proven', facts }]);
    expect(inspectAll(pemPrivateKey, readFileSync(join(folder, 'explicit')))).toMatchObject([{ facts }]);
  },
);

const named = openssl('ecparam', '-list_curves')
  .toString()
  .matchAll(/^ {2}([A-Za-z][A-Za-z0-9-]+) *:/gm);
test.each([...named].map(([, curve]) => curve!).filter((curve) => !curve.startsWith('Oakley')))(
  'every curve that openssl has a name for: %s',
  (curve) => {
    openssl('genpkey', '-algorithm', 'EC', ...option(`ec_paramgen_curve:${curve}`), '-out', 'named');
    const facts = { spkiSha256: sha256(openssl('pkey', '-in', 'named', '-pubout', '-outform', 'DER')) };
    const sec1 = openssl('ec', '-in', 'named', '-outform', 'DER');
    expect(inspectAll(derPrivateKey, sec1)).toMatchObject([{ confidence: 'proven', length: sec1.length, facts }]);
    expect(inspectAll(pemPrivateKey, openssl('ec', '-in', 'named'))).toMatchObject([{ confidence: 'proven', facts }]);
    expect(inspectAll(pemPrivateKey, readFileSync(join(folder, 'named')))).toMatchObject([{ facts }]);
  },
);

test.each([
  ['RSA', ['-algorithm', 'RSA', ...option('rsa_keygen_bits:2048')], 300],
  ['EC', ['-algorithm', 'EC', ...option('ec_paramgen_curve:P-256')], 4],
] as const)('%s, its beginning cut away', (_, make, lost) => {
  openssl('genpkey', ...make, '-outform', 'DER', '-out', 'whole');
  const facts = { spkiSha256: sha256(openssl('pkey', '-in', 'whole', '-pubout', '-outform', 'DER')), cut: true };
  const rest = readFileSync(join(folder, 'whole')).subarray(lost);
  expect(inspectAll(derPrivateKey, rest)).toEqual([]);
  expect(inspectAll(cutPrivateKey, rest)).toMatchObject([{ facts }]);
});

test.each([
  ['gost01', 'CryptoPro-A'],
  ['gost12-256', 'CryptoPro-XchA'],
  ['gost12-512', 'TC26-512-A'],
])('certtool: %s on %s, by the public key id that it prints', (type, curve) => {
  const certtool = (...args: string[]) =>
    execFileSync('certtool', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  certtool(
    '--generate-privkey',
    '--key-type',
    type,
    '--curve',
    curve,
    '--pkcs8',
    '--password',
    '',
    '--outfile',
    'gost',
  );
  const printed = certtool('--key-info', '--infile', 'gost').toString();
  const spkiSha256 = /sha256:([0-9a-f]{64})/.exec(printed)![1]!;
  expect(inspectAll(pemPrivateKey, readFileSync(join(folder, 'gost')))).toMatchObject([
    { facts: { kind: 'gost', spkiSha256 } },
  ]);
});

test('DSA, traditional and in PKCS#8', () => {
  openssl('genpkey', '-genparam', '-algorithm', 'DSA', ...option('dsa_paramgen_bits:2048'), '-out', 'dsa.params');
  openssl('genpkey', '-paramfile', 'dsa.params', '-out', 'dsa');
  const facts = { spkiSha256: sha256(openssl('pkey', '-in', 'dsa', '-pubout', '-outform', 'DER')) };
  const traditional = openssl('pkey', '-in', 'dsa', '-traditional');
  expect(inspectAll(pemPrivateKey, traditional)).toMatchObject([{ confidence: 'proven', facts }]);
  expect(inspectAll(pemPrivateKey, readFileSync(join(folder, 'dsa')))).toMatchObject([{ confidence: 'high', facts }]);
  const der = openssl('pkey', '-in', 'dsa', '-traditional', '-outform', 'DER');
  expect(inspectAll(derPrivateKey, der)).toMatchObject([{ confidence: 'proven', facts }]);
});

test('the keys of openssl speed, in its own program, are known as test keys', () => {
  const program = execFileSync('sh', ['-c', 'command -v openssl']).toString().trim();
  const found = inspectAll(derPrivateKey, readFileSync(program));
  expect(found.map(({ facts }) => facts.testKey)).toEqual(Array.from({ length: 7 }, () => 'openssl speed'));
  expect(found.every(({ severity }) => severity === 'low')).toBe(true);
});

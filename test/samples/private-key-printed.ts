import { asn1Listing } from '../builders/asn1-listing.ts';
import {
  erlangCurve,
  erlangRsa,
  freeswan,
  gnutlsCurve,
  gnutlsRsa,
  goCurve,
  goRsa,
  inPrograms,
  javaRsa,
  opensslCurve,
  opensslDsa,
  opensslRsa,
  pycryptodomeCurve,
  pycryptodomeRsa,
  pycryptodomeSeed,
  pythonRsa,
  type RsaMembers,
} from '../builders/printed-keys.ts';
import { dsaKey } from './dsa-key.ts';
import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { publicDer, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

export function samples(): readonly Sample[] {
  const big = testKey('rsa-2048');
  const small = testKey('rsa-1024');
  const [goPlain, goNamed, goSource] = goRsa(membersOf(small));
  const p256 = testKey('P-256');
  const { d, x, y } = halvesOf(p256);
  const point = Buffer.concat([Buffer.of(4), x, y]);
  const [goCurvePlain, goCurveNamed] = goCurve(d, x, y);
  const dsa = dsaKey(1024);
  return [
    found('openssl, RSA', opensslRsa(membersOf(big)), big),
    found('openssl, RSA-4096', opensslRsa(membersOf(testKey('rsa-4096'))), testKey('rsa-4096')),
    found('openssl, RSA in JSON', JSON.stringify({ message: opensslRsa(membersOf(big)) }), big),
    found('openssl, RSA in a log', inLog(opensslRsa(membersOf(big))), big),
    found('openssl, RSA, CRLF', opensslRsa(membersOf(small)).replaceAll('\n', '\r\n'), small),
    found('openssl, P-256', opensslCurve(d, point, ''), p256),
    found('openssl, P-256 in a log', inLog(opensslCurve(d, point, '')), p256),
    ...['P-384', 'P-521', 'secp256k1'].map((name) => found(`openssl, ${name}`, onCurve(name), testKey(name))),
    ...['Ed25519', 'Ed448', 'X25519', 'X448'].map((name) => found(`openssl, ${name}`, edwards(name), testKey(name))),
    found('openssl, Ed25519 in a log', inLog(edwards('Ed25519')), testKey('Ed25519')),
    found('openssl, DSA', opensslDsa(dsa.numbers), dsa),
    found('certtool, RSA', gnutlsRsa(membersOf(big)), big),
    found('certtool, P-256', gnutlsCurve(signed(d), signed(x), signed(y)), p256),
    found('certtool, Ed25519', gnutlsCurve(...seedAndPublic('Ed25519'), undefined), testKey('Ed25519')),
    found('FreeS/WAN', freeswan(membersOf(big)), big),
    found('Java, without primes', javaRsa(membersOf(big)), big),
    found('Go, %v', goPlain, small),
    found('Go, %+v', goNamed, small),
    found('Go, %#v', goSource, small),
    found('Go, a curve, %v', goCurvePlain, p256),
    found('Go, a curve, %+v', goCurveNamed, p256),
    found('Erlang, RSA', erlangRsa(membersOf(small)), small),
    found('Erlang, P-256', erlangCurve(d, point), p256),
    found('PyCryptodome, RSA', pycryptodomeRsa(membersOf(small)), small),
    found('PyCryptodome, P-256', pycryptodomeCurve(d, x, y), p256),
    found('PyCryptodome, Ed25519', pycryptodomeSeed(...seedAndPublic('Ed25519')), testKey('Ed25519')),
    found('Python, rsa', pythonRsa(membersOf(small)), small),
    ...listings(),
    found('n and its primes', inCapture(membersOf(big)), big),
    ...Object.entries(inPrograms(membersOf(big))).map(([variant, text]) => found(`numbers: ${variant}`, text, big)),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const rsa = membersOf(testKey('rsa-1024'));
  const other = membersOf(freshKey('rsa-1024'));
  const { d, x, y } = halvesOf(testKey('P-256'));
  const point = Buffer.concat([Buffer.of(4), x, y]);
  const [seed] = seedAndPublic('Ed25519');
  const made = {
    'openssl, another d and other primes': opensslRsa({ ...other, n: rsa.n }),
    'another d and other primes': freeswan({ ...other, n: rsa.n }),
    'Java, another d': javaRsa({ ...rsa, d: other.d }),
    'openssl, another point': opensslCurve(halvesOf(freshKey('P-256')).d, point, ''),
    'openssl, another public half': opensslCurve(seed, seedAndPublic('X25519')[1], 'ED25519 '),
    'openssl, DSA with another x': opensslDsa({
      ...dsaKey(1024).numbers,
      x: halvesOf(testKey('P-256')).d.subarray(12),
    }),
    ...Object.fromEntries(
      Object.entries(
        inPrograms({ ...other, n: rsa.n, d: Buffer.from(rsa.d.map((byte, at) => (at === 9 ? byte ^ 1 : byte))) }),
      ).map(([variant, text]) => [`numbers: ${variant}, another d`, text]),
    ),
    'the public half alone': `Public-Key: (256 bit)\npub:\n    ${opensslCurve(d, point, '').split('pub:\n    ')[1]}`,
    'n and two other primes': inCapture({ ...other, n: rsa.n }),
    'a listing of a public half': asn1Listing(versioned(publicDer(testKey('P-256')))).join('\n'),
    'names alone': 'modulus:\npublicExponent: 65537 (0x10001)\nprivateExponent:\nprime1:\nprime2:\n',
    'a program': 'const privateExponent = toBigInt(key.privateExponent); PrivateKey(1, 2, 3); {{0x01, 0x02}, {0x03}}',
  };
  return Object.entries(made).map(([variant, text]) => ({
    variant,
    bytes: Buffer.from(text.replaceAll(/\[\[|\]\]/g, '')),
  }));
}

/** @param marked with `[[` and `]]` around what the finding covers */
function found(variant: string, marked: string, key: TestKey): Sample {
  // Lists of Go end with the same brackets.
  const [before = '', rest = ''] = split(marked, marked.indexOf('[['));
  const [text = '', after = ''] = split(rest, rest.indexOf(']]'));
  return inText({
    variant,
    text,
    before: `first line\n${before}`,
    after: `${after}\nlast line\n`,
    key,
    facts: { form: 'printed' },
  });
}

function split(text: string, at: number): readonly string[] {
  return [text.slice(0, at), text.slice(at + 2)];
}

/** `openssl asn1parse` of both structures, and of what it lists without the public half. */
function listings(): readonly Sample[] {
  const list = (name: string, type: 'pkcs1' | 'pkcs8' | 'sec1', begin = '') => {
    const der = testKey(name).privateKey.export({ format: 'der', type });
    return asn1Listing(der).join(`\n${begin}`).trim();
  };
  const place = (variant: string, text: string, name: string) =>
    inText({ variant, text, before: 'openssl:\n', after: '\nend\n', key: testKey(name), facts: { form: 'asn1parse' } });
  const begin = '2026-01-31T12:34:56.1234567Z ';
  const whole = [
    place('openssl asn1parse, pkcs1', list('rsa-1024', 'pkcs1'), 'rsa-1024'),
    place('openssl asn1parse, in a log', list('rsa-1024', 'pkcs1', begin), 'rsa-1024'),
  ];
  const alone = [
    place('openssl asn1parse, sec1', list('P-256', 'sec1'), 'P-256'),
    place('openssl asn1parse, a curve of Brainpool', list('brainpoolP256r1', 'sec1'), 'brainpoolP256r1'),
    place('openssl asn1parse, Ed25519', list('Ed25519', 'pkcs8'), 'Ed25519'),
  ];
  return [...whole, ...alone.map(unproved)];
}

/** A structure that begins as a private key does. */
function versioned(der: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x30, der.length + 3, 2, 1, 0), der]);
}

/** As those write who play at breaking keys. */
function inCapture({ n, p, q }: RsaMembers): string {
  const decimal = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`).toString();
  return `n = [[${decimal(n)}\np = ${decimal(p)}\nq = ${decimal(q)}]]`;
}

/** As GitHub's `gh run view --log` prints it. */
function inLog(text: string): string {
  return text.replaceAll(/^/gm, 'build\tRun tests\t2026-01-31T12:34:56.1234567Z ');
}

function membersOf({ privateKey }: TestKey): RsaMembers {
  const jwk = jwkOf(privateKey)!;
  const names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
  return Object.fromEntries(names.map((name) => [name, Buffer.from(jwk[name]!, 'base64url')])) as Record<
    (typeof names)[number],
    Buffer
  >;
}

function halvesOf({ privateKey }: TestKey): Readonly<Record<'d' | 'x' | 'y', Buffer>> {
  const { d, x, y } = jwkOf(privateKey)!;
  return { d: Buffer.from(d!, 'base64url'), x: Buffer.from(x!, 'base64url'), y: Buffer.from(y!, 'base64url') };
}

function onCurve(name: string): string {
  const { d, x, y } = halvesOf(testKey(name));
  return opensslCurve(d, Buffer.concat([Buffer.of(4), x, y]), '');
}

function seedAndPublic(name: string): readonly [Buffer, Buffer] {
  const { d, x } = jwkOf(testKey(name).privateKey)!;
  return [Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')];
}

function edwards(name: string): string {
  return opensslCurve(...seedAndPublic(name), `${name.toUpperCase()} `);
}

function signed(bytes: Buffer): Buffer {
  return bytes[0]! > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

import type { JsonWebKey } from 'node:crypto';
import { gcryptList } from '../builders/gcrypt-list.ts';
import { bytesOf, type ElgamalNumbers, elgamalKey } from '../builders/openpgp.ts';
import { advanced, canonical, keyFile, oneLine, type Tree } from '../builders/s-expression.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;
const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
const signed = (text: string | undefined) => Buffer.concat([Buffer.alloc(1), bytes(text)]);

function publicMembers(key: JsonWebKey): Tree[] {
  if (key.kty === 'RSA')
    return [
      ['n', signed(key.n)],
      ['e', bytes(key.e)],
    ];
  if (key.kty === 'OKP') {
    const curve = key.crv === 'X25519' ? 'Curve25519' : key.crv!;
    const flags: Tree[] = key.crv === 'X448' ? [] : [['flags', key.crv === 'X25519' ? 'djb-tweak' : 'eddsa']];
    // GnuPG 2.4 writes no 40 before the strings of the curves of 448 bits, and no flag of X448.
    const prefix = key.crv!.endsWith('448') ? Buffer.alloc(0) : Buffer.of(0x40);
    return [['curve', curve], ...flags, ['q', Buffer.concat([prefix, bytes(key.x)])]];
  }
  return [
    ['curve', `NIST ${key.crv}`],
    ['q', Buffer.concat([Buffer.of(4), bytes(key.x), bytes(key.y)])],
  ];
}

function secretMembers(key: JsonWebKey): Tree[] {
  if (key.kty === 'RSA')
    return [
      ['d', bytes(key.d)],
      ['p', signed(key.q)],
      ['q', signed(key.p)],
      ['u', bytes(key.qi)],
    ];
  return [['d', key.crv === 'X25519' ? bytes(key.d).reverse() : bytes(key.d)]];
}

const nameOf = (key: JsonWebKey) => (key.kty === 'RSA' ? 'rsa' : 'ecc');
const open = (key: JsonWebKey): Tree => ['private-key', [nameOf(key), ...publicMembers(key), ...secretMembers(key)]];
const locked = (key: JsonWebKey): Tree => [
  'protected-private-key',
  [
    nameOf(key),
    ...publicMembers(key),
    [
      'protected',
      'openpgp-s2k3-ocb-aes',
      [['sha1', Buffer.alloc(8, 3), '65011712'], Buffer.alloc(12, 9)],
      Buffer.from(seededRandom(9).bytes(90)),
    ],
    ['protected-at', '20240101T000000'],
  ],
];

const isNumber = ([name]: Tree[]) => name!.length === 1;
const numbersOf = (key: JsonWebKey) => ([...publicMembers(key), ...secretMembers(key)] as Tree[][]).filter(isNumber);

/** The finding lies at the numbers, whatever stands before and behind them. */
function inMemory(name: string, variant: string, numbers: readonly Tree[], whole: Uint8Array): Sample {
  const list = Buffer.concat(numbers.map(gcryptList));
  const sample = inNoise(testKey(name), `${name} in memory${variant}`, whole, { form: 'gcrypt-memory' });
  return { ...sample, offset: sample.offset + Buffer.from(whole).indexOf(list), length: list.length };
}

function memorySamples(): readonly Sample[] {
  const names = [
    ...['rsa-1024', 'rsa-2048', 'rsa-3072'],
    ...['P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448', 'X25519', 'X448'],
  ];
  const wholes = names.map((name) => inMemory(name, '', numbersOf(jwk(name)), gcryptList(open(jwk(name)))));
  const bare = ['rsa-2048', 'P-256', 'Ed25519'].map((name) => {
    const numbers = numbersOf(jwk(name));
    return inMemory(name, ', without the words in front', numbers, Buffer.concat(numbers.map(gcryptList)));
  });
  const p256 = jwk('P-256');
  const withSign: Tree[] = [numbersOf(p256)[0]!, ['d', signed(p256.d)]];
  const ed25519 = jwk('Ed25519');
  const withoutPrefix: Tree[] = [
    ['q', bytes(ed25519.x)],
    ['d', bytes(ed25519.d)],
  ];
  return [
    ...wholes,
    ...bare,
    inMemory('P-256', ', d with a zero for its sign', withSign, gcryptList(['ecc', ...withSign])),
    inMemory('Ed25519', ', q without its 40', withoutPrefix, gcryptList(['ecc', ...withoutPrefix])),
  ];
}

const hex = (number: Uint8Array) => Buffer.from(number).toString('hex').toUpperCase();

/** As gpg-agent writes a key file, from the curve on. */
function fileText(key: JsonWebKey, secret: string | undefined): string {
  const members = publicMembers(key).map(oneLine);
  const q = `${members.slice(0, -1).join('')}\n  (q\n   #${hex(numbersOf(key)[0]![1] as Uint8Array)}#)`;
  return secret === undefined ? q : `${q}\n  (d #${hex(bytes(secret))}#)`;
}

/** The allocator has written two pointers over the beginning of the text, `Key: (private-key (ecc `. */
function overwritten(text: string): Buffer {
  const pointers = Buffer.alloc(16);
  pointers.writeBigUInt64LE(0x7f12_3456_7890n);
  return Buffer.concat([pointers, Buffer.from(`e-key (ecc ${text}\n  ))\n`)]);
}

function cutSample(name: string): Sample {
  const text = fileText(jwk(name), jwk(name).d!);
  const sample = inNoise(testKey(name), `${name} extended, its beginning overwritten`, overwritten(text), {
    form: 's-expression-cut',
  });
  return { ...sample, offset: sample.offset + overwritten(text).indexOf(text), length: text.length };
}

/** Of a canonical list nothing is left before q, not even the flag that tells Curve25519 from Ed25519. */
function cutCanonicalSample(name: string): Sample {
  const list = Buffer.concat(numbersOf(jwk(name)).map(canonical));
  const cut = Buffer.concat([Buffer.alloc(8), list, Buffer.from('))\0')]);
  const sample = inNoise(testKey(name), `${name} canonical, its beginning overwritten`, cut, {
    form: 's-expression-cut',
  });
  return { ...sample, offset: sample.offset + 8, length: list.length };
}

/** GnuPG writes numbers of libgcrypt, which have a zero for the sign. */
const elgamalList = (numbers: ElgamalNumbers): Tree => [
  'private-key',
  [
    'elg',
    ...(['p', 'g', 'y', 'x'] as const).map((name) => [name, Buffer.concat([Buffer.of(0), bytesOf(numbers[name])])]),
  ],
];

function elgamalSamples(): readonly Sample[] {
  const numbers = elgamalKey();
  const key = { facts: { kind: 'elgamal', bits: 2048 }, secrets: [bytesOf(numbers.x)] };
  const list = elgamalList(numbers);
  return [
    inNoise(key, 'ElGamal canonical', canonical(list), { form: 's-expression' }),
    inKeyFile(key, 'ElGamal in a key file', keyFile(list)),
  ];
}

/** The finding is the list, without the name in front of it and the line break behind. */
function inKeyFile(key: Pick<TestKey, 'facts' | 'secrets'>, variant: string, file: string, lineEnd = '\n'): Sample {
  const sample = inNoise(key, variant, Buffer.from(file), { form: 's-expression' });
  const start = file.indexOf('(');
  return { ...sample, offset: sample.offset + start, length: file.length - start - lineEnd.length };
}

/** As in the tests of libgcrypt: another name, and lines of a number indented. */
function renamedSamples(): readonly Sample[] {
  const list = (name: string, algorithm: string, members: Tree[]) =>
    inNoise(
      testKey(name),
      `${name} as ${algorithm}`,
      Buffer.from(
        advanced(['private-key', [algorithm, ...members]]).replaceAll(/(?<=[0-9A-F])\n(?= [0-9A-F])/g, '     '),
      ),
      { form: 's-expression' },
    );
  const [rsa, ec, key] = [jwk('rsa-2048'), jwk('P-256'), jwk('Ed25519')];
  return [
    list('rsa-2048', 'openpgp-rsa', [...publicMembers(rsa), ...secretMembers(rsa)]),
    list('P-256', 'ecdsa', [['curve', 'secp256r1'], ...numbersOf(ec)]),
    list('Ed25519', 'eddsa', [...publicMembers(key), ...secretMembers(key)]),
  ];
}

export function samples(): readonly Sample[] {
  const facts = { form: 's-expression' };
  const made = ['rsa-1024', 'rsa-2048', 'P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448', 'X25519'].flatMap((name) => [
    inNoise(testKey(name), `${name} canonical`, canonical(open(jwk(name))), facts),
    inKeyFile(testKey(name), `${name} in a key file`, keyFile(open(jwk(name)))),
  ]);
  const safe = (name: string) => ({ ...testKey(name), secrets: [] });
  return [
    ...made,
    inNoise(testKey('rsa-2048'), 'rsa-2048 advanced', Buffer.from(advanced(open(jwk('rsa-2048')))), facts),
    inNoise(testKey('P-256'), 'P-256 advanced', Buffer.from(advanced(open(jwk('P-256')))), facts),
    ...elgamalSamples(),
    ...renamedSamples(),
    ...memorySamples(),
    ...['Ed25519', 'P-256', 'P-521', 'Ed448', 'X448'].map(cutSample),
    ...['Ed25519', 'Ed448', 'X25519', 'X448', 'P-384'].map(cutCanonicalSample),
    ...['rsa-2048', 'Ed25519', 'P-256', 'P-384'].flatMap((name) => [
      { ...inNoise(safe(name), `${name} protected`, canonical(locked(jwk(name))), facts), ...LOCKED },
      { ...inKeyFile(safe(name), `${name} protected, in a key file`, keyFile(locked(jwk(name)))), ...LOCKED },
    ]),
    {
      ...inKeyFile(safe('P-256'), 'P-256 protected, with CRLF', keyFile(locked(jwk('P-256')), '\r\n'), '\r\n'),
      ...LOCKED,
    },
  ];
}
const LOCKED = { severity: 'low', confidence: 'high' } as const;

export function lookAlikes(): readonly LookAlike[] {
  const key = jwk('Ed25519');
  const shadowed: Tree = ['shadowed-private-key', ['ecc', ...publicMembers(key), ['shadowed', 't1-v1', ['x']]]];
  const other = jwkOf(freshKey('Ed25519').privateKey)!;
  const [rsa, ec] = [jwk('rsa-1024'), jwk('P-256')];
  const made: Record<string, Uint8Array> = {
    'a public key': canonical(['public-key', ['ecc', ...publicMembers(key)]]),
    'a key on a card': canonical(shadowed),
    'another d': canonical(open({ ...key, d: other.d! })),
    'another x of ElGamal': canonical(elgamalList({ ...elgamalKey(), x: elgamalKey().x })),
    'cut by a byte': canonical(open(key)).subarray(0, -1),
    'a curve named like a method': canonical(['private-key', ['ecc', ['curve', 'constructor'], ...numbersOf(ec)]]),
    'a format string': Buffer.from('(private-key(rsa(n%m)(e%m)(d%m)(p%m)(q%m)(u%m)))'),
    'public RSA key in memory': gcryptList(['public-key', ['rsa', ...publicMembers(rsa)]]),
    'public EC key in memory': gcryptList(['public-key', ['ecc', ...publicMembers(ec)]]),
    'public Ed25519 key in memory': gcryptList(['public-key', ['ecc', ...publicMembers(key)]]),
    'another d in memory': gcryptList(open({ ...key, d: other.d! })),
    'another EC d in memory': gcryptList(open({ ...ec, d: jwkOf(freshKey('P-256').privateKey)!.d! })),
    'another RSA d in memory': gcryptList(open({ ...rsa, d: jwkOf(freshKey('rsa-1024').privateKey)!.d! })),
    'RSA in memory without its primes': gcryptList(['rsa', ...publicMembers(rsa), ['d', bytes(rsa.d)]]),
    'a lone d in memory': gcryptList(['ecc', ['d', bytes(key.d)]]),
    'cut by a byte in memory': gcryptList(['ecc', ...publicMembers(key), ['d', bytes(key.d)]]).subarray(0, -3),
    'small numbers in memory': gcryptList(['x', ['q', Buffer.alloc(32, 1)], ['d', Buffer.alloc(32, 2)]]),
    'a public key, its beginning overwritten': overwritten(fileText(key, undefined)),
    'another d, its beginning overwritten': overwritten(fileText(key, other.d!)),
    'a curve over and over': Buffer.from('(curve Ed25519)(q #40#)'.repeat(40)),
    'a public key, canonical, its beginning overwritten': Buffer.concat(numbersOf(key).slice(0, 1).map(canonical)),
    'another d, canonical, its beginning overwritten': Buffer.concat(numbersOf({ ...key, d: other.d! }).map(canonical)),
    'lists in lists': Buffer.from('(private-key'.repeat(40)),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

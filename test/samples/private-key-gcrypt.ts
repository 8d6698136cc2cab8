import type { JsonWebKey } from 'node:crypto';
import { advanced, canonical, type Tree } from '../builders/s-expression.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, jwkOf, testKey } from './keys.ts';
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
    const flag = key.crv === 'X25519' ? 'djb-tweak' : 'eddsa';
    return [
      ['curve', curve],
      ['flags', flag],
      ['q', Buffer.concat([Buffer.of(0x40), bytes(key.x)])],
    ];
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

export function samples(): readonly Sample[] {
  const facts = { form: 's-expression' };
  const made = ['rsa-1024', 'rsa-2048', 'P-256', 'P-384', 'P-521', 'Ed25519', 'X25519'].flatMap((name) => [
    inNoise(testKey(name), `${name} canonical`, canonical(open(jwk(name))), facts),
    inNoise(testKey(name), `${name} extended`, Buffer.from(advanced(open(jwk(name)))), facts),
  ]);
  const safe = (name: string) => ({ ...testKey(name), secrets: [] });
  return [
    ...made,
    ...['rsa-2048', 'Ed25519'].flatMap((name) => [
      { ...inNoise(safe(name), `${name} protected`, canonical(locked(jwk(name))), facts), ...LOCKED },
      {
        ...inNoise(safe(name), `${name} protected, extended`, Buffer.from(advanced(locked(jwk(name)))), facts),
        ...LOCKED,
      },
    ]),
  ];
}
const LOCKED = { severity: 'low', confidence: 'high' } as const;

export function lookAlikes(): readonly LookAlike[] {
  const key = jwk('Ed25519');
  const shadowed: Tree = ['shadowed-private-key', ['ecc', ...publicMembers(key), ['shadowed', 't1-v1', ['x']]]];
  const made: Record<string, Uint8Array> = {
    'a public key': canonical(['public-key', ['ecc', ...publicMembers(key)]]),
    'a key on a card': canonical(shadowed),
    'another d': canonical(open({ ...key, d: jwkOf(freshKey('Ed25519').privateKey)!.d! })),
    'cut by a byte': canonical(open(key)).subarray(0, -1),
    'a format string': Buffer.from('(private-key(rsa(n%m)(e%m)(d%m)(p%m)(q%m)(u%m)))'),
    'lists in lists': Buffer.from('(private-key'.repeat(40)),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

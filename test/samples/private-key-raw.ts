import type { JsonWebKey } from 'node:crypto';
import { base58 } from '../builders/base58.ts';
import { ed25519KeyWhere, freshKey, jwkOf, type TestKey, testKey } from './keys.ts';
import { inText } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

function halvesOf(name: string, key = testKey(name)): readonly [seed: Buffer, publicHalf: Buffer] {
  const { d, x } = jwkOf(key.privateKey)!;
  return [Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')];
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

export function samples(): readonly Sample[] {
  const [seed, publicHalf] = halvesOf('Ed25519');
  const both = Buffer.concat([seed, publicHalf]);
  const [xSecret, xPublic] = halvesOf('X25519');
  const [long, longPublic] = halvesOf('Ed448');
  const hex = publicHalf.toString('hex');
  const ucan = Buffer.concat([coded('8026', seed), coded('ed01', publicHalf)]);
  // Not behind `=`: in quoted-printable, `=3D` is one of it, and what begins with `3D` is read so, too.
  const places: readonly (readonly [string, string, before: string, secret: string, after: string])[] = [
    ['Ed25519', 'both halves in a setting', 'APP_SIGNING_KEY: ', base64(both), '==\n'],
    ['Ed25519', 'both halves in JSON, hex', '{"ed25519_private_key": "', both.toString('hex'), '"}'],
    ['Ed25519', 'both halves in base64url', 'secretKey: "', both.toString('base64url'), '",\n'],
    ['Ed448', 'both halves', 'privKey := "', base64(Buffer.concat([long, longPublic])), '"\n'],
    ['Ed25519', 'two members', `{"publicKey":"${base64(publicHalf)}=","privateKey":"`, base64(seed), '="}'],
    ['Ed25519', 'two lines of hex', 'private_key: ', seed.toString('hex'), `\npublic_key: ${hex}\n`],
    ['Ed25519', 'hex with 0x', 'SECRET_KEY = 0x', seed.toString('hex'), `\nPUBLIC_KEY = 0x${hex}\n`],
    ['Ed25519', 'of NEAR', '"private_key":"ed25519:', base58(both), '"}'],
    ['Ed25519', 'of a wallet of Solana', 'SOLANA_PRIVATE_KEY: ', base58(both), '\n'],
    ['Ed25519', 'of SSB', '"private": "', base64(both), '==.ed25519"}'],
    ['Ed25519', 'of TUF', '{"private":"', seed.toString('hex'), `","public":"${hex}"}`],
    ['Ed25519', 'of UCAN', 'AGENT_PRIVATE_KEY=', `M${base64(ucan)}`, '=\n'],
    ...didPairs(),
    ...seaPairs(),
    ...messengerPairs(),
    ['Ed25519', 'of Tendermint', `"priv_key":{"type":"tendermint/PrivKeyEd25519","value":"`, base64(both), '=="}}'],
    ['X25519', 'two members', `{"private_key": "`, base64(xSecret), `=", "public": "${base64(xPublic)}="}`],
    ...['P-256', 'P-384', 'P-521'].flatMap((curve) => onCurve(curve)),
    ...besideEthereum(),
  ];
  return [
    ...places.map(([name, variant, before, secret, after]) =>
      inText(testKey(name), `${name}, ${variant}`, { before, secret, after }, { form: 'raw' }),
    ),
    ...likeHex(),
  ];
}

const coded = (codec: string, key: Buffer) => Buffer.concat([Buffer.from(codec, 'hex'), key]);
const multibase = (codec: string, key: Buffer) => `z${base58(coded(codec, key))}`;

/** Members of DID documents and of the key pairs for them. */
function didPairs(): (readonly [string, string, string, string, string])[] {
  const [seed, publicHalf] = halvesOf('Ed25519');
  const [xSecret, xPublic] = halvesOf('X25519');
  const point = (name: string) => compressedOf(jwkOf(testKey(name).privateKey)!);
  const scalar = (name: string) => Buffer.from(jwkOf(testKey(name).privateKey)!.d!, 'base64url');
  const keys = [
    ['Ed25519', 'multibase', multibase('ed01', publicHalf), multibase('8026', seed)],
    [
      'Ed25519',
      'multibase of both halves',
      multibase('ed01', publicHalf),
      multibase('8026', Buffer.concat([seed, publicHalf])),
    ],
    ['X25519', 'multibase', multibase('ec01', xPublic), multibase('8226', xSecret)],
    ['P-256', 'multibase', multibase('8024', point('P-256')), multibase('8626', scalar('P-256'))],
    ['P-384', 'multibase', multibase('8124', point('P-384')), multibase('8726', scalar('P-384'))],
    ['P-521', 'multibase', multibase('8224', point('P-521')), multibase('8826', scalar('P-521'))],
    ['secp256k1', 'multibase', multibase('e701', point('secp256k1')), multibase('8126', scalar('secp256k1'))],
  ] as const;
  return [
    ...keys.map(
      ([name, variant, shown, secret]) =>
        [name, variant, `{"publicKeyMultibase":"${shown}","secretKeyMultibase":"`, secret, '"}'] as const,
    ),
    [
      'X25519',
      'Base58 of 32 bytes',
      `{"publicKeyBase58":"${base58(xPublic)}","privateKeyBase58":"`,
      base58(xSecret),
      '"}',
    ] as const,
  ];
}

function compressedOf({ x, y }: JsonWebKey): Buffer {
  const [left, right] = [Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')];
  return Buffer.concat([Buffer.of(2 + (right.at(-1)! & 1)), left]);
}

/** Of X25519, in states of messengers' clients and in the configuration of cjdns. */
function messengerPairs(): (readonly [string, string, string, string, string])[] {
  const [secret, publicHalf] = halvesOf('X25519');
  const [first, second] = [secret, publicHalf].map((half) => half.toString('base64'));
  const typed = base64(Buffer.concat([Buffer.of(5), publicHalf]));
  const value = '{"type":"Buffer","data":"';
  const lines = '{\n      "type": "Buffer",\n      "data": "';
  return [
    [
      'X25519',
      'of Baileys',
      `"noiseKey":{"private":${value}`,
      first!.slice(0, -1),
      `="},"public":${value}${second}"}}`,
    ],
    [
      'X25519',
      'of Baileys, in lines',
      `"private": ${lines}`,
      first!.slice(0, -1),
      `="\n  },\n  "public": ${lines}${second}"`,
    ],
    ['X25519', 'of Signal', '{"identityPrivateKey":"', first!.slice(0, -1), `=","identityKey":"${typed}"}`],
    [
      'X25519',
      'of cjdns',
      '"privateKey": "',
      secret.toString('hex'),
      `",\n "publicKey": "${cjdnsBase32(publicHalf)}.k",`,
    ],
  ];
}

/** util/Base32.h of cjdns: five bits a digit, from the lowest on. */
function cjdnsBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => [...byte.toString(2).padStart(8, '0')].reverse().join('')).join('');
  const five = (group: string) => Number.parseInt([...group].reverse().join(''), 2);
  return bits
    .match(/.{1,5}/g)!
    .map((group) => '0123456789bcdfghjklmnpqrstuvwxyz'.charAt(five(group)))
    .join('');
}

/** SEA.pair() of GUN: x and y with a dot between. */
function seaPairs(): (readonly [string, string, string, string, string])[] {
  const { d, x, y } = jwkOf(testKey('P-256').privateKey)!;
  const secret = d!;
  return [
    ['P-256', 'SEA, for signatures', `{"pub":"${x}.${y}","priv":"`, secret, '"}'],
    ['P-256', 'SEA, for encryption', `{"epub":"${x}.${y}","epriv":"`, secret, '"}'],
    ['P-256', 'SEA, in a string of JSON', `"{\\"epub\\":\\"${x}.${y}\\",\\"epriv\\":\\"`, secret, '\\"}"'],
  ];
}

/** Base64 that begins as a number in hex does: one of 4,096. */
function likeHex(): Sample[] {
  const bothOf = (key: TestKey) => base64(Buffer.concat(halvesOf(key.name, key)));
  const secretFirst = ed25519KeyWhere((key) => jwkOf(key)!.d!.startsWith('0x'));
  const publicFirst = ed25519KeyWhere((key) => jwkOf(key)!.x!.startsWith('0x'));
  const [seed, publicHalf] = halvesOf('Ed25519', publicFirst);
  return [
    inText(
      secretFirst,
      'both halves begin with 0x',
      { before: 'signingKey = "', secret: bothOf(secretFirst), after: '=="\n' },
      { form: 'raw' },
    ),
    inText(
      publicFirst,
      'a public half that begins with 0x',
      { before: `{"publicKey":"${base64(publicHalf)}=","privateKey":"`, secret: base64(seed), after: '="}' },
      { form: 'raw' },
    ),
  ];
}

const jwkHex = (key: TestKey) => Buffer.from(jwkOf(key.privateKey)!.d!, 'base64url').toString('hex');

function pointOf(name: string): string {
  const { x, y } = jwkOf(testKey(name).privateKey)!;
  return `04${Buffer.from(x!, 'base64url').toString('hex')}${Buffer.from(y!, 'base64url').toString('hex')}`;
}

/** What has the looks of an account of Ethereum, and is told by nothing else. */
function besideEthereum(): (readonly [string, string, string, string, string])[] {
  const name = 'secp256k1';
  const hex = jwkHex(testKey(name));
  const point = Buffer.from(pointOf(name), 'hex').toString('base64');
  return [
    [name, 'another name', `PUB_KEY=${pointOf(name)}\nPRIV_KEY=`, hex, '\n'],
    [name, 'the name goes on', '{"privateKeyHex":"0x', hex, `","publicKeyHex":"${pointOf(name)}"}`],
    [name, 'the public half in base64', 'private_key: ', hex, `\npublic_key: ${point}\n`],
  ];
}

function onCurve(name: string): (readonly [string, string, string, string, string])[] {
  const { d, x, y } = jwkOf(testKey(name).privateKey)!;
  const secret = Buffer.from(d!, 'base64url');
  const [left, right] = [Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')];
  const point = Buffer.concat([Buffer.of(4), left, right]);
  const compressed = Buffer.concat([Buffer.of(2 + (right.at(-1)! & 1)), left]);
  return [
    [
      name,
      'two lines of an environment',
      'PRIVATE_KEY=',
      secret.toString('hex'),
      `\nPUBLIC_KEY=${point.toString('hex')}\n`,
    ],
    [
      name,
      'two members, compressed',
      `{"publicKey": "0x${compressed.toString('hex')}", "privateKey": "0x`,
      secret.toString('hex'),
      '"}',
    ],
    [name, 'two members of base64', '{"secretKey":"', base64(secret), `=","publicKey":"${point.toString('base64')}"}`],
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const [seed] = halvesOf('Ed25519');
  const [, other] = halvesOf('Ed25519', freshKey('Ed25519'));
  const made = {
    'two halves of two keys': `APP_SIGNING_KEY=${base64(Buffer.concat([seed, other]))}==\n`,
    'two halves of two keys in Base58': `PRIVATE_KEY=${base58(Buffer.concat([seed, other]))}\n`,
    'members of two keys': `{"publicKey":"${base64(other)}=","privateKey":"${base64(seed)}="}`,
    'the same twice': `{"publicKey":"${base64(seed)}=","privateKey":"${base64(seed)}="}`,
    'd and a point of two keys': `PRIVATE_KEY=${jwkHex(freshKey('P-256'))}\nPUBLIC_KEY=${pointOf('P-256')}\n`,
    'a multibase of two keys': `{"publicKeyMultibase":"${multibase('ed01', other)}","secretKeyMultibase":"${multibase('8026', seed)}"}`,
    'a package that is not public': '"private": true, "'.repeat(20),
    'a public half alone': `private_key = ${base64(other)}=\n`,
    'names and nothing else': 'privateKey: '.repeat(1000),
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text) }));
}

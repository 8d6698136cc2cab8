import type { JsonWebKey } from 'node:crypto';
import { type CborValue, cborMap } from '../builders/cbor.ts';
import { ecKeyWithZeros, freshKey, jwkOf, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'cose-key' };
const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;
const bytes = (text: string | undefined) => Buffer.from(text!, 'base64url');
type Entries = [number, CborValue][];

const EC2 = { 'P-256': 1, 'P-384': 2, 'P-521': 3, secp256k1: 8 } as const;
const OKP = { X25519: 4, X448: 5, Ed25519: 6, Ed448: 7 } as const;

function ec2(name: keyof typeof EC2, key: JsonWebKey = jwk(name)): Entries {
  return [
    ...([
      [1, 2],
      [-1, EC2[name]],
      [-2, bytes(key.x)],
      [-3, bytes(key.y)],
      [-4, bytes(key.d)],
    ] as Entries),
  ];
}

function withoutZeros(value: CborValue): Buffer {
  const whole = value as Buffer;
  return whole.subarray(whole.findIndex((byte) => byte !== 0));
}

function okp(name: keyof typeof OKP, key: JsonWebKey = jwk(name)): Entries {
  return [
    ...([
      [1, 1],
      [-1, OKP[name]],
      [-2, bytes(key.x)],
      [-4, bytes(key.d)],
    ] as Entries),
  ];
}

function rsa(key: JsonWebKey): Entries {
  const numbers = [key.n, key.e, key.d, key.p, key.q, key.dp, key.dq, key.qi];
  return [[1, 3], ...numbers.map((text, index): Entries[number] => [-1 - index, bytes(text)])];
}

export function samples(): readonly Sample[] {
  const named = Object.keys(EC2) as (keyof typeof EC2)[];
  const edwards = Object.keys(OKP) as (keyof typeof OKP)[];
  const key = testKey('P-256');
  const [type, curve, x, y, d] = ec2('P-256') as [Entries[0], Entries[0], Entries[0], Entries[0], Entries[0]];
  const extras: Entries = [type, [2, Buffer.from('release-2026')], [3, -7], [4, [1, 2]], curve, x, y, d];
  const short = [ecKeyWithZeros('P-256', 1), ecKeyWithZeros('P-521', 1)];
  const sign = (bytes(jwk('P-256').y).at(-1)! & 1) === 1;
  return [
    ...named.map((name) => inNoise(testKey(name), name, cborMap(ec2(name)), facts)),
    ...short.map((made) => {
      const entries = ec2(made.name as keyof typeof EC2, jwkOf(made.privateKey)!);
      const cut = entries.map(([label, value]): Entries[number] => [label, label === -4 ? withoutZeros(value) : value]);
      return inNoise(made, `${made.name}, d without its zeros`, cborMap(cut), facts);
    }),
    ...edwards.map((name) => inNoise(testKey(name), name, cborMap(okp(name)), facts)),
    ...['rsa-1024', 'rsa-2048', 'rsa-4096'].map((name) => inNoise(testKey(name), name, cborMap(rsa(jwk(name))), facts)),
    inNoise(key, 'P-256 with kid, alg and key_ops', cborMap(extras), { ...facts, kid: 'release-2026' }),
    inNoise(key, 'P-256 with the sign of y', cborMap([type, curve, x, [-3, sign], d]), facts),
    inNoise(key, 'P-256, d first', cborMap([d, type, curve, y, x]), facts),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const key = jwk('P-256');
  const other = jwkOf(freshKey('P-256').privateKey)!;
  const made: Record<string, Uint8Array> = {
    'public P-256': cborMap(ec2('P-256').slice(0, 4)),
    'd of another key': cborMap(ec2('P-256', { ...key, d: other.d! })),
    'without x': cborMap(ec2('P-256').filter(([label]) => label !== -2)),
    'd twice': cborMap([...ec2('P-256'), [-4, bytes(key.d)]]),
    'Ed25519 called X25519': cborMap([[1, 1], [-1, 4], ...okp('Ed25519').slice(2)]),
    'RSA without its last byte': cborMap(rsa(jwk('rsa-1024'))).subarray(0, -1),
    'RSA with another p': cborMap(rsa({ ...jwk('rsa-1024'), p: jwk('rsa-1024').q! })),
    'entries and nothing else': Buffer.from('#X '.repeat(1000)),
    'entries in maps': Buffer.from('a4235820'.repeat(1000), 'hex'),
  };
  return Object.entries(made).map(([variant, content]) => ({ variant, bytes: content }));
}

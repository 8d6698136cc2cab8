import { createHash } from 'node:crypto';
import { jwkOf, testKey } from './keys.ts';
import { inNoise, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const HEAD = Buffer.from('== ed25519v1-secret: type0 ==\0\0\0');

/** RFC 8032, section 5.1.5: the hash of the seed, its first half clamped. */
export function expanded(): Buffer {
  const seed = Buffer.from(jwkOf(testKey('Ed25519').privateKey)!.d!, 'base64url');
  const key = createHash('sha512').update(seed).digest();
  key[0]! &= 248;
  key[31]! = (key[31]! & 63) | 64;
  return key;
}

export function samples(): readonly Sample[] {
  const key = { ...testKey('Ed25519'), secrets: [expanded()] };
  const signing = Buffer.from('== ed25519v1-secret: type4 ==\0\0\0');
  return [
    unproved(inNoise(key, 'version 3', Buffer.concat([HEAD, expanded()]), { form: 'tor' })),
    unproved(inNoise(key, 'signing key of a relay', Buffer.concat([signing, expanded()]), { form: 'tor' })),
    inNoise(testKey('X25519'), 'ntor key of a relay', ntor(), { form: 'tor' }),
  ];
}

function ntor(): Buffer {
  const { d, x } = jwkOf(testKey('X25519').privateKey)!;
  const head = Buffer.alloc(32);
  head.write('== c25519v1: onion ==');
  return Buffer.concat([head, Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')]);
}

export function lookAlikes(): readonly LookAlike[] {
  const raw = expanded();
  raw[0]! |= 1;
  const made = {
    'not clamped': Buffer.concat([HEAD, raw]),
    'the head in a program': Buffer.concat([HEAD, Buffer.alloc(64)]),
    'ntor, another public half': Buffer.concat([ntor().subarray(0, 64), expanded().subarray(32)]),
    'a public key': Buffer.concat([Buffer.from('== ed25519v1-public: type0 ==\0\0\0'), expanded().subarray(0, 32)]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

import { bytesOf, elgamalKey, type OpenpgpStyle, openpgpElgamal, openpgpSecretKey } from '../builders/openpgp.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, rsaKeyWithExponent, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

const MADE: readonly (readonly [string, OpenpgpStyle])[] = [
  ['rsa-1024', { format: 'old' }],
  ['rsa-2048', {}],
  ['rsa-2048', { version: 6 }],
  ['P-256', {}],
  ['P-384', { tag: 7, format: 'old' }],
  ['P-521', {}],
  ['secp256k1', {}],
  ['Ed25519', { format: 'old' }],
  ['X25519', { tag: 7 }],
  ['Ed25519', { native: true, version: 6 }],
  ['X25519', { native: true, version: 6, tag: 7 }],
  ['Ed25519', { native: true }],
  ['X25519', { native: true, tag: 7 }],
  ['Ed448', {}],
  ['X448', { tag: 7 }],
  ['Ed448', { version: 6 }],
  ['X448', { version: 6, tag: 7 }],
  ['P-384', { version: 6 }],
  ['Ed448', { version: 5 }],
  ['X448', { version: 5, tag: 7 }],
  ['Ed25519', { version: 5, format: 'old' }],
  ['X25519', { version: 5, tag: 7 }],
  ['P-256', { version: 5 }],
  ['rsa-2048', { version: 5 }],
];

/** As GnuPG 1 made them. */
function oldRsaSamples(): readonly Sample[] {
  const key = rsaKeyWithExponent(41);
  const made = (style: OpenpgpStyle) => openpgpSecretKey(jwkOf(key.privateKey)!, style).bytes;
  const locked = made({ format: 'old', locked: 's2k' });
  return [
    inNoise(key, key.name, made({ format: 'old' }), { form: 'openpgp' }),
    {
      ...inNoise({ ...key, secrets: [] }, `${key.name}, protected`, locked, { form: 'openpgp', encrypted: true }),
      ...{ severity: 'low', confidence: 'high' },
    },
  ];
}

export function samples(): readonly Sample[] {
  const open = MADE.map(([name, style]) => {
    const { bytes, fingerprint } = openpgpSecretKey(jwk(name), style);
    const variant = `${name} ${Object.entries(style).join(' ')}`;
    return inNoise(testKey(name), variant, bytes, { form: 'openpgp', openpgpFingerprint: fingerprint });
  });
  const numbers = elgamalKey();
  const elgamal = openpgpElgamal(numbers, { tag: 7 });
  const known = { facts: { kind: 'elgamal', bits: 2048 }, secrets: [bytesOf(numbers.x)] };
  const locked = ['rsa-2048', 'Ed25519'].map((name): Sample => {
    const { bytes, fingerprint } = openpgpSecretKey(jwk(name), { locked: 's2k' });
    const facts = { encrypted: true, openpgpFingerprint: fingerprint };
    return {
      ...inNoise({ ...testKey(name), secrets: [] }, `${name} protected`, bytes, facts),
      ...{ severity: 'low', confidence: 'high' },
    };
  });
  return [
    ...open,
    ...oldRsaSamples(),
    inNoise(known, 'ElGamal', elgamal.bytes, { openpgpFingerprint: elgamal.fingerprint }),
    ...locked,
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const key = jwk('Ed25519');
  const made: Record<string, Uint8Array> = {
    'a stub of GnuPG': openpgpSecretKey(key, { locked: 'stub' }).bytes,
    'a wrong sum, version 5': openpgpSecretKey(key, { wrongSum: true, version: 5 }).bytes,
    'a wrong sum': openpgpSecretKey(key, { wrongSum: true }).bytes,
    'a public key': openpgpSecretKey(key, { tag: 6 }).bytes,
    'cut by a byte': openpgpSecretKey(key).bytes.subarray(0, -1),
    'another d': openpgpSecretKey({ ...key, d: jwk('X25519').d! }).bytes,
    'identifiers in noise': Buffer.concat([
      seededRandom(1).bytes(80),
      Buffer.from('9558040102030416092b06010401da470f010107', 'hex'),
      seededRandom(2).bytes(80),
    ]),
    // In the debug information of ceph-fuse.
    'the length of a packet that is not protected, and a usage that says it is': Buffer.concat([
      Buffer.from('c549040102030419', 'hex'),
      seededRandom(3).bytes(32),
      Buffer.of(7),
      seededRandom(4).bytes(34),
    ]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

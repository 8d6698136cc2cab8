import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { cngDh, cngDsa, cngEcc, cngEccFull, cngRsa } from '../builders/microsoft-blobs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { dhKey } from './dh-key.ts';
import { dsaKey } from './dsa-key.ts';
import { factsOf, jwkOf, testKey } from './keys.ts';
import { inNoise, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'cng-blob' };
const ECC = [
  ['P-256', 32, ['ECS2', 'ECK2', 'ECDV', 'ECKV']],
  ['P-384', 48, ['ECS4', 'ECK4', 'ECDV']],
  ['P-521', 66, ['ECS6', 'ECK6', 'ECKV']],
  ['secp256k1', 32, ['ECDV', 'ECKV']],
] as const;
/** SEC 2, section 2.4.2: p, a, b, both coordinates of G, the order. */
const P256 = [
  'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff',
  'ffffffff00000001000000000000000000000000fffffffffffffffffffffffc',
  '5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b',
  '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296',
  '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551',
].map((hex) => Buffer.from(hex, 'hex'));
const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

export function samples(): readonly Sample[] {
  const rsa = ['rsa-512', 'rsa-1024', 'rsa-2047', 'rsa-2048', 'rsa-4096'].flatMap((name) =>
    (['RSA2', 'RSA3'] as const).map((magic) =>
      inNoise(testKey(name), `${magic} ${name}`, cngRsa(jwk(name), magic), facts),
    ),
  );
  const ecc = ECC.flatMap(([name, bytes, magics]) =>
    magics.map((magic) => inNoise(testKey(name), `${magic} ${name}`, cngEcc(jwk(name), magic, bytes), facts)),
  );
  const full = inNoise(testKey('P-256'), 'ECDV P-256 with parameters', cngEccFull(jwk('P-256'), 'ECDV', P256), facts);
  const dsa = [
    inNoise(dsaKey(1024), 'DSPV dsa-1024', cngDsa(dsaKey(1024).numbers, 'DSPV'), facts),
    inNoise(dsaKey(2048), 'DPV2 dsa-2048', cngDsa(dsaKey(2048).numbers, 'DPV2'), facts),
  ];
  const dh = inNoise(dhKey(), 'DHPV modp-1536', cngDh(dhKey().numbers, 'DHPV'), facts);
  return [...rsa, unusualExponent(), ...ecc, full, ...dsa, dh];
}

/** RSA2 has no d: an exponent that others use too says by itself that no bit of it is wrong. */
function unusualExponent(): Sample {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 0x10003 });
  const key = { ...testKey('rsa-1024'), privateKey, facts: factsOf(privateKey) };
  return unproved(inNoise(key, 'RSA2 with e = 65539', cngRsa(jwkOf(privateKey)!, 'RSA2'), facts));
}

export function lookAlikes(): readonly LookAlike[] {
  const publicJwk = (name: string) => createPublicKey(testKey(name).privateKey).export({ format: 'jwk' });
  const rsa = jwk('rsa-1024');
  const ec = jwk('P-256');
  const dsa = dsaKey(1024).numbers;
  const dh = dhKey().numbers;
  const made: Record<string, Uint8Array> = {
    'public RSA blob': cngRsa(publicJwk('rsa-2048'), 'RSA1'),
    'public RSA blob with the magic of a private one': relabel(cngRsa(publicJwk('rsa-2048'), 'RSA1'), 'RSA2'),
    'public ECC blob': cngEcc(publicJwk('P-256'), 'ECS1', 32),
    'public ECC blob with the magic of a private one': Buffer.concat([
      relabel(cngEcc(publicJwk('P-256'), 'ECS1', 32), 'ECS2'),
      seededRandom(3).bytes(64),
    ]),
    'public DSA blob': cngDsa(dsa, 'DSPB'),
    'RSA with p twice': cngRsa({ ...rsa, q: rsa.p! }, 'RSA3'),
    'RSA with another qi': cngRsa({ ...rsa, qi: rsa.dp! }, 'RSA3'),
    'RSA cut by a byte': cngRsa(rsa, 'RSA3').subarray(0, -1),
    'P-256 with x and y swapped': cngEcc({ ...ec, x: ec.y!, y: ec.x! }, 'ECS2', 32),
    'P-256 of another scalar': cngEcc({ ...ec, d: Buffer.alloc(32, 7).toString('base64url') }, 'ECS2', 32),
    'P-256 called P-384': cngEcc(ec, 'ECS4', 32),
    'P-256 on a curve with another b': cngEccFull(ec, 'ECDV', P256.with(2, P256[1]!)),
    'P-256 with another order': cngEccFull(ec, 'ECDV', P256.with(5, P256[0]!)),
    'DSA with another y': cngDsa({ ...dsa, y: dsa.g }, 'DSPV'),
    'public DH blob': Buffer.concat([cngDh(dh, 'DHPB'), seededRandom(5).bytes(192)]),
    'public DH blob with the magic of a private one': Buffer.concat([
      relabel(cngDh(dh, 'DHPB'), 'DHPV'),
      seededRandom(6).bytes(192),
    ]),
    'DH with another y': cngDh({ ...dh, y: dh.p.subarray(1) }, 'DHPV'),
    'DH with x of zeros': cngDh({ ...dh, x: Buffer.alloc(20) }, 'DHPV'),
    'DSA with x = 0': cngDsa({ ...dsa, x: Buffer.alloc(20) }, 'DSPV'),
    'names of algorithms': Buffer.from(
      'RSA2048, RSA3072, ECS2, ECK4, ECDV, DSPV and RSA2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0',
    ),
    'headers and nothing else': Buffer.from(
      'RSA2\0\x08\0\0\x03\0\0\0\0\x01\0\0\x80\0\0\0\x80\0\0\0'.repeat(200),
      'latin1',
    ),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

function relabel(blob: Buffer, magic: string): Buffer {
  return Buffer.concat([Buffer.from(magic), blob.subarray(4)]);
}

import { createPublicKey } from 'node:crypto';
import { cngDh, cngDsa, cngEcc, cngEccFull, cngRsa } from '../builders/microsoft-blobs.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { dhKey } from './dh-key.ts';
import { dsaKey } from './dsa-key.ts';
import { jwkOf, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'cng-blob' };
const ECC = [
  ['P-256', 32, ['ECS2', 'ECK2', 'ECDV', 'ECKV']],
  ['P-384', 48, ['ECS4', 'ECK4', 'ECDV']],
  ['P-521', 66, ['ECS6', 'ECK6', 'ECKV']],
  ['secp256k1', 32, ['ECDV', 'ECKV']],
] as const;
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
  const full = inNoise(testKey('P-256'), 'ECDV P-256 with parameters', cngEccFull(jwk('P-256'), 'ECDV', 32), facts);
  const dsa = [
    inNoise(dsaKey(1024), 'DSPV dsa-1024', cngDsa(dsaKey(1024).numbers, 'DSPV'), facts),
    inNoise(dsaKey(2048), 'DPV2 dsa-2048', cngDsa(dsaKey(2048).numbers, 'DPV2'), facts),
  ];
  const dh = inNoise(dhKey(), 'DHPV modp-1536', cngDh(dhKey().numbers, 'DHPV'), facts);
  return [...rsa, ...ecc, full, ...dsa, dh];
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

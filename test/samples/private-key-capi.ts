import { createCipheriv, createPublicKey } from 'node:crypto';
import { capiDss, capiRsa, capiRsaPublic, capiVersion3, pvk } from '../builders/microsoft-blobs.ts';
import { dhKey } from './dh-key.ts';
import { dsaKey } from './dsa-key.ts';
import { jwkOf, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'capi-blob' };
const jwk = (name: string) => jwkOf(testKey(name).privateKey)!;

export function samples(): readonly Sample[] {
  const rsa = ['rsa-512', 'rsa-1024', 'rsa-2048', 'rsa-4096'].flatMap((name) =>
    (['exchange', 'signature'] as const).map((use) =>
      inNoise(testKey(name), `${name} for ${use}`, capiRsa(jwk(name), use), facts),
    ),
  );
  const key = testKey('rsa-1024');
  const blob = capiRsa(jwk('rsa-1024'));
  const file = inNoise(key, 'rsa-1024 in a .pvk', pvk(blob), facts);
  const locked = pvk(blob, encrypt);
  return [
    ...rsa,
    { ...inNoise(dsaKey(1024), 'dsa-1024', capiDss(dsaKey(1024).numbers), facts), confidence: 'high' },
    inNoise(dsaKey(2048), 'dsa-2048, version 3', capiVersion3(dsaKey(2048).numbers, 'DSS4'), facts),
    inNoise(dsaKey(1024), 'dsa-1024, version 3 with J', capiVersion3(dsaKey(1024).numbers, 'DSS4', cofactor()), facts),
    inNoise(dhKey(), 'modp-1536, version 3', capiVersion3(dhKey().numbers, 'DH4'), facts),
    { ...file, offset: file.offset + 24, length: blob.length },
    {
      ...inNoise(key, 'rsa-1024 in an encrypted .pvk', locked, {}),
      ...{ severity: 'low', confidence: 'high' },
      facts: { form: 'pvk', encrypted: true, cipher: 'rc4' },
    },
  ];
}

/** (p−1)/q; nobody looks at it. */
function cofactor(): Buffer {
  const { p, q } = dsaKey(1024).numbers;
  const hex = ((BigInt(`0x${p.toString('hex')}`) - 1n) / BigInt(`0x${q.toString('hex')}`)).toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
}

/** Any stream cipher will do: what matters is that the bytes look random. */
function encrypt(secret: Buffer): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16, 2)).update(secret);
}

export function lookAlikes(): readonly LookAlike[] {
  const rsa = jwk('rsa-1024');
  const dsa = dsaKey(1024).numbers;
  const publicJwk = createPublicKey(testKey('rsa-1024').privateKey).export({ format: 'jwk' });
  const header = capiRsa(rsa).subarray(0, 20);
  const made: Record<string, Uint8Array> = {
    'public blob': capiRsaPublic(publicJwk),
    'public blob with the header of a private one': Buffer.concat([
      header,
      capiRsaPublic(publicJwk).subarray(20),
      Buffer.alloc(600),
    ]),
    'p and q swapped': capiRsa({ ...rsa, p: rsa.q!, q: rsa.p! }),
    'another d': capiRsa({ ...rsa, d: rsa.n! }),
    'cut by a byte': capiRsa(rsa).subarray(0, -1),
    'headers and nothing else': Buffer.concat(Array.from({ length: 200 }, () => header)),
    'big-endian numbers': Buffer.concat([header, Buffer.from(capiRsa(rsa).subarray(20)).reverse()]),
    'dsa with another g': capiDss({ ...dsa, g: dsa.y.subarray(1) }),
    'dsa with x of zeros': capiDss({ ...dsa, x: Buffer.alloc(20) }),
    'version 3, dsa with another y': capiVersion3({ ...dsa, y: dsa.g }, 'DSS4'),
    'version 3, dh with another y': capiVersion3({ ...dhKey().numbers, y: dhKey().numbers.p.subarray(1) }, 'DH4'),
    'version 3, a public key': Buffer.concat([
      Buffer.from('060300000022000044535333', 'hex'),
      capiVersion3(dsa, 'DSS4').subarray(12),
    ]),
    'version 3, cut by a byte': capiVersion3(dsa, 'DSS4').subarray(0, -1),
    'pvk of zeros': pvk(Buffer.alloc(700), (secret) => Buffer.alloc(secret.length)),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

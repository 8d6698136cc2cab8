import { ssh1Key } from '../builders/ssh1-key.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const facts = { form: 'ssh1' };

export function samples(): readonly Sample[] {
  const open = ['rsa-1024', 'rsa-2047', 'rsa-2048', 'rsa-4096'].map((name) =>
    inNoise(testKey(name), name, ssh1Key(jwk(name)), facts),
  );
  const whole = ssh1Key(jwk('rsa-2048'));
  const p = Buffer.from(jwk('rsa-2048').p!, 'base64url');
  const cut = whole.subarray(0, whole.indexOf(p) + p.length);
  return [
    ...open,
    inNoise(testKey('rsa-2048'), 'rsa-2048 without comment', ssh1Key(jwk('rsa-2048'), { comment: '' }), facts),
    withoutTail(inNoise(testKey('rsa-2048'), 'rsa-2048 without its padding', cut, facts)),
    locked('rsa-1024', 3, '3des'),
    locked('rsa-2048', 3, '3des'),
    withoutTail(locked('rsa-4096', 3, '3des')),
    locked('rsa-2048', 1, 'idea'),
  ];
}

/** The file ends where the key does. */
function withoutTail(sample: Sample): Sample {
  return { ...sample, bytes: sample.bytes.slice(0, sample.offset + sample.length) };
}

/** The public half stands outside the encrypted part, so the facts are those of the key. */
function locked(name: string, cipher: number, cipherName: string): Sample {
  const encrypted = { ...facts, encrypted: true, cipher: cipherName, kdf: 'md5' };
  return {
    ...inNoise(testKey(name), `${name} encrypted with ${cipherName}`, ssh1Key(jwk(name), { cipher }), encrypted),
    ...{ severity: 'low', confidence: 'high', secrets: [] },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(11);
  const [key, other] = [jwk('rsa-1024'), jwk('rsa-768')];
  const whole = ssh1Key(key);
  const header = whole.subarray(0, 33);
  const encrypted = ssh1Key(key, { cipher: 3 });
  const made: Record<string, Uint8Array> = {
    'the header in a program': Buffer.from('static const char id[] =\n"SSH PRIVATE KEY FILE FORMAT 1.1\\n\\0";'),
    'a header alone': header,
    'a header and random bytes': Buffer.concat([header, random.bytes(900)]),
    'a header and zeros': Buffer.concat([header, Buffer.alloc(900)]),
    'public numbers alone': whole.subarray(0, whole.indexOf('user@host') + 9),
    'cut in d': whole.subarray(0, whole.indexOf(Buffer.from(key.d!, 'base64url')) + 20),
    'cut in p': whole.subarray(0, whole.indexOf(Buffer.from(key.p!, 'base64url')) + 20),
    'check bytes differ': ssh1Key(key, { check: [1, 2, 1, 3] }),
    'another d': ssh1Key({ ...key, d: other.d! }),
    'another modulus': ssh1Key({ ...key, n: other.n! }),
    'the primes exchanged': ssh1Key({ ...key, p: key.q!, q: key.p! }),
    'encrypted, cut in the middle': encrypted.subarray(0, -100),
    'encrypted, its private part blanked': Buffer.concat([encrypted.subarray(0, -336), Buffer.alloc(336)]),
    'encrypted with a cipher that nobody has': ssh1Key(key, { cipher: 4 }),
    'encrypted, an even modulus': ssh1Key({ ...key, n: Buffer.alloc(128, 0xaa).toString('base64url') }, { cipher: 3 }),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

function jwk(name: string) {
  return jwkOf(testKey(name).privateKey)!;
}

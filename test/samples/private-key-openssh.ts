import { opensshKey } from '../builders/openssh-key.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, jwkOf, testKey } from './keys.ts';
import { inNoise } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const KINDS = ['rsa-1024', 'rsa-2048', 'P-256', 'P-384', 'P-521', 'Ed25519', 'Ed448'];
const facts = { form: 'openssh' };

export function samples(): readonly Sample[] {
  const open = KINDS.map((name) => inNoise(testKey(name), name, opensshKey(jwk(name)), facts));
  const two = opensshKey(jwk('Ed25519'), { others: [jwkOf(freshKey('Ed25519').privateKey)!] });
  const unnamed = opensshKey(jwk('Ed25519'), { comment: '' });
  return [
    ...open,
    inNoise(testKey('Ed25519'), 'Ed25519 and another key', two, facts),
    inNoise(testKey('Ed25519'), 'Ed25519 without comment', unnamed, facts),
    ...(['aes256-ctr', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com'] as const).map((cipher) =>
      locked('Ed25519', cipher),
    ),
    ...['rsa-2048', 'P-256', 'Ed448'].map((name) => locked(name, 'aes256-ctr')),
    ...cut(),
  ];
}

/** The end is lost: what follows the numbers, or some of them. */
function cut(): Sample[] {
  const cutFacts = { form: 'openssh-cut', cut: true, recoverable: true };
  // d as an mpint is without the zeros that it may begin with.
  const numberEnd = (name: string, whole: Buffer) => {
    const d = Buffer.from(jwk(name).d!, 'base64url');
    if (name === 'Ed25519') return whole.indexOf(d) + ED25519_BYTES;
    const number = d.subarray(d.findIndex((byte) => byte !== 0));
    return whole.indexOf(number) + number.length;
  };
  const found = (name: string, variant: string, whole: Buffer, end: number): Sample => {
    const sample = inNoise(testKey(name), `${name} ${variant}`, whole.subarray(0, end), cutFacts);
    return { ...sample, length: numberEnd(name, whole) };
  };
  const ed25519 = opensshKey(jwk('Ed25519'));
  const rsa = opensshKey(jwk('rsa-2048'));
  const d = rsa.indexOf(Buffer.from(jwk('rsa-2048').d!, 'base64url'));
  const piece = inNoise(testKey('rsa-2048'), 'rsa-2048 cut in d', rsa.subarray(0, d + 90), {
    ...{ form: 'openssh-cut', cut: true, recoverable: false },
  });
  // A number whose top bit is set has a zero in front.
  const sign = rsa[d]! >> 7;
  return [
    ...['rsa-2048', 'P-256', 'Ed25519'].map((name) => {
      const whole = opensshKey(jwk(name));
      return found(name, 'cut behind its numbers', whole, numberEnd(name, whole));
    }),
    found('Ed25519', 'cut by a byte', ed25519, ed25519.length - 1),
    found(
      'Ed25519',
      'with a padding of zeros',
      opensshKey(jwk('Ed25519'), { padding: Buffer.alloc(5), comment: 'abc' }),
      1e4,
    ),
    { ...piece, length: d + 32 - sign, severity: 'medium', confidence: 'high' },
  ];
}

/** The seed, and the public half that follows it. */
const ED25519_BYTES = 64;

/** The public half stands outside the encrypted part, so the facts are those of the key. */
function locked(
  name: string,
  lockedWith: 'aes256-ctr' | 'aes256-gcm@openssh.com' | 'chacha20-poly1305@openssh.com',
): Sample {
  const bytes = opensshKey(jwk(name), { lockedWith });
  const encrypted = { ...facts, encrypted: true, cipher: lockedWith, kdf: 'bcrypt' };
  return {
    ...inNoise(testKey(name), `${name} encrypted with ${lockedWith}`, bytes, encrypted),
    ...{ severity: 'low', confidence: 'high', secrets: [] },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const key = jwk('Ed25519');
  const other = jwkOf(freshKey('Ed25519').privateKey)!;
  const whole = opensshKey(key);
  const random = seededRandom(6);
  const made: Record<string, Uint8Array> = {
    'the magic in a program': Buffer.from('static const char AUTH_MAGIC[] = "openssh-key-v1";\0openssh-key-v1\0none\0'),
    'the magic and random bytes': Buffer.concat([Buffer.from('openssh-key-v1\0'), random.bytes(400)]),
    'cut in the seed': whole.subarray(0, whole.indexOf(Buffer.from(key.d!, 'base64url')) + 20),
    'checks differ': opensshKey(key, { secondCheck: 7 }),
    'public half of another key outside': opensshKey(key, { outside: other }),
    'public half of another key inside': opensshKey({ ...key, x: other.x! }),
    'rsa with another d': opensshKey({ ...jwk('rsa-1024'), d: jwk('rsa-2048').d! }),
    'ecdsa with another d': opensshKey({ ...jwk('P-256'), d: key.d! }),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

function jwk(name: string) {
  return jwkOf(testKey(name).privateKey)!;
}

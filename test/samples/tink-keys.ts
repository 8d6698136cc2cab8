/** KeyData messages of Tink for both forms of its keysets. */
import type { JsonWebKey } from 'node:crypto';
import { message } from '../builders/proto.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, type TestKey, testKey } from './keys.ts';

export interface TinkKey {
  readonly name: string;
  readonly type: string;
  readonly value: Buffer;
  /** Absent for symmetric keys. */
  readonly key?: TestKey;
}

const numbersOf = (name: string) => {
  const jwk = jwkOf(testKey(name).privateKey)!;
  return (member: keyof JsonWebKey & string) => Buffer.from(jwk[member] as string, 'base64url');
};
const signed = (bytes: Buffer) => Buffer.concat([Buffer.of(0), bytes]);

function okp(name: 'Ed25519' | 'X25519', type: string): TinkKey {
  const part = numbersOf(name);
  const value =
    name === 'Ed25519'
      ? message({ 1: 0, 2: part('d'), 3: message({ 2: part('x') }) })
      : message({ 2: message({ 2: message({ 1: 1, 2: 1 }), 3: part('x') }), 3: part('d') });
  return { name, type, value, key: testKey(name) };
}

/** As Go writes it, or with a zero for the sign, as Java does. */
function ec(name: string, type: string, form: (bytes: Buffer) => Buffer = (bytes) => bytes): TinkKey {
  const part = numbersOf(name);
  const point = message({ 2: message({ 1: 3, 2: 2, 3: 1 }), 3: form(part('x')), 4: form(part('y')) });
  return { name: `${name}, ${type}`, type, value: message({ 2: point, 3: form(part('d')) }), key: testKey(name) };
}

function rsa(name: string, type: string): TinkKey {
  const part = numbersOf(name);
  const publicHalf = message({ 2: message({ 1: 3 }), 3: part('n'), 4: part('e') });
  const crt = { 4: part('p'), 5: part('q'), 6: part('dp'), 7: part('dq'), 8: part('qi') };
  return { name, type, value: message({ 2: publicHalf, 3: part('d'), ...crt }), key: testKey(name) };
}

export function privateKeys(): readonly TinkKey[] {
  return [
    okp('Ed25519', 'Ed25519PrivateKey'),
    okp('X25519', 'HpkePrivateKey'),
    ec('P-256', 'EcdsaPrivateKey'),
    ec('P-256', 'JwtEcdsaPrivateKey', signed),
    ec('P-384', 'EcdsaPrivateKey'),
    ec('P-521', 'EciesAeadHkdfPrivateKey'),
    rsa('rsa-2048', 'RsaSsaPkcs1PrivateKey'),
  ];
}

export const AES: TinkKey = {
  ...{ name: 'AES-GCM', type: 'AesGcmKey' },
  value: message({ 3: Buffer.from(seededRandom(2).bytes(32)) }),
};

/** One bit of a private number is another. */
export function corrupt({ value, key }: TinkKey): Buffer {
  const wrong = Buffer.from(value);
  const at = wrong.indexOf(numbersOf(key!.name)('d'));
  wrong[at + 3]! ^= 1;
  return wrong;
}

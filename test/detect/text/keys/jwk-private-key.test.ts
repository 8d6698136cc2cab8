import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { jwkPrivateKey } from '../../../../src/detect/text/keys/jwk-private-key.ts';
import { jwkOf, testKey } from '../../../samples/keys.ts';
import * as file from '../../../samples/private-key-jwk.ts';
import { hugeRsaNumbers, rsaJwk } from '../../../samples/private-key-places.ts';
import { expectSamples } from '../../../support/expect-samples.ts';
import { inspectAll } from '../../../support/inspect-all.ts';

describe('private-key-jwk', () => {
  expectSamples(jwkPrivateKey, file);

  const p256 = jwkOf(testKey('P-256').privateKey)!;
  const inspectText = (text: string) => inspectAll(jwkPrivateKey, Buffer.from(text));

  test('RSA of 16,384 bits with the longest exponent, pretty and in strings twice, fits into the longest match', () => {
    const { kty, ...numbers } = rsaJwk(hugeRsaNumbers());
    const names = { alg: 'PS512', use: 'sig', kid: 'k'.repeat(128), key_ops: ['sign', 'verify'], ext: true };
    for (const members of [
      { kty, ...names, ...numbers },
      { ...numbers, ...names, kty },
    ]) {
      const pretty = JSON.stringify(members, null, 8);
      const twice = JSON.stringify(JSON.stringify(pretty).slice(1, -1)).slice(1, -1);
      expect(inspectText(twice)).toMatchObject([{ offset: 0, length: twice.length, facts: { bits: 16384 } }]);
      expect(twice.length).toBeLessThan(jwkPrivateKey.maxMatchBytes);
    }
  });

  test.each([
    ['printable', 'sig-2026/03 (eu)', true],
    ['with a line end', 'sig\n::error::', false],
    ['too long', 'k'.repeat(129), false],
    ['empty', '', false],
  ])('a key id that is %s is %j', (_, kid, shown) => {
    const [match] = inspectText(JSON.stringify({ kid, ...p256 }));
    expect(match!.facts.kid).toBe(shown ? kid : undefined);
  });

  test('a passphrase as symmetric key: no plain digest of it, since it could be guessed', () => {
    const k = Buffer.from('correct horse battery staple').toString('base64url');
    const [match] = inspectText(JSON.stringify({ kty: 'oct', k }));
    expect(match).toMatchObject({ severity: 'high', confidence: 'medium', facts: { kind: 'symmetric', bits: 224 } });
    expect(match!.facts).not.toHaveProperty('keySha256');
    expect(match!.fingerprint).toMatch(/^pass:/);
  });

  test.each([
    ['Cyrillic in UTF-8', Buffer.from('пароль2024')],
    ['Cyrillic in windows-1251', Buffer.from('efe0f0eeebfc20ece5e4e2e5e4fc20eaeeedfc', 'hex')],
    ['words in UTF-16', Buffer.from('correct horse', 'utf16le')],
    ['Cyrillic in UTF-16', Buffer.from('пароль2024', 'utf16le')],
    ['a row that counts up', Buffer.from(Array.from({ length: 32 }, (_, at) => 0x70 + at))],
    ['ten bytes over and over', Buffer.from(Array.from({ length: 32 }, (_, at) => ((at % 10) * 91 + 130) & 0xff))],
  ])('a symmetric key that is %s shows no plain digest', (_, secret) => {
    const [match] = inspectText(JSON.stringify({ kty: 'oct', k: secret.toString('base64url') }));
    expect(match!.facts).not.toHaveProperty('keySha256');
    expect(match!.fingerprint).toMatch(/^pass:/);
  });

  test('a random symmetric key has a plain digest', () => {
    for (const bytes of [16, 24, 32, 64, 256]) {
      // The same bytes in every run; the high bit of the second makes sure that it is no text.
      const secret = createHash('shake256', { outputLength: bytes }).update('a key of the test').digest();
      secret.set([0x01, 0x80]);
      const [match] = inspectText(JSON.stringify({ kty: 'oct', k: secret.toString('base64url') }));
      expect(match, `${bytes} bytes`).toMatchObject({ facts: { keySha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      expect(match!.fingerprint).toMatch(/^token:/);
    }
  });

  test('a curve without a registered name has no thumbprint, which would be another one with each name', () => {
    const facts = ['BP-256', 'brainpoolP256r1'].map((crv) => {
      const [match] = inspectText(JSON.stringify(file.unregisteredJwk(crv, 'brainpoolP256r1')));
      return match!.facts;
    });
    expect(facts[0]).toMatchObject({ curve: 'brainpoolP256r1', spkiSha256: expect.any(String) });
    expect(facts[0]).not.toHaveProperty('jwkThumbprint');
    expect(facts[1]).toEqual(facts[0]);
  });

  test('all keys of a JWKS, each at its own braces', () => {
    const keys = ['P-256', 'Ed25519', 'rsa-1024'].map((name) => JSON.stringify(jwkOf(testKey(name).privateKey)));
    const text = `{"keys": [${keys.join(', ')}]}`;
    expect(inspectText(text).map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(keys);
  });

  test('coordinates whose leading zeros were cut are still those of the point', () => {
    const cut = Object.fromEntries(Object.entries(p256).map(([name, value]) => [name, cutZeros(String(value))]));
    const padded = {
      ...cut,
      x: Buffer.concat([Buffer.alloc(1), Buffer.from(p256.x!, 'base64url')]).toString('base64url'),
    };
    expect(inspectText(JSON.stringify(cut))).toHaveLength(1);
    expect(inspectText(JSON.stringify(padded))).toEqual([]);
  });
});

function cutZeros(text: string): string {
  const bytes = Buffer.from(text, 'base64url');
  const first = bytes.findIndex((byte) => byte !== 0);
  return bytes.length === 32 && first > 0 ? bytes.subarray(first).toString('base64url') : text;
}

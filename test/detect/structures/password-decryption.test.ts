import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { allowanceOf, derivePbkdf2Within, GUESSING_MS } from '../../../src/detect/structures/password-decryption.ts';
import { derivationMicroseconds, NO_PASSWORD, PURPOSE } from '../../../src/detect/structures/pkcs12-derivation.ts';
import { USUAL_PASSWORDS } from '../../../src/detect/structures/usual-passwords.ts';

/** Costs 160 µs. */
const options = () => ({
  password: 'changeit',
  salt: randomBytes(16),
  iterations: 1000,
  bytes: 32,
  hashName: 'sha256',
});

test('what an allowance is enough for does not depend on what this thread has derived before', () => {
  const derivation = options();
  expect(derivePbkdf2Within(allowanceOf(1), derivation)).toHaveLength(32);
  expect(derivePbkdf2Within(allowanceOf(0.1), derivation)).toBe(undefined);
});

test('one derivation is charged once', () => {
  const allowance = allowanceOf(0.2);
  const derivation = options();
  for (let time = 0; time < 3; time++) expect(derivePbkdf2Within(allowance, derivation)).toHaveLength(32);
  expect(derivePbkdf2Within(allowance, options())).toBe(undefined);
});

test.each([
  ['keytool of Java 8u301 to 15', { hashName: 'sha1', iterations: 100_000, bytes: 20 }],
  ['keytool of Java 16 and later', { hashName: 'sha256', iterations: 10_000, bytes: 32 }],
])('every usual password is tried at a store of %s', (_, mac) => {
  const allowance = allowanceOf(GUESSING_MS);
  const cost = derivationMicroseconds({ ...mac, purpose: PURPOSE.mac, salt: randomBytes(20) });
  for (const guess of [NO_PASSWORD, ...USUAL_PASSWORDS]) expect(allowance.take(cost, guess)).toBe(true);
});

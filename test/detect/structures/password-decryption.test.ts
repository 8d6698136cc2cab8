import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { allowanceOf, derivePbkdf2Within } from '../../../src/detect/structures/password-decryption.ts';

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

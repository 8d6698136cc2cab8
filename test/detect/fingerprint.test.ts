import { describe, expect, test } from 'vitest';
import { guessableFingerprint, namedFingerprint, tokenFingerprint } from '../../src/detect/fingerprint.ts';

// Baselines and allow entries hold fingerprints: what one is today it must be in every later version.
describe('fingerprints stay what they are', () => {
  test('of a password: scrypt', () => {
    // openssl kdf -keylen 16 -kdfopt 'pass:not the real one' -kdfopt 'salt:keysieve fingerprint 1' -kdfopt n:16384
    //   -kdfopt r:8 -kdfopt p:1 SCRYPT
    expect(guessableFingerprint('not the real one')).toBe('pass:017e9803e540c16e51dba0e597a08763');
  });

  test('of a token, and of what a value belongs to: SHA-256', () => {
    // printf %s abc | sha256sum
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(tokenFingerprint('abc')).toBe(`token:${digest}`);
    expect(tokenFingerprint(Buffer.from('abc'))).toBe(`token:${digest}`);
    expect(namedFingerprint('abc')).toBe(`name:${digest}`);
  });
});

import { describe, expect, test } from 'vitest';
import { ssh1PrivateKey } from '../../../src/detect/binary/ssh1-private-key.ts';
import { ssh1Key } from '../../builders/ssh1-key.ts';
import { jwkOf, testKey } from '../../samples/keys.ts';
import { hugeRsaNumbers, rsaJwk } from '../../samples/private-key-places.ts';
import * as file from '../../samples/private-key-ssh1.ts';
import { expectSamples } from '../../support/expect-samples.ts';
import { inspectAll } from '../../support/inspect-all.ts';

describe('private-key-ssh1', () => {
  expectSamples(ssh1PrivateKey, file);

  test('RSA of 16,384 bits with the longest exponent and a comment of a kilobyte fits into the longest match', () => {
    const bytes = ssh1Key(rsaJwk(hugeRsaNumbers()), { comment: 'c'.repeat(1024) });
    expect(inspectAll(ssh1PrivateKey, bytes)).toMatchObject([
      { offset: 0, length: bytes.length, facts: { bits: 16384 } },
    ]);
    expect(bytes.length).toBeLessThan(ssh1PrivateKey.maxMatchBytes);
  });

  test('the end of the file is the end of an encrypted key that is a block shorter', () => {
    const bytes = ssh1Key(jwkOf(testKey('rsa-1024').privateKey)!, { cipher: 3 });
    const found = (end: number) => inspectAll(ssh1PrivateKey, bytes.subarray(0, end)).map(({ length }) => length);
    expect(found(bytes.length - 8)).toEqual([bytes.length - 8]);
    expect(found(bytes.length - 9)).toEqual([]);
  });

  test('it may end anywhere: nothing throws, and what lacks more than its padding is no key', () => {
    const bytes = ssh1Key(jwkOf(testKey('rsa-1024').privateKey)!);
    for (let end = 0; end < bytes.length - 8; end++) {
      expect(inspectAll(ssh1PrivateKey, bytes.subarray(0, end))).toEqual([]);
    }
  });
});

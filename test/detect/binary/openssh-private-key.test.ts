import { describe, expect, test } from 'vitest';
import { opensshPrivateKey } from '../../../src/detect/binary/openssh-private-key.ts';
import { opensshKey } from '../../builders/openssh-key.ts';
import * as file from '../../samples/private-key-openssh.ts';
import { hugeRsaNumbers, rsaJwk } from '../../samples/private-key-places.ts';
import { expectSamples } from '../../support/expect-samples.ts';
import { inspectAll } from '../../support/inspect-all.ts';

describe('private-key-openssh', () => {
  expectSamples(opensshPrivateKey, file);

  test('RSA of 16,384 bits with the longest exponent and a comment of a kilobyte fits into the longest match', () => {
    const bytes = opensshKey(rsaJwk(hugeRsaNumbers()), { comment: 'c'.repeat(1024) });
    expect(inspectAll(opensshPrivateKey, bytes)).toMatchObject([
      { offset: 0, length: bytes.length, facts: { bits: 16384 } },
    ]);
    expect(bytes.length).toBeLessThan(opensshPrivateKey.maxMatchBytes);
  });
});

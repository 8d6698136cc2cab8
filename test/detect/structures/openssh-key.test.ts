import { describe, expect, test } from 'vitest';
import { readOpensshKey } from '../../../src/detect/structures/openssh-key.ts';
import { type OpensshStyle, opensshKey } from '../../builders/openssh-key.ts';
import { freshKey, jwkOf, testKey } from '../../samples/keys.ts';
import * as file from '../../samples/private-key-openssh.ts';

const ed25519 = jwkOf(testKey('Ed25519').privateKey)!;

describe('readOpensshKey', () => {
  const whole = file.samples().filter(({ facts }) => facts.cut === undefined);
  test.each(whole)('$variant: the exact length, and nothing when it is cut anywhere', (sample) => {
    const alone = Uint8Array.from(sample.bytes.slice(sample.offset, sample.offset + sample.length));
    expect(readOpensshKey(sample.bytes, sample.offset)).toMatchObject({ length: sample.length });
    for (let length = 0; length < alone.length; length++) {
      if (readOpensshKey(alone.subarray(0, length)) !== undefined)
        throw new Error(`a key in the first ${length} bytes`);
    }
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 500])('a comment of %i bytes, and so every length of padding', (length) => {
    expect(readOpensshKey(opensshKey(ed25519, { comment: 'c'.repeat(length) }))).toMatchObject({ state: 'proven' });
  });

  const wrong: Record<string, OpensshStyle> = {
    'padding that does not count up': { padding: Buffer.of(1, 2, 4) },
    'sixteen bytes of padding': { padding: Buffer.from(Array.from({ length: 16 }, (_, index) => index + 1)) },
    'different checks': { secondCheck: 1 },
    'another key outside': { outside: jwkOf(freshKey('Ed25519').privateKey)! },
    'a key of another kind outside': { outside: jwkOf(testKey('P-256').privateKey)! },
  };
  test.each(Object.entries(wrong))('refuses %s', (_, style) => {
    expect(readOpensshKey(opensshKey(ed25519, style))).toBeUndefined();
  });

  const patches: Record<string, readonly [string, string]> = {
    'a cipher that OpenSSH does not have': ['aes256-ctr', 'aes512-ctr'],
    'a derivation that OpenSSH does not have': ['bcrypt', 'scrypt'],
    'an encrypted key with another magic': ['openssh-key-v1', 'openssh-key-v2'],
  };
  test.each(Object.entries(patches))('refuses %s', (_, [from, to]) => {
    const bytes = opensshKey(ed25519, { lockedWith: 'aes256-ctr' });
    expect(readOpensshKey(bytes)).toMatchObject({ state: 'locked' });
    bytes.write(to, bytes.indexOf(from), 'latin1');
    expect(readOpensshKey(bytes)).toBeUndefined();
  });

  test('refuses no keys, and more than a file has', () => {
    const bytes = opensshKey(ed25519);
    const count = 15 + 8 + 8 + 4;
    expect(bytes.readUInt32BE(count)).toBe(1);
    for (const keys of [0, 2, 17, 0xffffffff]) {
      bytes.writeUInt32BE(keys, count);
      expect(readOpensshKey(bytes)).toBeUndefined();
    }
  });
});

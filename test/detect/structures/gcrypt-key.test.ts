import { describe, expect, test } from 'vitest';
import { readGcryptKey } from '../../../src/detect/structures/gcrypt-key.ts';
import { oneLine, type Tree } from '../../builders/s-expression.ts';
import { jwkOf, testKey } from '../../samples/keys.ts';

const jwk = jwkOf(testKey('P-256').privateKey)!;
const bytes = (text: string | undefined) => Buffer.from(text ?? '', 'base64url');
const members: Tree[] = [
  ['curve', 'NIST P-256'],
  ['q', Buffer.concat([Buffer.of(4), bytes(jwk.x), bytes(jwk.y)])],
];
const open = oneLine(['private-key', ['ecc', ...members, ['d', bytes(jwk.d)]], ['comment', 'of a test']]);
const ciphertext = ['protected', 'openpgp-s2k3-ocb-aes', [['sha1', Buffer.alloc(8, 3), '101168128']], Buffer.alloc(90)];
const locked = oneLine([
  'protected-private-key',
  ['ecc', ...members, ciphertext, ['protected-at', '20240101T000000']],
] as Tree);

const read = (before: string, text: string) => readGcryptKey(Buffer.from(before + text), before.length);

describe.each([
  ['in the clear', open],
  ['protected', locked],
])('a key file, %s', (_, text) => {
  const whole = read('Key: ', text)!;

  test.each(['\n ', '\r\n ', '\n\t'])('is read wherever its line is broken by %j', (fold) => {
    expect(whole.publicKey).toBeDefined();
    const lost = Array.from({ length: text.length - 1 }, (_, index) => index + 1).filter((at) => {
      const folded = `${text.slice(0, at)}${fold}${text.slice(at)}`;
      try {
        expect(read('Key: ', folded)).toEqual({ ...whole, length: folded.length });
        return false;
      } catch {
        return true;
      }
    });
    expect(lost.map((at) => text.slice(at - 10, at))).toEqual([]);
  });
});

test('without that name in front, a line break ends a word', () => {
  const text = locked.replace('(protected openpgp', '(protected\n openpgp');
  expect(read('', text)).toMatchObject({ state: 'locked', length: text.length });
  expect(read('', locked.replace('(protected openpgp', '(prote\n cted openpgp'))).toBeUndefined();
});

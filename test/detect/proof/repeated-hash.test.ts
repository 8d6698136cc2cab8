import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { repeatedHash } from '../../../src/detect/proof/repeated-hash.ts';

test.each(['sha1', 'sha256', 'sha512'])('%s again and again, as node:crypto has it', (name) => {
  let expected = createHash(name).update(name).digest();
  const first = Uint8Array.from(expected);
  for (let rounds = 0; rounds < 300; rounds++) {
    if (rounds < 3 || rounds === 299) expect(Buffer.from(repeatedHash(name, first, rounds))).toEqual(expected);
    expected = createHash(name).update(expected).digest();
  }
  expect(first).toEqual(Uint8Array.from(createHash(name).update(name).digest()));
});

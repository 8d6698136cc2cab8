import { expect, test } from 'vitest';
import { keccak256 } from '../../../src/detect/proof/keccak256.ts';

/** Digests of Keccak-256 as Ethereum's yellow paper and its clients have them: of nothing, of the empty RLP string. */
test.each([
  ['', 'c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470'],
  ['80', '56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'],
  ['616263', '4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45'],
])('Keccak-256 of %s', (message, digest) => {
  expect(Buffer.from(keccak256(Buffer.from(message, 'hex'))).toString('hex')).toBe(digest);
});

test('messages of every length around a block differ', () => {
  const digests = [0, 135, 136, 137, 272].map((length) => Buffer.from(keccak256(Buffer.alloc(length))).toString('hex'));
  expect(new Set(digests).size).toBe(digests.length);
});

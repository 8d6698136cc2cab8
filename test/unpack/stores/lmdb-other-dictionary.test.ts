import { expect, test } from 'vitest';
import { hasOtherDictionary } from '../../../src/unpack/stores/lmdb-other-dictionary.ts';

const DICTIONARY = 'they have this from word what some other were';
const start = DICTIONARY.length;

/** A literal, a match of `length` bytes at `at` of the dictionary, and literals; and what that unpacks to. */
function packed(at: number, length: number, rest: string): { block: Buffer; unpacked: Buffer } {
  const distance = start + 1 - at;
  const sequence = Buffer.of(0x10 + length - 4, 0x58, distance, 0);
  const block = Buffer.concat([sequence, Buffer.of(rest.length << 4), Buffer.from(rest)]);
  return { block, unpacked: Buffer.from(`${DICTIONARY}X${DICTIONARY.slice(at, at + length)}${rest}`) };
}

test.each<[string, Parameters<typeof packed>, boolean]>([
  ['a match that ends where the bytes differ', [5, 10, 'x and the rest'], false],
  ['one that ends before bytes that are the same', [5, 10, 'f and the rest'], true],
  ['one that goes on where no match does, in the last five bytes', [5, 10, 'from '], false],
])('%s', (_, [at, length, rest], isOther) => {
  const { block, unpacked } = packed(at, length, rest);
  expect(hasOtherDictionary(block, unpacked, { start, limit: unpacked.length })).toBe(isOther);
});

test('a match in the value itself says nothing of the dictionary', () => {
  const block = Buffer.concat([
    Buffer.of(0x80),
    Buffer.from('abcdabcd'),
    Buffer.of(8, 0, 0x80),
    Buffer.from('ab and x'),
  ]);
  const unpacked = Buffer.from(`${DICTIONARY}abcdabcdabcdab and x`);
  expect(hasOtherDictionary(block, unpacked, { start, limit: unpacked.length })).toBe(false);
});

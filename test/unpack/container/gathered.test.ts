import { expect, test } from 'vitest';
import { gathered } from '../../../src/unpack/container/gathered.ts';

test('small parts are one piece, and what came before an error comes before it', () => {
  const texts: string[] = [];
  const parts = function* (): Generator<Uint8Array> {
    yield Buffer.from('one');
    yield Buffer.from('two');
    throw new RangeError('three');
  };
  const read = (): void => {
    for (const piece of gathered(parts())) texts.push(Buffer.from(piece).toString());
  };
  expect(read).toThrow('three');
  expect(texts).toEqual(['onetwo']);
});

test('a large part is one, and nothing is lost between them', () => {
  const sizes = [1, 70_000, 2, 65_536, 3];
  const pieces = [...gathered(sizes.map((size) => new Uint8Array(size)))].map(({ length }) => length);
  expect(pieces).toEqual([1, 70_000, 2, 65_536, 3]);
});

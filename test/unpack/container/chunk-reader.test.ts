import { expect, test } from 'vitest';
import { BudgetError } from '../../../src/model/errors.ts';
import { ChunkReader } from '../../../src/unpack/container/chunk-reader.ts';
import { chunked } from '../observe.ts';

const text = 'abcdefghijklmnopqrstuvwxyz';
const reader = (chunkBytes: number) => new ChunkReader(chunked(Buffer.from(text), chunkBytes));
const read = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();

test.each([1, 2, 3, 25, 26, 100])('pieces of any size come out of chunks of %i bytes', async (chunkBytes) => {
  const chunks = reader(chunkBytes);
  expect(read(await chunks.peek(4))).toBe('abcd');
  expect(read(await chunks.take(3))).toBe('abc');
  expect(chunks.position).toBe(3);
  expect(read(await chunks.peek(0))).toBe('');
  expect(text.slice(3)).toMatch(new RegExp(`^${read(chunks.front)}`));
  const piece = (await chunks.some(2))!;
  expect('de'.startsWith(read(piece)!)).toBe(true);
  chunks.unread(piece.length);
  expect(read(await chunks.take(20))).toBe('defghijklmnopqrstuvw');
  expect(read(await chunks.peek(100))).toBe('xyz');
  expect(read(await chunks.take(100))).toBe('xyz');
  expect([chunks.position, await chunks.some(1), read(await chunks.take(1))]).toEqual([26, undefined, '']);
  expect(chunks.endError('the end').message).toBe('the end');
});

test('an error of ours ends the chunks, and is the error that is thrown', async () => {
  const failure = new BudgetError('enough');
  const chunks = new ChunkReader(
    (async function* () {
      yield Buffer.from('ab');
      throw failure;
    })(),
  );
  expect([read(await chunks.take(5)), chunks.failed]).toEqual(['ab', true]);
  expect(chunks.endError('the end')).toBe(failure);
  expect(() => chunks.throwIfFailed()).toThrow(failure);
  await expect(chunks.rest().next()).rejects.toBe(failure);
});

test('a bug goes through at once', async () => {
  const chunks = new ChunkReader(
    // biome-ignore lint/correctness/useYield: it fails before it could
    (async function* (): AsyncGenerator<Uint8Array> {
      throw new TypeError('bug');
    })(),
  );
  await expect(chunks.peek(1)).rejects.toThrow(TypeError);
});

import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflateNext, inflateWhole } from '../../../src/unpack/codecs/inflate.ts';
import { ChunkReader } from '../../../src/unpack/container/chunk-reader.ts';
import { chunked, noise } from '../observe.ts';

test('damage is a result, and leaves the limit of stack traces as it was', () => {
  const { stackTraceLimit } = Error;
  expect(inflateWhole(Uint8Array.of(0xff), 10, 10)).toBe('damaged');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});

test('any other error is a bug, and says where it was thrown', () => {
  let stack: string | undefined;
  try {
    inflateWhole(Uint8Array.of(3, 0), -1, 10);
  } catch (error) {
    stack = (error as Error).stack;
  }
  expect(stack).toContain('inflate.test.ts');
});

test('others have their turn between damaged streams, and node:zlib frees what the search for the damage took', async () => {
  const packed = deflateRawSync(noise(3000).toString('hex'));
  // A block of type 3, which RFC 1951 section 3.2.3 reserves.
  const damaged = Buffer.concat([
    deflateRawSync('begins well', { finishFlush: 2 }),
    Buffer.from('ffff', 'hex'),
    packed,
  ]);
  let [turns, isDone] = [0, false];
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  for (let index = 0; index < 1000; index++) {
    const content = inflateNext(new ChunkReader(chunked(damaged)));
    expect(Buffer.from((await content.next()).value ?? []).toString()).toBe('begins well');
    await expect(content.next()).rejects.toThrow('the deflate stream is damaged');
  }
  isDone = true;
  expect(turns).toBeGreaterThanOrEqual(2);
});

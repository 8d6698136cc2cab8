import { expect, test } from 'vitest';
import { size64At, size64BE, size64LE } from '../../src/bytes/size64.ts';

const MOST = Number.MAX_SAFE_INTEGER;

test.each([
  [0n, 0],
  [0x0102_0304n, 0x0102_0304],
  [0x0001_0203_0405_0607n, 0x0001_0203_0405_0607],
  [2n ** 53n - 2n, MOST - 1],
  [2n ** 53n - 1n, MOST],
  [2n ** 53n, MOST],
  [2n ** 64n - 1n, MOST],
])('%s is read as %s, in either byte order', (value, expected) => {
  const bytes = Buffer.alloc(17);
  bytes.writeBigUInt64LE(value, 1);
  bytes.writeBigUInt64BE(value, 9);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  expect([size64LE(bytes, 1), size64At(view, 1, true)]).toEqual([expected, expected]);
  expect([size64BE(bytes, 9), size64At(view, 9)]).toEqual([expected, expected]);
});

test('outside of the bytes there is none', () => {
  const bytes = Buffer.alloc(8);
  for (const read of [size64LE, size64BE]) expect(() => read(bytes, 1)).toThrow(RangeError);
  expect(() => size64At(new DataView(bytes.buffer, bytes.byteOffset, 8), 1)).toThrow(RangeError);
});

import { expect, test } from 'vitest';
import { isZero, ZEROS, zeros } from '../../src/bytes/zeros.ts';

const MIB = 1 << 20;

test.each([0, 1, 4096, MIB - 1, MIB, MIB + 1, 2 * MIB + 5])(
  '%i zeros are zeros, and no other byte among them',
  (length) => {
    const bytes = new Uint8Array(length);
    expect(isZero(bytes)).toBe(true);
    for (const at of new Set(
      [0, length >> 1, length - 1, Math.min(MIB, length - 1)].filter((place) => place in bytes),
    )) {
      bytes[at] = 1;
      expect(isZero(bytes)).toBe(false);
      bytes[at] = 0;
    }
  },
);

test('shared memory can be asked too', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(100));
  expect(isZero(bytes)).toBe(true);
  bytes[99] = 1;
  expect(isZero(bytes)).toBe(false);
});

test.each([0, 1, MIB, 2 * MIB + 5])('%i zeros are made up, and none more', (length) => {
  const chunks = [...zeros(length)];
  expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0)).toBe(length);
  expect(chunks.every(({ buffer }) => buffer === ZEROS.buffer)).toBe(true);
});

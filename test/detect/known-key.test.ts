import { expect, test } from 'vitest';
import { keptSpki } from '../../src/detect/known-key.ts';

test('a key that is kept has memory of its own, not a piece of what it was read from', () => {
  const window = Buffer.alloc(1 << 16, 7);
  const { spki } = keptSpki(window.subarray(100, 144));
  expect(spki?.buffer.byteLength).toBe(44);
  window.fill(0);
  expect(spki).toEqual(new Uint8Array(44).fill(7));
});

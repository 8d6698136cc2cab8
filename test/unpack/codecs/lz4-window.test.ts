import { expect, test } from 'vitest';
import { Lz4Window } from '../../../src/unpack/codecs/lz4-window.ts';

test('room for unpacked bytes is small at first, and grows where there are many', () => {
  const window = new Lz4Window();
  const rooms: number[] = [];
  const out: Uint8Array[] = [];
  for (let block = 0; block < 100; block++) {
    out.push(...window.reserve(40_000));
    if (rooms.at(-1) !== window.buffer.length) rooms.push(window.buffer.length);
    window.buffer.fill(block, window.end, window.end + 40_000);
    window.end += 40_000;
  }
  out.push(...window.handOut());
  expect(rooms[0]).toBeLessThan(200_000);
  expect(Math.max(...rooms)).toBeGreaterThan(1 << 20);
  expect(Math.max(...rooms)).toBeLessThan(1_200_000);
  expect(Buffer.concat(out)).toEqual(
    Buffer.concat(Array.from({ length: 100 }, (_, block) => Buffer.alloc(40_000, block))),
  );
});

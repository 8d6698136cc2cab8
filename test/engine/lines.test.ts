import { expect, test } from 'vitest';
import type { ByteSource } from '../../src/bytes/byte-source.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { linesOf as linesIn } from '../../src/engine/lines.ts';
import { openKernel } from '../../src/kernel/open-kernel.ts';
import { planKernel } from '../../src/kernel/plan.ts';

const kernel = openKernel(planKernel([]), 1 << 20);
const linesOf = (source: ByteSource, offsets: readonly number[]) => linesIn(source, offsets, kernel);

const lines = (text: string | Buffer, offsets: number[]) =>
  linesOf(new MemorySource(Buffer.from(text)), offsets).map(({ line, column }) => `${line}:${column}`);

test('lines and columns are counted from one, at line starts, ends and behind the last feed', () => {
  expect(lines('ab\ncd\r\n\nx', [0, 2, 3, 6, 7, 8])).toEqual(['1:1', '1:3', '2:1', '2:4', '3:1', '4:1']);
});

test('several offsets in one line, and lines across the chunks that are read', () => {
  const long = Buffer.alloc(3 << 20, 'x');
  long[(1 << 20) - 1] = 10;
  long[1 << 20] = 10;
  long[2 << 20] = 10;
  const offsets = [5, 5, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (3 << 20) - 1];
  expect(lines(long, offsets)).toEqual(['1:6', '1:6', `1:${1 << 20}`, '2:1', '3:1', `4:${(1 << 20) - 1}`]);
});

test('a source that is asked again, further in it and once more before, counts as one that never was', () => {
  const text = Buffer.alloc(5 << 20, 'some text\n');
  const source = new MemorySource(text);
  const asked = [[7], [(2 << 20) + 3, (3 << 20) + 5], [(3 << 20) + 5, (4 << 20) + 1], [20], [(1 << 20) - 1, 1 << 20]];
  for (const offsets of asked) expect(linesOf(source, offsets)).toEqual(linesOf(new MemorySource(text), offsets));
  expect(linesOf(source, [20])).toEqual([{ line: 3, column: 1 }]);
  expect(linesOf(source, [4_000_007])).toEqual([{ line: 400_001, column: 8 }]);
});

test('where every byte is a feed, none is lost', () => {
  expect(lines(Buffer.alloc(1_000_000, '\n'), [4_079, 4_080, 4_081, 900_001])).toEqual([
    '4080:1',
    '4081:1',
    '4082:1',
    '900002:1',
  ]);
});

test('what has a NUL near its start is no text and has no lines', () => {
  expect(lines('ab\0cd\nkey', [6])).toEqual([]);
});

test('line feeds are counted alike from every place on and up to every other', () => {
  const text = Array.from({ length: 64 }, (_, index) => (index % 3 === 0 || index % 7 === 0 ? '\n' : '\x0b')).join('');
  for (let from = 0; from < 12; from++) {
    for (let to = from; to <= 64; to++) {
      const before = text.slice(0, to);
      const expected = `${before.split('\n').length}:${to - before.lastIndexOf('\n')}`;
      expect(lines(`${text}end`, [from, to])[1]).toBe(expected);
    }
  }
});

test('places far inside a huge text have no line, and take none from those before', () => {
  const huge: ByteSource = {
    size: 1 << 30,
    read: (_, length) => new Uint8Array(length).fill(0x0a),
    readInto: (target) => void target.fill(0x0a),
    pieces: () => [],
  };
  expect(linesOf(huge, [2, (64 << 20) + 1, 1 << 29])).toEqual([{ line: 3, column: 1 }]);
});

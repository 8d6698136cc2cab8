import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { h2Lzf } from '../../../src/unpack/streams/h2-lzf.ts';
import { lzfOf } from '../../builders/h2.ts';
import { AMPLE, list } from '../observe.ts';

const HEAD_BYTES = 12;
const TEXT = Buffer.from('INSERT INTO settings VALUES (1, 2);\n'.repeat(10));
const i32 = (...numbers: readonly number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, 4 * index);
  return bytes;
};
const packed = (unpackedBytes = TEXT.length) => {
  const lzf = lzfOf(TEXT);
  return Buffer.concat([i32(lzf.length, unpackedBytes), lzf]);
};
const PLAIN = Buffer.concat([i32(-TEXT.length), TEXT]);
const script = (...blocks: readonly Uint8Array[]) => Buffer.concat([Buffer.from('H2IS'), ...blocks]);

test('blocks that are packed, and blocks that are not', async () => {
  const { entries, troubles } = await list(h2Lzf, script(packed(), PLAIN, packed()));
  expect(entries.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([['data', TEXT.toString().repeat(3)]]);
  expect(troubles).toEqual([]);
});

test.each([
  ['makes less than it says', script(packed(TEXT.length + 9), PLAIN), 'blocks that cannot be unpacked: 1', ''],
  ['is cut', script(PLAIN, packed()).subarray(0, -9), 'blocks that cannot be unpacked: 1', ''],
  ['is cut and not packed', script(packed(), PLAIN).subarray(0, -9), 'blocks that cannot be unpacked: 1', ''],
  ['is none', script(packed(), Buffer.from('zebra crossing')), 'expected a block at byte', 'zebra crossing'],
  ['claims 2 GiB', script(packed(), i32(2 ** 31 - 1, 2 ** 31 - 1)), 'expected a block at byte', '\x7f'],
  ['claims 2 GiB as they are', script(packed(), i32(-(2 ** 31))), 'expected a block at byte', '\x80'],
])('a block that %s is told', async (_, bytes, message, behind) => {
  const { entries, troubles, error } = await list(h2Lzf, bytes);
  expect(error).toBeUndefined();
  expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining(message)]);
  expect(entries[0]?.bytes.toString()).toContain(TEXT.toString().slice(0, 300));
  expect(entries[1]?.bytes.toString('latin1') ?? '').toContain(behind);
});

test('blocks of a byte come in pieces of some size', async () => {
  const one = Buffer.concat([i32(-1), Buffer.from('z')]);
  const source = new MemorySource(script(...Array<Buffer>(1000).fill(one)));
  const sizes: number[] = [];
  for await (const item of h2Lzf.entries(source, new Budget(AMPLE)))
    if ('open' in item) for await (const piece of item.open()) sizes.push(piece.length);
  expect(sizes).toEqual([1000]);
});

test('a text that begins so is none', () => {
  expect(h2Lzf.sniff(Buffer.from('H2IS a format'))).toBe(false);
  expect(h2Lzf.sniff(script(packed()).subarray(0, HEAD_BYTES))).toBe(true);
});

/** LZ4 as Apple frames it. */
import { expect, test } from 'vitest';
import { appleLz4 } from '../../../src/unpack/streams/apple-lz4.ts';
import { u32 } from '../../builders/numbers.ts';
import { appleLz4Block } from '../../builders/sized-blocks.ts';
import { list } from '../observe.ts';

const END = Buffer.from('bv4$');
const stored = (text: string) => Buffer.concat([Buffer.from('bv4-'), u32(text.length), Buffer.from(text)]);
/** `distance` bytes back, four bytes, and then a letter. */
const match = (distance: number) => {
  const block = Buffer.from([0, distance & 255, distance >> 8, 0x10, 0x7a]);
  return Buffer.concat([Buffer.from('bv41'), u32(5), u32(block.length), block]);
};

test('matches reach into blocks before, as far as they may, and not before what was unpacked', async () => {
  const first = appleLz4Block('<begins>');
  const filling = 'f'.repeat(0xffff - 8);
  const { entries, troubles } = await list(
    appleLz4,
    Buffer.concat([first, stored('<marked>'), stored(filling), match(0xffff), match(0xffff), END]),
  );
  expect(troubles).toEqual([]);
  expect(entries[0]!.bytes.toString().slice(-10)).toBe('<marzed>fz');
  const before = await list(appleLz4, Buffer.concat([first, match(107), END]));
  expect(before.troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
});

test('blocks of a byte by the hundred thousand are unpacked, and told once where they are damaged', async () => {
  const count = 200_000;
  const sound = Array.from({ length: count }, () => stored('x'));
  const whole = await list(appleLz4, Buffer.concat([appleLz4Block('-'), ...sound, END]));
  expect([whole.troubles.length, whole.entries[0]!.bytes.toString().endsWith(`-${'x'.repeat(count)}`)]).toEqual([
    0,
    true,
  ]);
  const broken = Buffer.concat([Buffer.from('bv41'), u32(1), u32(4), Buffer.from([0x11, 0x42, 0, 0])]);
  const { entries, troubles } = await list(
    appleLz4,
    Buffer.concat([appleLz4Block('-'), ...Array.from({ length: count }, () => broken), END]),
  );
  expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining(`${count}`)]);
  expect(entries[0]!.bytes.length).toBe(99 + count * 5);
});

import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { webAssembly } from '../../../src/unpack/programs/web-assembly.ts';
import { leb, moduleOf } from '../../builders/web-assembly.ts';
import { AMPLE } from '../observe.ts';

const STRINGS = ['header', 'MARK_0123456789', 'NEXT_0123456789', 'LAST_0123456789'];
const [ADDRESS, POINTERS] = [0x1_0000, 0x2_0000];
const address = (index: number): number => ADDRESS + STRINGS.slice(0, index).join('').length;

async function read(bytes: Uint8Array): Promise<{ lines: string[]; troubles: string[] }> {
  const chunks: Uint8Array[] = [];
  const troubles: string[] = [];
  for await (const item of webAssembly.entries(new MemorySource(bytes), new Budget(AMPLE))) {
    if ('trouble' in item) troubles.push(item.trouble.message);
    else chunks.push(await buffer(item.open()));
  }
  return { lines: Buffer.concat(chunks).toString().split('\n').slice(0, -1), troubles };
}

/** Code names the second string and the third one, far behind where data have their addresses. */
function moduleWith(pointers: Buffer): Buffer {
  const code = [Buffer.alloc(ADDRESS + 9), Buffer.of(0x42), leb(address(2)), Buffer.of(0x41), leb(address(1), 3)];
  return moduleOf(Buffer.concat([...code, Buffer.alloc(9)]), [
    { address: ADDRESS, bytes: Buffer.from(STRINGS.join('')) },
    { address: POINTERS, bytes: pointers },
  ]);
}

test.each([4, 8])(
  'those that code names, then those of data with a length, in words of %i bytes',
  async (wordBytes) => {
    const pointers = Buffer.alloc(wordBytes + 1);
    pointers.writeUInt32LE(address(3), 0);
    pointers[wordBytes] = STRINGS[3]!.length;
    expect(await read(moduleWith(pointers))).toEqual({ lines: [STRINGS[2], STRINGS[1], STRINGS[3]], troubles: [] });
  },
);

test('an address and its length where one piece that is read ends and the next begins', async () => {
  const pointers = Buffer.alloc((1 << 20) + 64);
  pointers.writeUInt32LE(address(3), (1 << 20) - 4);
  pointers[1 << 20] = STRINGS[3]!.length;
  expect((await read(moduleWith(pointers))).lines).toContain(STRINGS[3]);
});

test('a number without a length names no string', async () => {
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32LE(address(2) + 3, 0);
  numbers.writeUInt32LE(address(2) + 5, 4);
  const { lines } = await read(moduleWith(numbers));
  expect(lines).toContain(STRINGS[1]);
  expect(lines.join('')).toContain('NEXT_0123456789');
});

test('cut off in its data: told, and what is there is read', async () => {
  const whole = moduleWith(Buffer.alloc(64));
  const { lines, troubles } = await read(whole.subarray(0, whole.length - 30));
  expect(troubles).toEqual([expect.stringContaining('cut off')]);
  expect(lines).toContain(STRINGS[1]);
});

test.each([
  ['too many segments', leb(0xffff_ffff), 'segments of data'],
  ['a segment of an unknown kind', Buffer.concat([leb(1), Buffer.of(7)]), 'is of kind 7'],
  ['an address that is computed', Buffer.concat([leb(1), Buffer.of(0, 0x99)]), 'in an unknown way'],
  ['a number without an end', Buffer.concat([leb(1), Buffer.alloc(12, 0xff)]), 'has no end'],
])('%s is told', async (_, content, message) => {
  const module = Buffer.concat([Buffer.from('0061736d01000000', 'hex'), Buffer.of(11), leb(content.length), content]);
  expect((await read(module)).troubles).toEqual([expect.stringContaining(message)]);
});

test.each([
  ['a section that nothing knows', 15],
  ['a section before one that must stand behind it', 9],
])('%s is told', async (_, id) => {
  const more = Buffer.concat([moduleWith(Buffer.alloc(9)), Buffer.of(id), leb(0)]);
  expect((await read(more)).troubles).toEqual([expect.stringContaining(`number ${id} before`)]);
});

const HEAD = Buffer.from('0061736d01000000', 'hex');
/** Of data that code copies to its place, empty. */
const PASSIVE = Buffer.of(1, 0);

test('segments end with their section: those of many would be read once for each of them', async () => {
  const section = Buffer.concat([Buffer.of(11, 1), Buffer.of(3)]);
  const module = Buffer.concat([HEAD, section, PASSIVE, PASSIVE, PASSIVE]);
  expect((await read(module)).troubles).toEqual([expect.stringContaining(`it is cut off at ${HEAD.length + 3}`)]);
});

test('more sections of code than a module has are told, and what stands before them is read', async () => {
  const { lines, troubles } = await read(
    Buffer.concat([moduleWith(Buffer.alloc(64)), Buffer.alloc(2 * 100_000, Buffer.of(10, 0))]),
  );
  expect(troubles).toEqual([expect.stringContaining('number 10 before')]);
  expect(lines).toContain(STRINGS[1]);
});

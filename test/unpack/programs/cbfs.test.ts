import { expect, test } from 'vitest';
import { cbfs } from '../../../src/unpack/programs/cbfs.ts';
import { list } from '../observe.ts';

function header(fields: Readonly<Record<number, number>>, name = 'note'): Buffer {
  const head = Buffer.alloc(64, 'x');
  head.write('LARCHIVE');
  for (const [at, value] of Object.entries({ 8: 4, 12: 0x50, 16: 0, 20: 64, ...fields }))
    head.writeUInt32BE(value, +at);
  head.write(`${name}\0`, 24);
  return head;
}

const namesIn = async (bytes: Uint8Array) => (await list(cbfs, bytes)).entries.map(({ name }) => name);

test('a size beyond the end means what is there', async () => {
  const { entries, troubles } = await list(cbfs, Buffer.concat([header({ 8: 0xffffffff }), Buffer.from('text')]));
  expect(troubles).toEqual([]);
  expect(entries.map(({ name, bytes }) => [name, bytes.toString()]).at(-1)).toEqual(['note', 'text']);
});

test.each([
  ['that is damaged', 100, 'expected 100 bytes of LZMA, found damage or the end after 0'],
  ['that is too large', 0xf0000000, 'expected at most 268435456 bytes of LZMA, found 4026531840'],
])('LZMA %s is a gap', async (_, bytes, message) => {
  const head = header({ 16: 32 });
  head.write('42435a4c0000001000000001', 32, 'hex');
  head.writeUInt32BE(bytes, 44);
  const { entries } = await list(cbfs, Buffer.concat([head, Buffer.from('text')]));
  expect(entries.map(({ error }) => error?.message)).toEqual([undefined, message]);
});

test('a header within a file is content', async () => {
  const inner = Buffer.concat([header({}), Buffer.from('text')]);
  expect(await namesIn(Buffer.concat([header({ 8: inner.length }, 'outer'), inner]))).toEqual(['[headers]', 'outer']);
});

test.each([
  ['empty flash memory', header({ 12: 0xffffffff })],
  ['no bytes', header({ 8: 0 })],
  ['a file within its header', header({ 20: 20 })],
  ['a header without end', header({ 20: 1 << 20 })],
  ['no name', header({}, '')],
  ['a name that does not end', Buffer.from(header({}).map((byte, at) => (at >= 24 && byte === 0 ? 0x78 : byte)))],
  ['a header that is cut off', header({}).subarray(0, 23)],
])('%s is none', (_, bytes) => {
  expect(cbfs.sniff(bytes)).toBe(false);
});

import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { hdf5 } from '../../../src/unpack/columns/hdf5.ts';
import {
  addDataset,
  buildHdf5,
  Hdf5Bytes,
  headerOf,
  linkTo,
  type TestDataset,
  u16,
  u32,
  u64,
} from '../../builders/hdf5.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE, list } from '../observe.ts';

/** Class and version, bits, bytes; what the class has. */
function type(kind: number, version: number, bits: number, bytes: number, ...more: readonly Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.of((version << 4) | kind, bits & 0xff, bits >> 8, 0), u32(bytes), ...more]);
}
const string = (bytes: number): Buffer => type(3, 1, 0, bytes);
const number = type(0, 1, 0, 4, u16(0, 32));
const name = (text: string): Buffer => Buffer.concat([Buffer.from(text), Buffer.alloc(8 - (text.length % 8))]);
const shortName = (text: string): Buffer => Buffer.from(`${text}\0`);
/** With the dimensions that only version 1 has. */
const oldMember = (at: number, kind: Buffer, ...dimensions: number[]): Buffer => {
  const sizes = [0, 1, 2, 3].map((index) => dimensions[index] ?? 0);
  const head = [name('field'), u32(at), Buffer.of(dimensions.length, 0, 0, 0), u32(0, 0, ...sizes)];
  return Buffer.concat([...head, kind]);
};

async function linesOf(
  datatype: Buffer,
  content: string,
  more: Partial<TestDataset> = {},
  elementBytes = content.length,
) {
  const bytes = Buffer.from(content);
  const dimensions = [Math.floor(bytes.length / elementBytes), elementBytes];
  const dataset = { name: 'd', filters: [], chunks: [{ bytes }], dimensions, datatype, ...more };
  const { entries, troubles } = await list(hdf5, buildHdf5([dataset]));
  const found = entries.filter((entry) => entry.name === 'd').map((entry) => entry.bytes.toString());
  return [found.join(), ...troubles.map(({ trouble }) => trouble.code)];
}

test.each<[string, Buffer, string, string, number?]>([
  ['strings', string(8), 'string 1string 2', 'string 1\nstring 2\n', 8],
  ['characters, of which none are made', string(1), 'string 1', '', 1],
  ['numbers', number, 'abcd', '', 4],
  [
    'records of version 1, with dimensions',
    type(6, 1, 2, 20, oldMember(0, number), oldMember(4, string(8), 2)),
    'aaaastring 1string 2',
    'string 1\nstring 2\n',
  ],
  [
    'records of version 3, of arrays, enumerations, bits, times and records',
    Buffer.concat([
      type(6, 3, 7, 64),
      ...[shortName('a'), Buffer.of(0), type(10, 3, 0, 16, Buffer.of(1), u32(2), string(8))],
      ...[shortName('b'), Buffer.of(16), type(8, 3, 2, 4, number, shortName('red'), shortName('green'), u32(0, 1))],
      ...[shortName('c'), Buffer.of(20), type(4, 3, 0, 4, u16(0, 32))],
      ...[shortName('d'), Buffer.of(24), type(2, 3, 0, 8, u16(0))],
      ...[shortName('e'), Buffer.of(32), type(6, 3, 1, 8, shortName('f'), Buffer.of(0), string(8))],
      ...[shortName('g'), Buffer.of(40), type(5, 3, 8, 8, name('opaque'))],
      ...[shortName('h'), Buffer.of(48), type(9, 3, 0, 16, number)],
    ]),
    `string 1string 2${'.'.repeat(16)}string 3${'.'.repeat(24)}`,
    'string 1\nstring 2\nstring 3\n',
  ],
  [
    'records of version 2, with an array of version 2',
    type(6, 2, 1, 16, name('a'), u32(0), type(10, 2, 0, 16, Buffer.of(1, 0, 0, 0), u32(2, 0), string(8))),
    'string 1string 2',
    'string 1\nstring 2\n',
  ],
])('of datasets without filters: %s', async (_, datatype, content, lines, elementBytes) => {
  expect(await linesOf(datatype, content, {}, elementBytes)).toEqual([lines]);
});

test.each<[string, Buffer]>([
  ['a string that is longer than its record', type(6, 2, 1, 16, name('a'), u32(8), string(16))],
  [
    'strings that come to more than their record',
    type(6, 2, 2, 16, name('a'), u32(0), string(16), name('b'), u32(0), string(16)),
  ],
  ['an array of billions', type(10, 3, 0, 16, Buffer.of(2), u32(0xffff_ffff, 0xffff_ffff), string(8))],
  ['a record in a record in a record', Buffer.concat(Array(40).fill(type(6, 3, 1, 16, shortName('a'), Buffer.of(0))))],
  ['more fields than there are', type(6, 3, 0xffff, 16)],
  ['a class that nobody knows', type(15, 1, 0, 16)],
  ['a name without end', type(6, 3, 1, 16, Buffer.alloc(16, 'x'))],
])('what is wrong with a type costs its lines, and nothing else: %s', async (_, datatype) => {
  const [lines = '', ...codes] = await linesOf(datatype, 'string 1string 2');
  expect(codes).toEqual([]);
  expect(lines.length).toBeLessThan(20);
});

test('a dataset in a row, without chunks; one that is outside of the file is told', async () => {
  const file = new Hdf5Bytes();
  const at = file.add(Buffer.from('string 1string 2'));
  const links = [at, 1e9].map((address, index) => {
    const layout = Buffer.concat([Buffer.of(3, 1), u64(address, 16)]);
    const messages = [
      { type: 3, body: string(8) },
      { type: 8, body: layout },
    ];
    return linkTo(`d${index}`, addDataset(file, { name: '', filters: [], chunks: [], messages }));
  });
  const { entries, troubles } = await list(hdf5, file.whole(file.add(headerOf(links))));
  expect(entries.find((entry) => entry.name === 'd0')!.bytes.toString()).toBe('string 1\nstring 2\n');
  expect(troubles.map(({ name: where, trouble }) => [where, trouble.code])).toEqual([['d1', 'damaged']]);
});

test.each([
  ['the true one', undefined],
  ['one far behind the file', 2n ** 40n],
])(
  'in the middle of other bytes, heaps of the next file are not those of this one, whose end is %s',
  async (_, end) => {
    const file = Buffer.from(fixtureBytes('hdf5-strings.h5.gz'));
    const lied = Buffer.from(file);
    // Version 0 of the superblock: the end of the file is behind the base and the address of free space.
    if (end !== undefined) lied.writeBigUInt64LE(end, 40);
    const heapOf = async (bytes: Buffer) => {
      const parts: Uint8Array[] = [];
      for await (const item of hdf5.entriesInside!(new MemorySource(bytes), new Budget(AMPLE)))
        if (!('trouble' in item) && item.name === 'global heap') for await (const part of item.open()) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    const alone = await heapOf(file);
    expect(alone).not.toBe('');
    expect(await heapOf(Buffer.concat([lied, file, file]))).toBe(alone);
  },
);

/** Small .bz2 files that are unpacked without 7-Zip: sound ones, and no others. */
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { unpackSmallBzip2 } from '../../../src/unpack/codecs/small-bzip2.ts';
import { sevenZipContainers } from '../../../src/unpack/seven-zip/seven-zip-formats.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE } from '../observe.ts';

const fixture = (name: string): { readonly bytes: Buffer; readonly marker: string } => {
  const row = fixtureRows.find(({ file }) => file === name)!;
  return { bytes: readFixture(row).bytes, marker: row.marker };
};
const unpack = (bytes: Uint8Array): Buffer | undefined => {
  const content = unpackSmallBzip2(new MemorySource(bytes));
  return content && Buffer.from(content);
};
const { bytes: plain, marker } = fixture('bzip2-plain.bz2');
const content = unpack(plain)!;
const EMPTY = Buffer.from('BZh9\x17\x72\x45\x38\x50\x90\0\0\0\0', 'latin1');

const inBits = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
const inBytes = (bits: string): Buffer =>
  Buffer.from(bits.match(/.{1,8}/g)!.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));

test.each(['bzip2-plain.bz2', 'bzip2-many.bz2', 'bzip2-parallel.bz2', 'bzip2-by-7z.bz2'])('%s is unpacked', (name) => {
  const { bytes, marker: itsMarker } = fixture(name);
  expect(unpack(bytes)?.toString('latin1')).toContain(itsMarker);
});

test('streams follow one another, and one of nothing is nothing', () => {
  expect(content.toString('latin1')).toContain(marker);
  expect(unpack(EMPTY)).toHaveLength(0);
  expect(unpack(Buffer.concat([plain, EMPTY, plain]))).toEqual(Buffer.concat([content, content]));
});

test('blocks follow one another at any bit, and the last sum is of all', () => {
  // Of the same block twice: its sum, turned left by a bit, and itself.
  const bits = inBits(plain);
  const blockEnd = bits.lastIndexOf(inBits(EMPTY.subarray(4, 10)));
  const sum = plain.readUInt32BE(10);
  const sums = Buffer.alloc(4);
  sums.writeUInt32BE((((sum << 1) | (sum >>> 31)) ^ sum) >>> 0);
  const twice = bits.slice(0, blockEnd) + bits.slice(32, blockEnd) + inBits(EMPTY.subarray(4, 10));
  expect(unpack(inBytes(twice + inBits(sums)))).toEqual(Buffer.concat([content, content]));
  expect(unpack(inBytes(twice + inBits(plain.subarray(10, 14))))).toBeUndefined();
});

describe('left to 7-Zip', () => {
  test('damage anywhere, and the end anywhere', () => {
    for (let at = 0; at < plain.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(plain);
        flipped[at]! ^= 1 << bit;
        // The size of blocks, a table that nothing uses, and the bits behind the end may be anything.
        const read = unpack(flipped);
        if (read !== undefined) expect({ at, bit, read }).toEqual({ at, bit, read: content });
      }
      expect({ at, read: unpack(plain.subarray(0, at)) }).toEqual({ at, read: undefined });
    }
  });

  test('other bytes behind the last stream', () => {
    expect(unpack(Buffer.concat([plain, Buffer.of(0)]))).toBeUndefined();
    expect(unpack(Buffer.concat([plain, Buffer.from('BZh')]))).toBeUndefined();
  });

  test('randomised blocks', () => {
    const bits = inBits(plain);
    const RANDOMISED_AT = 8 * 14;
    expect(unpack(inBytes(`${bits.slice(0, RANDOMISED_AT)}1${bits.slice(RANDOMISED_AT + 1)}`))).toBeUndefined();
  });

  test('more than 64 KiB when unpacked, or packed', () => {
    const copies = Math.floor((64 << 10) / content.length);
    expect(unpack(Buffer.concat(Array<Buffer>(copies).fill(plain)))).toHaveLength(copies * content.length);
    expect(unpack(Buffer.concat(Array<Buffer>(copies + 1).fill(plain)))).toBeUndefined();
    expect(unpack(Buffer.concat(Array<Buffer>(5000).fill(EMPTY)))).toBeUndefined();
  });
});

test('needs no run of 7-Zip', async () => {
  const bzip2 = sevenZipContainers.find(({ id }) => id === 'bzip2')!;
  const budget = new Budget(AMPLE);
  // After as many as these, none is started.
  for (let run = 0; run < 2; run++) budget.countStuckRun();
  const items = [];
  for await (const item of bzip2.entries(new MemorySource(plain), budget)) items.push(item);
  expect(items).toEqual([expect.objectContaining({ name: 'data' })]);
});

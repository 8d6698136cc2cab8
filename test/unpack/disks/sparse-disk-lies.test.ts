import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { vmdk } from '../../../src/unpack/disks/vmdk.ts';
import { AMPLE, observe } from '../observe.ts';

const gapsOf = async (bytes: Uint8Array) =>
  (await observe(bytes)).gaps.map(({ path, code, message }) => `${path} ${code}: ${message}`);

describe('a small file costs little', () => {
  test.each<[string, Buffer, RegExp]>([
    ['one grain in all places', lyingVmdk(1 << 10, (index) => (index % 2 === 0 ? 5 : 0)), /blocks that do not overlap/],
    [
      'grains behind the end, far from each other',
      lyingVmdk(1 << 10, (index) => 2 ** 30 + 2 * index),
      /262145 that do/,
    ],
    ['subclusters of 16 bytes', smallSubclusters(), /clusters of 16 KiB and more for subclusters/],
  ])('%s', async (_, bytes, message) => {
    expect(await gapsOf(bytes)).toEqual([expect.stringMatching(message)]);
  });

  test.each<[string, Buffer]>([
    ['a packed cluster of QCOW2 in all places, deflate', packedQcow(deflateRawSync(Buffer.alloc(4096)), 0)],
    ['a packed cluster of QCOW2 in all places, zstd', packedQcow(zstdOfZeros(4096), 1)],
    ['what is no frame of zstd in all places', packedQcow(Buffer.alloc(64), 1)],
    ['a packed grain of VMDK in all places', packedVmdk()],
  ])('%s', async (_, bytes) => {
    const { gaps, leaves } = await observe(bytes);
    expect(gaps.map(({ message }) => message)).toContainEqual(expect.stringMatching(/blocks that do not overlap/));
    const disk = leaves.find(({ path }) => path === 'artifact!/disk');
    expect(disk?.bytes.length).toBeGreaterThan(0);
    expect(disk?.bytes.length).toBeLessThanOrEqual(1032 * bytes.length);
  });

  test('holes are passed over, and the time is looked at in them', async () => {
    let now = 0;
    const budget = new Budget({ ...AMPLE, maxSeconds: 1 }, () => (now += 200));
    const read = async () => {
      for await (const entry of vmdk.entries(new MemorySource(lyingVmdk(1 << 18, () => 0)), budget))
        if (!('trouble' in entry)) await drain(entry.open());
    };
    await expect(read()).rejects.toThrow(BudgetError);
  });

  test('a table that many snapshots share', async () => {
    const gaps = await gapsOf(manySnapshots(2000, 20_000));
    expect(gaps).toEqual([expect.stringMatching(/expected tables that lead to clusters in the file/)]);
  });
});

test('what the second directory of a VMDK does not name, the first one may', async () => {
  const bytes = lyingVmdk(1 << 10, (index) => (index === 0 ? 5 : 0));
  // Bit 1: the second one counts, which is said to be where there are only zeros.
  const image = Buffer.concat([bytes, Buffer.alloc(4096)]);
  image.write('words of a grain', 5 * 512);
  image.writeUInt32LE(1 << 1, 8);
  image.writeBigUInt64LE(BigInt(Math.ceil(bytes.length / 512)), 48);
  const { leaves } = await observe(image);
  const disk = leaves.find(({ path }) => path === 'artifact!/disk');
  expect(disk?.bytes.includes('words of a grain')).toBe(true);
});

test('of a VMDK whose second directory leads to a table without grains, the first one is read', async () => {
  const bytes = lyingVmdk(1 << 10, (index) => (index === 0 ? 5 : 0));
  const sectors = Math.ceil(bytes.length / 512);
  // A directory of 4 KiB behind all, and a table of 4 KiB that is zeros.
  const image = Buffer.concat([bytes, Buffer.alloc(512 * sectors - bytes.length + 8192)]);
  image.write('words of a grain', 5 * 512);
  image.writeUInt32LE(1 << 1, 8);
  image.writeBigUInt64LE(BigInt(sectors), 48);
  image.writeUInt32LE(sectors + 8, 512 * sectors);
  const { leaves } = await observe(image);
  const disk = leaves.find(({ path }) => path === 'artifact!/disk');
  // All tables of the first one are the same: that of the first entry is meant.
  expect(disk?.bytes.indexOf('words of a grain')).toBe(0);
});

test('all of a fixed VHD is its disk, whatever its footer says', async () => {
  const content = Buffer.alloc(5000, 7);
  const footer = Buffer.alloc(512);
  footer.write('conectix');
  footer.writeUInt32BE(2, 60);
  const { gaps, leaves } = await observe(Buffer.concat([content, footer]));
  expect(gaps).toEqual([]);
  expect(leaves.find(({ path }) => path === 'artifact!/disk')?.bytes).toEqual(content);
});

/** A directory of 1,024 entries, all of them one table of as many grains of a sector. */
function lyingVmdk(perTable: number, grainAt: (index: number) => number): Buffer {
  const tables = 1 << 10;
  const file = Buffer.alloc(512 + 4 * tables + 4 * perTable);
  file.write('KDMV');
  file.writeUInt32LE(1, 4);
  file.writeUInt32LE(perTable, 44);
  for (const [at, number] of [
    [12, tables * perTable],
    [20, 1],
    [56, 1],
  ] as const)
    file.writeBigUInt64LE(BigInt(number), at);
  for (let index = 0; index < tables; index++) file.writeUInt32LE(1 + (4 * tables) / 512, 512 + 4 * index);
  for (let index = 0; index < perTable; index++) file.writeUInt32LE(grainAt(index), 512 + 4 * tables + 4 * index);
  return file;
}

/** The same, of 128 grains of 64 KiB that are packed: zeros, in 64 KiB that deflate has stored. */
function packedVmdk(): Buffer {
  const grainBytes = 64 << 10;
  const file = lyingVmdk(128, () => 10);
  file.writeUInt32LE(1 << 16, 8);
  file.writeBigUInt64LE(BigInt(grainBytes / 512), 20);
  const packed = deflateSync(Buffer.alloc(grainBytes), { level: 0 });
  const head = Buffer.alloc(12);
  head.writeUInt32LE(packed.length, 8);
  return Buffer.concat([file, head, packed]);
}

/** Version 3, clusters of 4 KiB: 100 second tables, all of them one of 512 entries, all of which are one packed cluster. */
function packedQcow(packed: Buffer, method: number): Buffer {
  const file = Buffer.alloc(4 * 4096);
  file.write('QFI\xfb', 'latin1');
  const header = [4, 3, 20, 12, 28, 100 * 512 * 4096, 36, 100, 44, 4096, 76, 8, 96, 4, 100, 112];
  for (let index = 0; index < header.length; index += 2) file.writeUInt32BE(header[index + 1]!, header[index]!);
  file.writeUInt8(method, 104);
  for (let index = 0; index < 100; index++) file.writeUInt32BE(8192, 4096 + 8 * index + 4);
  for (let index = 0; index < 512; index++) file.writeBigUInt64BE((1n << 62n) | 12288n, 8192 + 8 * index);
  file.set(packed, 12288);
  if (method === 1) file.writeUInt32BE(8, 76);
  return file;
}

/** RFC 8878: a frame that tells its size in two bytes, less 256, and is one block that repeats a byte. */
function zstdOfZeros(bytes: number): Buffer {
  const frame = Buffer.from('28b52ffd60000000000000', 'hex');
  frame.writeUInt16LE(bytes - 256, 5);
  frame.writeUIntLE(1 + 2 + bytes * 8, 7, 3);
  return frame;
}

function smallSubclusters(): Buffer {
  const file = manySnapshots(0, 1);
  file.writeUInt8(0x10, 79);
  return file;
}

/** QCOW 3 of 512 bytes, clusters as large. Each snapshot has a disk of one byte and the same first table. */
function manySnapshots(count: number, entries: number): Buffer {
  const table = 1024;
  const list = table + Math.ceil((8 * entries) / 512) * 512;
  const file = Buffer.alloc(list + 56 * count);
  file.write('QFI\xfb', 'latin1');
  const header = [3, 20, 9, 28, 512, 36, 1, 44, table, 52, 512, 60, count, 68, list, 96, 4, 100, 104];
  file.writeUInt32BE(header[0]!, 4);
  for (let index = 1; index < header.length; index += 2) file.writeUInt32BE(header[index + 1]!, header[index]!);
  for (let index = 0; index < entries; index++) file.writeUInt32BE(512, table + 8 * index + 4);
  for (let at = list; at < file.length; at += 56) {
    file.writeUInt32BE(table, at + 4);
    file.writeUInt32BE(entries, at + 8);
    file.writeUInt32BE(16, at + 36);
    file.writeUInt32BE(1, at + 52);
  }
  return file;
}

/** What 7-Zip takes for damage and is none: it is sound, or has what 7-Zip does not know, and is told as that. */
import { describe, expect, test } from 'vitest';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';

const gapsOf = async (bytes: Buffer) => (await scanBytes({ image: bytes })).gaps;

describe('a partition map whose first block is machine code, as xorriso -hfsplus writes it', () => {
  test('is sound where all partitions are there', async () => {
    const { gaps, stats } = await scanBytes({ image: partitions() });
    expect(gaps).toEqual([]);
    expect(stats.unpacked.apm).toMatchObject({ entries: 2 });
  });

  test('is damaged where one is cut off', async () => {
    const gaps = await gapsOf(partitions().subarray(0, -512));
    expect(gaps.map(({ code }) => code)).toContain('damaged');
  });
});

describe('what 7-Zip does not know is unsupported, and what is damaged is damaged', () => {
  test.each<[string, Buffer, Buffer, RegExp]>([
    ['sectors of NTFS', ntfs(4096), ntfs(512), /^NTFS with sectors of 4096 bytes/],
    ['blocks of UDF', udf(4096), udf(2048), /^UDF with blocks of 4096 bytes/],
    ['a part of a WIM', wim(3), wim(1), /^this is part 1 of 3 of a WIM/],
  ])('%s', async (_, unknown, broken, message) => {
    const gaps = await gapsOf(unknown);
    expect(gaps).toEqual([expect.objectContaining({ code: 'unsupported', path: 'image' })]);
    expect(gaps[0]!.message).toMatch(message);
    expect((await gapsOf(broken)).map(({ code }) => code)).toContain('damaged');
  });
});

/** Inside Macintosh: Devices, chapter 3: the map and one partition, of blocks of 512 bytes. */
function partitions(): Buffer {
  const image = Buffer.alloc(4 * 512 + 1024, 'some text ');
  image.fill(0, 0, 3 * 512);
  image.set([0x45, 0x52, 0x02, 0x00, 0xeb, 0x02, 0xff, 0xff]);
  for (const [index, [start, blocks, name]] of (
    [
      [1, 2, 'Apple_partition_map'],
      [3, 3, 'Apple_Free'],
    ] as const
  ).entries()) {
    const entry = image.subarray(512 * (1 + index), 512 * (2 + index));
    entry.write('PM', 'latin1');
    [2, start, blocks].forEach((value, field) => {
      entry.writeUInt32BE(value, 4 + 4 * field);
    });
    entry.write(`part${index}`, 16, 'latin1');
    entry.write(name, 48, 'latin1');
  }
  return image;
}

/** A boot sector, and nothing behind it. */
function ntfs(sectorBytes: number): Buffer {
  const image = Buffer.alloc(64 << 10);
  image.write('\xebR\x90NTFS    ', 'latin1');
  image.writeUInt16LE(sectorBytes, 11);
  image[13] = 1;
  image.writeBigUInt64LE(BigInt(image.length / sectorBytes), 40);
  image.writeBigUInt64LE(4n, 48);
  image.set([0xf6, 0, 0, 0], 64);
  image.set([0x55, 0xaa], 510);
  return image;
}

/** Volume descriptors and an anchor, and nothing that it leads to. */
function udf(blockBytes: number): Buffer {
  const image = Buffer.alloc(257 * 4096);
  for (const [index, name] of ['BEA01', 'NSR02', 'TEA01'].entries())
    image.write(`\0${name}\x01`, 32768 + index * Math.max(2048, blockBytes), 'latin1');
  const anchor = image.subarray(256 * blockBytes);
  anchor.set([2, 0, 2]);
  anchor.writeUInt32LE(256, 12);
  anchor[4] = anchor.subarray(0, 16).reduce((sum, byte) => sum + byte, 0);
  return image;
}

/** One whose files are damaged. */
function wim(parts: number): Buffer {
  const bytes = Buffer.from(fixtureBytes('wim-lzx.wim'));
  bytes.writeUInt16LE(parts, 42);
  // What is packed begins behind the header: the table of a file's chunks, then those.
  bytes.fill(0xff, 208, 208 + 40);
  return bytes;
}

describe('a SquashFS of an empty folder, as mksquashfs 4.6 writes it', () => {
  const lines = [
    '68737173010000008beb0e6b000002000000000001001100c00001000400000000000000000000009d00000000000000',
    '9500000000000000ffffffffffffffff60000000000000007d000000000000007d000000000000008700000000000000',
    '1b0078da636478cbc80004ddaff9b2c10c2060026266280d00488f02e7088000000000000000007d0000000000000004',
    '80000000008f00000000000000',
  ];
  const empty = Buffer.concat([Buffer.from(lines.join(''), 'hex'), Buffer.alloc(3939)]);
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(empty);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  test('is sound, and what lies behind it is scanned', async () => {
    const { gaps, stats } = await scanBytes({ image: empty });
    expect(gaps).toEqual([]);
    // Its inode, as in any other bytes.
    expect(Object.keys(stats.unpacked)).toEqual(['zlib']);
  });

  test.each([
    ['two inodes', 4, 2],
    ['a fragment', 16, 1],
    ['a table of directories', 72, 0x7c],
    ['data in front of its inodes', 64, 0x70],
  ])('is damaged with %s', async (_, at, value) => {
    expect((await gapsOf(changed(at, value))).map(({ code }) => code)).toContain('damaged');
  });
});

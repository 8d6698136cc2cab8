import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ubi } from '../../../src/unpack/disks/ubi.ts';
import { jffs2 } from '../../../src/unpack/file-systems/jffs2.ts';
import { ubifs } from '../../../src/unpack/file-systems/ubifs.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const messages = ({ troubles }: Awaited<ReturnType<typeof list>>): string[] =>
  troubles.map(({ trouble }) => trouble.message);
/** As the kernel takes it: from 0 on, not inverted. */
const sumOf = (bytes: Uint8Array): number => ~crc32(bytes, 0xffffffff) >>> 0;

interface Piece {
  readonly inode: number;
  readonly version: number;
  readonly offset: number;
  readonly text: string;
  readonly size: number;
  readonly method?: number;
}

/** An inode node of JFFS2, little-endian. */
function jffs2Node({ inode, version, offset, text, size, method = 0 }: Piece): Buffer {
  const node = Buffer.alloc(Math.ceil((68 + text.length) / 4) * 4);
  node.writeUInt16LE(0x1985, 0);
  node.writeUInt16LE(0xe002, 2);
  node.writeUInt32LE(68 + text.length, 4);
  node.writeUInt32LE(sumOf(node.subarray(0, 8)), 8);
  for (const [at, value] of [
    [12, inode],
    [16, version],
    [28, size],
    [44, offset],
    [48, text.length],
    [52, text.length],
    [60, sumOf(Buffer.from(text))],
  ] as const)
    node.writeUInt32LE(value, at);
  node[56] = method;
  node.write(text, 68);
  return node;
}

describe('JFFS2', () => {
  const first = jffs2Node({ inode: 5, version: 1, offset: 0, text: 'what was written first', size: 22 });
  const second = jffs2Node({ inode: 5, version: 2, offset: 0, text: 'what was written after', size: 22 });

  test('what was written before is an entry too, whatever the order of the nodes', async () => {
    for (const image of [Buffer.concat([first, second]), Buffer.concat([second, first])]) {
      const listing = await list(jffs2, image);
      expect(listing.entries.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
        ['inode 5', 'what was written after'],
        ['[between entries]', 'what was written first'],
      ]);
      expect(messages(listing)).toEqual([]);
    }
  });

  test.each([
    [
      'a piece that is missing',
      [jffs2Node({ inode: 5, version: 1, offset: 4096, text: 'tail', size: 4100 })],
      'nodes that are not there: 1',
    ],
    [
      'a packer that is not known',
      [jffs2Node({ inode: 5, version: 1, offset: 0, text: 'rtime', size: 5, method: 2 })],
      'cannot be unpacked: 1',
    ],
    ['what is no node', [first, Buffer.from('something else in its place ')], '1 of them are not'],
  ])('%s is told', async (_, nodes, message) => {
    expect(messages(await list(jffs2, Buffer.concat(nodes)))).toEqual([expect.stringContaining(message)]);
  });

  test('erased memory and zeros between nodes are nothing', async () => {
    const image = Buffer.concat([first, Buffer.alloc(4096, 0xff), second, Buffer.alloc(100)]);
    expect(messages(await list(jffs2, image))).toEqual([]);
  });

  test.each([12, 13, 23])('what is cut off behind its first mark, to %i bytes, is told', async (bytes) => {
    expect(messages(await list(jffs2, fixtureBytes('jffs2.img').subarray(0, bytes)))[0]).toMatch(/expected/);
  });

  test('a block that is erased behind its mark is empty', async () => {
    const erased = Buffer.concat([fixtureBytes('jffs2.img').subarray(0, 12), Buffer.alloc(4084, 0xff)]);
    expect(messages(await list(jffs2, erased))).toEqual([]);
  });
});

describe('UBIFS', () => {
  /** The last node of data, by its type. */
  const lastData = (image: Buffer): number => {
    const node = Buffer.from('31181006', 'hex');
    let at = image.lastIndexOf(node);
    while (image[at + 20] !== 1) at = image.lastIndexOf(node, at - 1);
    return at;
  };

  test('whose index names a node that is gone is told', async () => {
    const image = fixtureBytes('ubifs-lzo.img.gz');
    const at = lastData(image);
    image.fill(0, at, at + 4);
    expect(messages(await list(ubifs, image))).toEqual([expect.stringContaining('nodes that are not there: 1')]);
  });

  test('and so is a node of another type or length than the index says, though its checksum fits', async () => {
    for (const [field, value] of [
      [20, 0],
      [16, 0],
    ] as const) {
      const image = fixtureBytes('ubifs-lzo.img.gz');
      const at = lastData(image);
      const end = at + image.readUInt32LE(at + 16);
      image[at + field] = value;
      image.writeUInt32LE(sumOf(image.subarray(at + 8, end)), at + 4);
      expect(messages(await list(ubifs, image))).toEqual([expect.stringContaining('nodes that are not there: 1')]);
    }
  });

  test('that is cut off in its superblock is told', async () => {
    for (const size of [24, 36, 39, 40])
      expect((await list(ubifs, fixtureBytes('ubifs-lzo.img.gz').subarray(0, size))).troubles.length, `${size}`).toBe(
        1,
      );
  });
});

describe('UBI', () => {
  const image = fixtureBytes('ubi.img.gz');
  const blockBytes = 128 << 10;
  /** Where the first block of volume 0 lies. */
  const blockAt = (): number => {
    for (let at = 0; at < image.length; at += blockBytes) {
      const header = at + image.readUInt32BE(at + 16);
      if (image.readUInt32BE(header + 8) === 0 && image.readUInt32BE(header + 12) === 0) return at;
    }
    throw new Error('the fixture has no block 0 of volume 0');
  };

  test('of two blocks for one place the one with the higher sequence number counts, and the other is an entry', async () => {
    const newer = Buffer.from(image.subarray(blockAt(), blockAt() + blockBytes));
    newer.writeBigUInt64BE(99n, newer.readUInt32BE(16) + 40);
    newer.write('what is newer', newer.readUInt32BE(20));
    const { entries, troubles } = await list(ubi, Buffer.concat([image, newer]));
    expect(troubles).toEqual([]);
    expect(entries.find(({ name }) => name === 'volume 0')!.bytes.toString('latin1', 0, 13)).toBe('what is newer');
    expect(entries.find(({ name }) => name === '[between entries]')!.bytes.length).toBe(
      blockBytes - image.readUInt32BE(blockAt() + 20),
    );
  });

  test('of another version in its first block is damaged there; text that begins so is a text', async () => {
    const other = Buffer.from(image).fill(0xff, 4, 8);
    expect(ubi.sniff(other.subarray(0, ubi.headBytes))).toBe(true);
    const { entries, troubles } = await list(ubi, other);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining('1 have none')]);
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['volume 0', 'volume 1']));
    expect(ubi.sniff(Buffer.alloc(ubi.headBytes, 'UBI# is a layer of flash memory. '))).toBe(false);
  });

  test('a block without a header is told, and handed on; one that is erased is nothing', async () => {
    const stray = Buffer.alloc(blockBytes, `${MARKER} `);
    const { entries, troubles } = await list(ubi, Buffer.concat([image, Buffer.alloc(blockBytes, 0xff), stray]));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining('1 have none')]);
    expect(entries.some(({ name, bytes }) => name === '[between entries]' && bytes.equals(stray))).toBe(true);
  });
});

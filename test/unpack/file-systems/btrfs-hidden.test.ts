/** Bytes of btrfs that Linux does not show: they come out all the same. */
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { btrfs } from '../../../src/unpack/file-systems/btrfs.ts';
import {
  type BtrfsItem,
  type BtrfsOptions,
  buildBtrfs,
  DATA,
  type ExtentFields,
  extent,
  inlineExtent,
  inode,
  longName,
  MIRROR,
  NODES,
  nameOf,
  nodeAddress,
  rootItem,
  SUPERBLOCK,
} from '../../builders/btrfs.ts';
import { lzoLiterals } from '../../builders/lz-blocks.ts';
import { list } from '../observe.ts';

const ROOT = [inode(256, 0, 0o040755), nameOf(256, 256, '..')];
const file = (size: number, ...extents: readonly BtrfsItem[]): BtrfsItem[] => [
  inode(257, size),
  nameOf(257, 256, 'file'),
  ...extents,
];
const HIDDEN = 'hidden \x01 of all';
/** Which entries hold it, and what was said. */
async function whereHidden(bytes: Buffer): Promise<{ readonly names: string[]; readonly said: string }> {
  const { entries, error } = await list(btrfs, bytes);
  const names = entries.filter(({ bytes: content }) => content.includes(HIDDEN)).map(({ name }) => name);
  return { names, said: [...entries.map((entry) => entry.error), error].map((one) => one?.message ?? '').join('') };
}
const top = (items: readonly BtrfsItem[], options: Partial<BtrfsOptions> = {}): Buffer =>
  buildBtrfs({ trees: [{ id: 5, items: [...ROOT, ...items] }], ...options });
const REST = '[between entries]';

/** In two sectors, of which the hidden bytes are in the second one. */
const content = Buffer.concat([Buffer.alloc(4096, 'seen'), Buffer.from(HIDDEN), Buffer.alloc(4096 - HIDDEN.length)]);
function lzo(...segments: readonly Buffer[]): Buffer {
  const parts = segments.map((segment) => {
    const packed = lzoLiterals(segment);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(packed.length);
    return Buffer.concat([length, packed]);
  });
  const all = Buffer.alloc(4);
  all.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0));
  return Buffer.concat([all, ...parts]);
}
const PACKED: readonly [string, number, Buffer][] = [
  ['zlib', 1, deflateSync(content)],
  ['LZO', 2, lzo(content.subarray(0, 4096), content.subarray(4096))],
];

describe.each(PACKED)('of an extent that %s has packed', (_, packing, packed) => {
  const extentBytes = Math.ceil(packed.length / 4096) * 4096;
  const fields = { packing, extentBytes, unpackedBytes: 8192 };
  const piece = (start: number, offset: number): BtrfsItem => extent(257, start, { ...fields, offset, bytes: 4096 });

  test('a part that no file refers to', async () => {
    const { names, said } = await whereHidden(top(file(4096, piece(0, 0)), { data: packed }));
    expect([names, said]).toEqual([[REST], '']);
    const both = await list(btrfs, top(file(8192, piece(0, 4096), piece(4096, 0)), { data: packed }));
    expect(both.entries.map(({ name }) => name)).toEqual(['file']);
  });

  test('what lies behind the end of the file', async () => {
    const whole = extent(257, 0, { ...fields, bytes: 8192 });
    expect((await whereHidden(top(file(4100, whole), { data: packed }))).names).toEqual([REST]);
    expect((await whereHidden(top(file(0, whole), { data: packed }))).names).toEqual([REST]);
  });

  test('more than it says', async () => {
    const { said } = await whereHidden(
      top(file(4096, extent(257, 0, { ...fields, unpackedBytes: 4096, bytes: 4096 })), { data: packed }),
    );
    expect(said).toContain('damaged');
  });
});

describe('behind what was read of sectors', () => {
  const packed = deflateSync(Buffer.alloc(4096, 'seen'));
  const at = (place: number): Buffer => {
    const bytes = Buffer.alloc(12_288);
    packed.copy(bytes);
    bytes.write(HIDDEN, place, 'latin1');
    return bytes;
  };

  test.each([packed.length, 4096, 8192])('of a packed extent, at %i', async (place) => {
    const fields = { packing: 1, extentBytes: 12_288, bytes: 4096, unpackedBytes: 4096 };
    expect(await whereHidden(top(file(4096, extent(257, 0, fields)), { data: at(place) }))).toEqual({
      names: [REST],
      said: '',
    });
  });

  test('of a file', async () => {
    const data = Buffer.concat([Buffer.from('seen'), Buffer.alloc(96), Buffer.from(HIDDEN)]);
    expect(await whereHidden(top(file(100, extent(257, 0, {})), { data }))).toEqual({ names: [REST], said: '' });
  });
});

describe('in trees', () => {
  const inline = (fields: ExtentFields = {}, more = ''): BtrfsItem =>
    inlineExtent(257, Buffer.concat([deflateSync(Buffer.from(`abc\0\0${HIDDEN}`)), Buffer.from(more, 'latin1')]), {
      packing: 1,
      unpackedBytes: 24,
      ...fields,
    });

  test.each<[string, BtrfsItem[], string]>([
    ['behind a file in its node', file(3, inlineExtent(257, `abc\0${HIDDEN}`)), 'file'],
    ['behind a packed one', file(3, inline()), 'file'],
    ['behind the size that a packed one says', file(3, inline({ unpackedBytes: 3 })), 'file'],
    ['in a file of no size', file(0, inline()), 'file'],
    ['in what is no file', [inode(257, 24, 0o010644), nameOf(257, 256, 'pipe'), inline()], 'pipe'],
    [
      'in a link that is no path',
      [inode(257, 9, 0o120777), nameOf(257, 256, 'link'), inlineExtent(257, HIDDEN)],
      'link',
    ],
    ['in an extended attribute', [{ id: 256, type: 24, data: Buffer.from(HIDDEN, 'latin1') }], REST],
    ['behind an inode', [{ ...inode(257, 0), data: Buffer.concat([inode(257, 0).data, Buffer.from(HIDDEN)]) }], REST],
    ['in a name', [inode(257, 0), nameOf(257, 256, HIDDEN)], REST],
  ])('%s', async (_, items, name) => {
    expect(await whereHidden(top(items))).toEqual({ names: [name], said: '' });
  });

  test('behind a packed file in its node', async () => {
    expect((await whereHidden(top(file(24, inline({}, 'more'))))).said).toContain('damaged');
  });

  test('a second inode hides nothing', async () => {
    const { names, said } = await whereHidden(top([...file(24, inline()), inode(257, 0, 0o010644, 1)]));
    expect([names, said]).toEqual([['file'], expect.stringContaining('inodes that are there twice: 1')]);
  });

  test.each([1, 100, -9])('tree %i may hold files, too', async (id) => {
    const trees = [
      { id: 5, items: ROOT },
      { id: 100, items: file(24, inline()) },
    ];
    const image =
      id === 1 ? top([], { roots: file(24, inline()) }) : buildBtrfs({ trees: [trees[0]!, { ...trees[1]!, id }] });
    expect(await whereHidden(image)).toEqual({ names: [`[tree ${id}]/file`], said: '' });
  });

  test('a tree that is being deleted hides none that is at the same place', async () => {
    const image = buildBtrfs({
      trees: [
        { id: 5, items: ROOT },
        { id: 256, items: [] },
        { id: 257, items: file(24, inline()) },
      ],
      roots: [longName(257, 256, 'sub', 5)],
      lie: (node, index) => {
        if (index !== 1) return;
        // The root of 256 tells of that of 257, with another generation, and no references.
        const root = 101 + node.readUInt32LE(101 + 25 + 17);
        node.writeBigUInt64LE(99n, root + 160);
        node.writeBigUInt64LE(BigInt(nodeAddress(4)), root + 176);
        node.writeUInt32LE(0, root + 216);
      },
    });
    expect((await whereHidden(image)).names).toEqual(['sub/file']);
  });

  test('two trees of one number', async () => {
    const trees = [
      { id: 5, items: ROOT },
      { id: 256, items: file(24, inline()) },
      { id: 300, items: ROOT },
    ];
    const roots = [{ ...rootItem(256, nodeAddress(4), 1), offset: 9 }];
    expect((await whereHidden(buildBtrfs({ trees, roots }))).names).toEqual(['[subvolume 256]/file']);
  });

  test('where a node is free', async () => {
    const lie = (node: Buffer, index: number): void => {
      if (index === 2) node.write(HIDDEN, 1500, 'latin1');
    };
    expect(await whereHidden(top(file(1, inlineExtent(257, '1')), { lie }))).toEqual({ names: [REST], said: '' });
  });
});

describe('copies that are none', () => {
  const stripes = [NODES, NODES + (1 << 20)].map((at) => ({ device: 1, at }));
  test.each([
    ['of data', DATA],
    ['of a node', nodeAddress(2)],
  ])('%s', async (_, at) => {
    const image = top(file(4096, extent(257, 0, {})), { stripes, bytes: 3 << 20, data: 'seen' });
    image.copy(image, DATA + (1 << 20), DATA, DATA + 4096);
    expect((await list(btrfs, image)).entries.map(({ name }) => name)).toEqual(['file']);
    image.write(HIDDEN, at + (1 << 20), 'latin1');
    expect(await whereHidden(image)).toEqual({ names: [REST], said: '' });
  });

  test('of the superblock, and what is reserved in it', async () => {
    const image = top([], { bytes: MIRROR + 8192 });
    image.fill(0, MIRROR, MIRROR + 4096).write(HIDDEN, MIRROR, 'latin1');
    expect(await whereHidden(image)).toEqual({ names: [REST], said: '' });
    const superblock = (block: Buffer): void => {
      block.write(HIDDEN, 3000, 'latin1');
    };
    expect(await whereHidden(top([], { superblock }))).toEqual({ names: [REST], said: '' });
  });

  test('a device that is shorter than its superblock', async () => {
    const image = top([], { superblock: (block) => block.writeBigUInt64LE(5n, 209) });
    image.write(HIDDEN, SUPERBLOCK + 8192, 'latin1');
    expect(await whereHidden(image)).toEqual({ names: [REST], said: 'the superblock tells of a device of 5 bytes' });
  });
});

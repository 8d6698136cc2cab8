/** Images of btrfs that would cost much, or lie about the same thing many times. */
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { btrfs } from '../../../src/unpack/file-systems/btrfs.ts';
import {
  type BtrfsItem,
  buildBtrfs,
  DATA,
  type ExtentFields,
  extent,
  inlineExtent,
  inode,
  makeInner,
  nameOf,
  nodeAddress,
  rootItem,
  sums,
} from '../../builders/btrfs.ts';
import { list, texts } from '../observe.ts';

const ROOT = [inode(256, 0, 0o040755), nameOf(256, 256, '..')];
const small = (id: number, parent: number, name: string): BtrfsItem[] => [
  ...[inode(id, name.length), nameOf(id, parent, name), inlineExtent(id, name)],
];
const message = ({ entries, error }: Awaited<ReturnType<typeof list>>): string =>
  [...entries.map((entry) => entry.error), error].map((one) => one?.message ?? '').join('');

test('data of an item in that of another, and one that lies alone', async () => {
  const items = [...ROOT, ...small(257, 256, 'a'), ...small(258, 256, 'b')];
  const placeOf = (index: number): number => 101 + 25 * index + 17;
  const overlapping = await list(
    btrfs,
    buildBtrfs({
      trees: [{ id: 5, items }],
      lie: (node, index) => {
        if (index === 2) node.copy(node, placeOf(5), placeOf(4), placeOf(4) + 8);
      },
    }),
  );
  expect(message(overlapping)).toContain('or overlap those of others: 1');
  expect(texts(overlapping).map(([name]) => name)).toContain('b');
});

test('a name that is too long for Linux', async () => {
  const listing = await list(
    btrfs,
    buildBtrfs({
      trees: [{ id: 5, items: [...ROOT, ...small(257, 256, 'n'.repeat(255)), ...small(258, 256, 'n'.repeat(256))] }],
    }),
  );
  expect(listing.entries.map(({ name }) => name).slice(0, 2)).toEqual(['n'.repeat(255), 'inode 258']);
  expect(message(listing)).toContain('names that are damaged: 1');
});

describe('packed extents', () => {
  const packed = deflateSync(Buffer.alloc(8192, 'text'));
  const listed = (fields: ExtentFields, sumItem?: BtrfsItem) =>
    list(
      btrfs,
      buildBtrfs({
        trees: [
          {
            id: 5,
            items: [
              ...[...ROOT, inode(257, 8192), nameOf(257, 256, 'file')],
              extent(257, 0, { packing: 1, extentBytes: 4096, unpackedBytes: 8192, bytes: 8192, ...fields }),
            ],
          },
          { id: 7, items: sumItem === undefined ? [] : [sumItem] },
        ],
        data: packed,
      }),
    );

  test.each<ExtentFields>([
    { offset: 1 },
    { bytes: 1 },
    { unpackedBytes: 8191 },
    { extentBytes: 4095 },
    { at: DATA + 512 },
  ])('not of whole sectors: %o', async (fields) => {
    expect(message(await listed(fields))).toContain('not made of whole sectors');
  });

  test.each<ExtentFields>([{ extentBytes: 132 << 10 }, { unpackedBytes: 132 << 10 }])(
    'larger than Linux packs them: %o',
    async (fields) => {
      expect(message(await listed(fields))).toContain('at most 131072 bytes');
    },
  );

  test('sums that are not of sectors', async () => {
    expect(message(await listed({}, sums(DATA + 1, 1)))).toContain('wrong checksum');
    expect(message(await listed({}))).toBe('');
  });

  test('pieces are copied where they are small', async () => {
    const { entries } = await listed({});
    expect(entries[0]!.bytes.equals(Buffer.alloc(8192, 'text'))).toBe(true);
  });
});

test('directories that are too deep go by their numbers, in whatever order they are met', async () => {
  const [FIRST, PER_NODE] = [1000, 110];
  const depths = [600, 100, 512, 513];
  const chain = Array.from({ length: 600 }, (_, index) =>
    nameOf(FIRST + index, index === 0 ? 256 : FIRST + index - 1, 'd'),
  );
  const nodes = Array.from({ length: 6 }, (_, index) => chain.slice(PER_NODE * index, PER_NODE * (index + 1)));
  const files = depths.flatMap((depth, index) => small(257 + index, FIRST + depth - 1, 'f'));
  const leaves = [[...ROOT, ...files], ...nodes];
  const { entries } = await list(
    btrfs,
    buildBtrfs({
      trees: [{ id: 5, items: [] }, ...leaves.map((items, index) => ({ id: 300 + index, items }))],
      lie: (node, index) => {
        if (index === 1) {
          node.writeUInt32LE(1, 96);
          node[101 + node.readUInt32LE(101 + 17) + 238] = 1;
        }
        if (index !== 2) return;
        makeInner(
          node,
          1,
          0,
          leaves.map((_, leaf) => nodeAddress(3 + leaf)),
        );
        for (const leaf of nodes.keys()) node.writeBigUInt64LE(BigInt(FIRST + PER_NODE * leaf), 101 + 33 * (leaf + 1));
      },
    }),
  );
  expect(entries.map(({ name }) => name).slice(0, 4)).toEqual([
    'inode 1599/f',
    `${'d/'.repeat(100)}f`,
    `${'d/'.repeat(512)}f`,
    'inode 1512/f',
  ]);
});

test('leaves that trees share are gone through once; what goes on in others is read', async () => {
  const gz = deflateSync(Buffer.from('of the second'));
  // Leaves 3 to 5: the second one is of both trees, and its last file goes on in the third one, of the second tree alone.
  const leaves: BtrfsItem[][] = [
    [...ROOT],
    [...small(300, 256, 'first'), ...small(301, 256, 'middle'), inode(302, 8192), nameOf(302, 256, 'last')],
    [inlineExtent(302, gz, { packing: 1, unpackedBytes: 13 })],
  ];
  const { entries, error } = await list(
    btrfs,
    buildBtrfs({
      trees: [
        { id: 5, items: [] },
        { id: 256, items: [] },
        ...leaves.map((items, index) => ({ id: 300 + index, items })),
      ],
      lie: (node, index) => {
        // Of roots, that name but the trees, of level 1.
        if (index === 1) {
          node.writeUInt32LE(2, 96);
          for (const item of [0, 1]) node[101 + node.readUInt32LE(101 + 25 * item + 17) + 238] = 1;
        }
        const ids = [256, 300, 302];
        const of = index === 2 ? [4, 5] : index === 3 ? [4, 5, 6] : undefined;
        if (of === undefined) return;
        makeInner(node, 1, 0, of.map(nodeAddress));
        for (const branch of of.keys()) node.writeBigUInt64LE(BigInt(ids[branch]!), 101 + 33 * branch);
        if (index === 3) node[101 + 33 * 2 + 8] = 108;
      },
    }),
  );
  expect(entries.map(({ name, bytes }) => [name, bytes.toString().replaceAll('\0', '')]).slice(0, 4)).toEqual([
    ['first', 'first'],
    ['middle', 'middle'],
    ['last', ''],
    ['[subvolume 256]/last', 'of the second'],
  ]);
  expect(error?.message).toBeUndefined();
});

test('a tree that is named often is gone through once', async () => {
  const roots = Array.from({ length: 5 }, (_, offset) => ({ ...rootItem(100, nodeAddress(2), 1), offset: offset + 1 }));
  const listing = await list(
    btrfs,
    buildBtrfs({ trees: [{ id: 5, items: [...ROOT, ...small(257, 256, 'a')] }], roots }),
  );
  expect(texts(listing)).toEqual([['a', 'a']]);
});

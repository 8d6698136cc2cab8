import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError, type KeysieveError } from '../../../src/model/errors.ts';
import { btrfs } from '../../../src/unpack/file-systems/btrfs.ts';
import { crc32c } from '../../builders/block-table.ts';
import {
  type BtrfsItem,
  type BtrfsOptions,
  buildBtrfs,
  chunkItem,
  DATA,
  extent,
  inlineExtent,
  inode,
  longName,
  MIRROR,
  makeInner,
  NODES,
  nameOf,
  nodeAddress,
  rootItem,
  SUPERBLOCK,
  sums,
} from '../../builders/btrfs.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE, list, observe, texts } from '../observe.ts';

const ROOT = [inode(256, 0, 0o040755), nameOf(256, 256, '..')];
/** A file of which its inode says how long it is. */
const file = (id: number, name: string, size: number, ...extents: readonly BtrfsItem[]): BtrfsItem[] => [
  inode(id, size),
  nameOf(id, 256, name),
  ...extents,
];
const small = (id: number, name: string): BtrfsItem[] => file(id, name, name.length, inlineExtent(id, name));
const listTop = (items: readonly BtrfsItem[], options: Partial<BtrfsOptions> = {}) =>
  list(btrfs, buildBtrfs({ trees: [{ id: 5, items: [...ROOT, ...items] }], ...options }));
const codeOf = (error: KeysieveError | undefined): string | undefined =>
  error instanceof FormatError ? error.code : error?.name;
const endsOf = ({ entries, troubles, error }: Awaited<ReturnType<typeof list>>) => [
  ...entries.flatMap(({ name, error: own }) => (own === undefined ? [] : [`${name}: ${codeOf(own)}: ${own.message}`])),
  ...troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`),
  ...(error === undefined ? [] : [`${codeOf(error)}: ${error.message}`]),
];

describe('names', () => {
  test('paths, whichever inode has the higher number, by either kind of reference; several names are one file', async () => {
    const listing = await listTop([
      ...[inode(300, 0, 0o040755), nameOf(300, 400, 'inner')],
      ...[inode(400, 0, 0o040755), nameOf(400, 256, 'outer')],
      ...[inode(257, 1), nameOf(257, 300, 'one'), nameOf(257, 301, 'two'), inlineExtent(257, '1')],
      ...[inode(258, 1), longName(258, 400, 'long'), inlineExtent(258, '2')],
      ...[inode(259, 6, 0o120777), nameOf(259, 256, 'link'), inlineExtent(259, 'target')],
      // As mkfs.btrfs 6.14 ends it.
      ...[inode(260, 7, 0o120777), nameOf(260, 256, 'ended link'), inlineExtent(260, 'target\0')],
    ]);
    expect(texts(listing)).toEqual([
      ['outer/inner/one', '1'],
      ['outer/long', '2'],
    ]);
    expect(endsOf(listing)).toEqual([]);
  });

  test('directories in a circle, no directory, no name, no inode: each file is there', async () => {
    const listing = await listTop([
      ...[nameOf(300, 301, 'a'), nameOf(301, 300, 'b')],
      ...[inode(257, 1), nameOf(257, 300, 'circle'), inlineExtent(257, '1')],
      ...[inode(258, 1), nameOf(258, 999, 'lost'), inlineExtent(258, '2')],
      ...[inode(259, 1), inlineExtent(259, '3'), nameOf(260, 256, 'no inode'), inlineExtent(260, '4')],
    ]);
    const found = texts(listing).map(([name, text]) => [name.slice(-20), text]);
    expect(found.map(([, text]) => text)).toEqual(['1', '2', '3', '4']);
    expect(found.slice(1).map(([name]) => name)).toEqual(['inode 999/lost', 'inode 259', 'no inode']);
    expect(endsOf(listing)).toEqual([expect.stringContaining('files without an inode: 1')]);
  });
});

describe('subvolumes', () => {
  const stored = (name: string): BtrfsItem[] => file(257, name, 4, extent(257, 0, { at: DATA }));
  const trees = (...second: readonly BtrfsItem[]): BtrfsOptions => ({
    trees: [
      { id: 5, items: [...ROOT, ...stored('file'), ...small(258, 'same')] },
      { id: 256, items: [...ROOT, ...second] },
    ],
    roots: [longName(256, 256, 'snapshot', 5)],
    data: 'data',
  });

  test('what a snapshot shares is read once; what only looks alike is not', async () => {
    const listing = await list(
      btrfs,
      buildBtrfs(trees(...stored('file'), ...small(258, 'same'), ...small(259, 'new'))),
    );
    expect(texts(listing)).toEqual([
      ['file', 'data'],
      ['same', 'same'],
      ['snapshot/same', 'same'],
      ['snapshot/new', 'new'],
    ]);
    const renamed = await list(btrfs, buildBtrfs(trees(...stored('other'))));
    expect(texts(renamed).map(([name]) => name)).toEqual(['file', 'same', 'snapshot/other']);
  });

  test('one whose name is nowhere, and one that is being deleted and of which nodes are gone', async () => {
    const listing = await list(
      btrfs,
      buildBtrfs({
        trees: [
          { id: 5, items: ROOT },
          { id: 300, items: [...ROOT, ...small(257, 'a')] },
          { id: 301, items: [...ROOT, ...small(257, 'b')], references: 0 },
        ],
        lie: (node, index) => index === 4 && makeInner(node, 0, 0, []),
      }),
    );
    expect(texts(listing)).toEqual([['[subvolume 300]/a', 'a']]);
    expect(endsOf(listing)).toEqual([]);
  });

  test('what was written last stands in logs', async () => {
    const logged: BtrfsOptions = {
      trees: [
        { id: 5, items: ROOT },
        { id: 300, items: [rootItem(-6, nodeAddress(4), 1)] },
        { id: 301, items: small(257, 'new') },
      ],
      // Only the first tree is named by that of roots.
      lie: (node, index) => index === 1 && node.writeUInt32LE(1, 96),
      superblock: (block) => block.writeBigUInt64LE(BigInt(nodeAddress(3)), 96),
    };
    expect(texts(await list(btrfs, buildBtrfs(logged)))[0]).toEqual(['[log]/new', 'new']);
  });
});

describe('what a file consists of', () => {
  const zlib = deflateSync(Buffer.from('packed '.repeat(1000)));
  const packedExtent = { packing: 1, at: DATA, extentBytes: 4096, bytes: 8192, unpackedBytes: 8192 };

  test('extents, what was set aside, and holes, with an item or without', async () => {
    const { entries, error } = await listTop(
      file(
        ...([257, 'file', 20_000] as const),
        extent(257, 0, { bytes: 4096 }),
        extent(257, 4096, { kind: 2, bytes: 4096 }),
        extent(257, 12_288, { at: 0, bytes: 4096 }),
      ),
      { data: `begin${'-'.repeat(4091)}next` },
    );
    expect([entries[0]!.bytes.length, error]).toEqual([20_000, undefined]);
    expect(entries[0]!.bytes.toString().replaceAll('\0', '')).toBe(`begin${'-'.repeat(4091)}`);
    expect(texts({ entries, troubles: [] })[1]).toEqual(['[between entries]', expect.stringContaining('next')]);
  });

  test('a piece of a packed extent, of which the last sector is not full', async () => {
    const fields = { ...packedExtent, offset: 4096, bytes: 4096 };
    const listing = await listTop(file(257, 'file', 3000, extent(257, 0, fields)), { data: zlib });
    const whole = Buffer.from('packed '.repeat(1000)).subarray(4096);
    expect(listing.entries[0]!.bytes.equals(Buffer.concat([whole, Buffer.alloc(3000 - whole.length)]))).toBe(true);
    expect(endsOf(listing)).toEqual([]);
    // The other piece belongs to no file.
    expect(texts(listing)[1]).toEqual(['[between entries]', `\n${'packed '.repeat(586).slice(0, 4096)}`]);
  });

  test.each<[string, BtrfsItem, string]>([
    ['encrypted', extent(257, 0, { encryption: 1 }), 'unsupported'],
    ['packed in a way that is not known', extent(257, 0, { packing: 9 }), 'unsupported'],
    ['of a kind that is not known', extent(257, 0, { kind: 9 }), 'damaged'],
    ['cut', { ...extent(257, 0, {}), data: Buffer.alloc(30, 1) }, 'damaged'],
    ['nowhere', extent(257, 0, { at: 2 ** 40 }), 'damaged'],
    ['behind all numbers', extent(257, 0, { at: -1, extentBytes: -1, offset: -1 }), 'damaged'],
    ['on another device', extent(257, 0, { at: 2 ** 32 }), 'unsupported'],
    ['spread over devices', extent(257, 0, { at: 2 ** 33 }), 'unsupported'],
    ['in a chunk behind the end of the data', extent(257, 0, { at: 2 ** 34 }), 'damaged'],
    ['of damaged zlib', extent(257, 0, { ...packedExtent, at: DATA + 4096 }), 'damaged'],
    ['of damaged LZO', extent(257, 0, { ...packedExtent, packing: 2, at: DATA + 4096 }), 'damaged'],
    ['of damaged Zstandard', extent(257, 0, { ...packedExtent, packing: 3, at: DATA + 4096 }), 'damaged'],
    ['packed and huge', extent(257, 0, { ...packedExtent, extentBytes: 2 ** 40, unpackedBytes: 2 ** 40 }), 'damaged'],
    [
      'packed, in its node, and huge',
      inlineExtent(257, zlib.subarray(0, 15), { packing: 1, unpackedBytes: 2n ** 63n }),
      'damaged',
    ],
    ['behind what it makes', extent(257, 0, { ...packedExtent, offset: 2 ** 40 }), 'damaged'],
  ])('an extent that is %s: a gap, and its bytes as is', async (_, item, code) => {
    const device = { device: 2, at: NODES };
    const { entries, error } = await listTop(file(257, 'file', 4096, item), {
      data: Buffer.concat([zlib, Buffer.alloc(4096 - zlib.length), Buffer.alloc(4096, 'noise')]),
      chunks: [
        chunkItem(2 ** 32, 1 << 20, [device]),
        chunkItem(2 ** 33, 1 << 20, [{ device: 1, at: NODES }, device], 0x08),
        chunkItem(2 ** 34, 1 << 20, [{ device: 1, at: 2 ** 34 }]),
      ],
    });
    expect([entries[0]!.name, codeOf(entries[0]!.error), error]).toEqual(['file', code, undefined]);
    expect(entries[1]!.bytes.includes('noisenoise')).toBe(true);
  });

  test('extents that overlap are all read', async () => {
    const { entries } = await listTop(file(257, 'file', 8192, extent(257, 0, { bytes: 8192 }), extent(257, 4096, {})), {
      data: 'text',
    });
    expect([entries[0]!.bytes.includes('text'), codeOf(entries[0]!.error)]).toEqual([true, 'damaged']);
  });

  test('sums of packed data are verified', async () => {
    const sector = Buffer.concat([zlib, Buffer.alloc(4096 - zlib.length)]);
    const withSum = (sum: number): BtrfsOptions => ({
      trees: [
        { id: 5, items: [...ROOT, ...file(257, 'file', 7000, extent(257, 0, packedExtent))] },
        { id: 7, items: [sums(DATA - 4096, 0, sum)] },
      ],
      data: sector,
    });
    const right = await list(btrfs, buildBtrfs(withSum(crc32c(sector))));
    // Nobody reads sums but as such.
    const sumBytes = Buffer.from([0x0a, 0, 0, 0, 0, 0, 0, 0, 0]);
    sumBytes.writeUInt32LE(crc32c(sector), 5);
    expect(right.entries[1]!.bytes.equals(sumBytes)).toBe(true);
    expect(endsOf(right)).toEqual([]);
    const wrong = await list(btrfs, buildBtrfs(withSum(1)));
    expect(wrong.entries[1]!.bytes.includes(zlib)).toBe(true);
    expect(endsOf(wrong)).toEqual([expect.stringContaining('wrong checksum')]);
  });

  test('a hole of 8 EiB ends where the budget does, at once', async () => {
    const bytes = buildBtrfs({ trees: [{ id: 5, items: [...ROOT, ...file(257, 'file', 2 ** 52)] }] });
    bytes.writeUInt32LE(0, 0);
    const { gaps } = await observe(bytes, { limits: { ...AMPLE, maxEntryBytes: 1e8 } });
    expect(gaps.map(({ path, code }) => [path, code])).toEqual([['artifact!/file', 'budget']]);
  });
});

test('keys of 64 bits are in order, and may be beyond all numbers: UUIDs', async () => {
  const half = (id: bigint, offset: bigint): BtrfsItem => ({ id, type: 251, offset, data: Buffer.alloc(8) });
  const uuids = [1n, 2n].flatMap((low) => [half(2n ** 63n + low, 2n ** 62n + low), half(2n ** 60n, 2n ** 63n + low)]);
  const trees = [
    { id: 5, items: ROOT },
    { id: 9, items: uuids },
  ];
  expect(endsOf(await list(btrfs, buildBtrfs({ trees })))).toEqual([]);
  const repeated = await list(btrfs, buildBtrfs({ trees: [trees[0]!, { id: 9, items: [uuids[0]!, uuids[0]!] }] }));
  expect(endsOf(repeated)).toEqual([expect.stringContaining('keys out of order: 1')]);
});

describe('what is wrong is said', () => {
  const items = [...ROOT, ...small(257, 'a'), ...small(258, 'b')];
  const top: BtrfsOptions = { trees: [{ id: 5, items }] };
  const lying = (lie: (node: Buffer) => void, which = 2): BtrfsOptions => ({
    ...top,
    lie: (node, index) => {
      if (index === which) lie(node);
    },
  });
  const ITEMS = 101 + 25 * 4;

  test.each<[string, BtrfsOptions, string[], string]>([
    ['more items than there is room for', lying((node) => node.writeUInt32LE(2 ** 31, 96)), ['a', 'b'], 'more items'],
    ['data out of the node', lying((node) => node.writeUInt32LE(2 ** 31, ITEMS + 17)), ['b'], 'are not in their node'],
    ['data in the table', lying((node) => node.writeUInt32LE(3, ITEMS + 17)), ['b'], 'are not in their node'],
    ['keys that go back', lying((node) => node.writeBigUInt64LE(1n, 101 + 25 * 7)), ['a', 'b'], 'out of order'],
    ['a level that is none', lying((node) => node.fill(9, 100, 101)), [], 'not where they should be'],
    ['another generation', lying((node) => node.fill(9, 80, 81)), [], 'not where they should be'],
    ['another address', lying((node) => node.fill(9, 48, 49)), [], 'not where they should be'],
    [
      'a root that is cut',
      { ...top, roots: [{ id: 300, type: 132, data: Buffer.alloc(9) }] },
      ['a', 'b'],
      'root is damaged',
    ],
    ['chunks that overlap', { ...top, chunks: [chunkItem(NODES + 4096, 4096, [])] }, ['a', 'b'], 'chunks'],
    ['no files', { trees: [] }, [], 'not there'],
  ])('%s', async (_, options, names, message) => {
    const listing = await list(btrfs, buildBtrfs(options));
    expect(texts(listing).flatMap(([name]) => (name.startsWith('[') ? [] : [name]))).toEqual(
      expect.arrayContaining(names),
    );
    expect(endsOf(listing)).toEqual([expect.stringContaining(message)]);
  });

  test('a tree in itself, at any level, and one node many times', async () => {
    const circle = await list(
      btrfs,
      buildBtrfs({
        ...top,
        superblock: (block) => block.fill(7, 198, 199),
        lie: (node, index) => index === 1 && makeInner(node, 7, 1, [nodeAddress(1), nodeAddress(1)]),
      }),
    );
    expect(endsOf(circle).join()).toContain('nodes of another level: 2');
    const often = { ...top, trees: [...top.trees, { id: 256, items: [] }] };
    const many = await list(
      btrfs,
      buildBtrfs({
        ...often,
        superblock: (block) => block.fill(1, 198, 199),
        lie: (node, index) => {
          if (index === 1)
            makeInner(
              node,
              1,
              1,
              Array.from({ length: 100 }, () => nodeAddress(3)),
            );
        },
      }),
    );
    expect(codeOf(many.error)).toBe('damaged');
  });

  test('a node with a wrong checksum is read, unless there is a copy', async () => {
    const once = buildBtrfs(top);
    once.writeUInt32LE(1, nodeAddress(2));
    const one = await list(btrfs, once);
    expect(texts(one).map(([name]) => name)).toEqual(['a', 'b', '[between entries]']);
    expect(endsOf(one)).toEqual([expect.stringContaining('nodes with a wrong checksum: 1')]);
    const stripes = [NODES, NODES + (256 << 10)].map((at) => ({ device: 1, at }));
    const twice = buildBtrfs({ ...top, stripes });
    twice.fill(0x55, nodeAddress(2), nodeAddress(3));
    const two = await list(btrfs, twice);
    expect(texts(two).map(([name]) => name)).toEqual(['a', 'b', '[between entries]']);
    expect(endsOf(two)).toEqual([]);
  });

  test('a superblock with a wrong checksum is read, and its copy before it', async () => {
    const bytes = buildBtrfs(top);
    bytes.writeUInt32LE(1, SUPERBLOCK);
    const alone = await list(btrfs, bytes);
    expect([texts(alone).map(([name]) => name), endsOf(alone)]).toEqual([
      ['a', 'b', '[between entries]'],
      [expect.stringContaining('and there is no other')],
    ]);
    const long = buildBtrfs({ ...top, bytes: MIRROR + 8192 });
    long.fill(0xff, SUPERBLOCK + 72, SUPERBLOCK + 4096);
    const copied = await list(btrfs, long);
    expect([texts(copied).map(([name]) => name), endsOf(copied)]).toEqual([
      ['a', 'b', '[between entries]'],
      [expect.stringContaining(`its copy at ${MIRROR} was read`)],
    ]);
  });

  test.each<[string, BtrfsOptions, string]>([
    ['sectors of no size', { ...top, superblock: (block) => block.writeUInt32LE(0, 144) }, 'damaged'],
    ['nodes of 1 GiB', { ...top, superblock: (block) => block.writeUInt32LE(1 << 30, 148) }, 'damaged'],
    ['another kind of checksum', { ...top, superblock: (block) => block.writeUInt16LE(9, 196) }, 'unsupported'],
    ['a feature that is not known', { ...top, superblock: (block) => block.writeUInt32LE(0x2000, 188) }, 'unsupported'],
    ['a device that is longer', { ...top, superblock: (block) => block.writeUInt32LE(2 ** 31, 209) }, 'damaged'],
    ['trees on another device', { ...top, superblock: (block) => block.writeUInt32LE(5, 201) }, 'unsupported'],
  ])('%s', async (_, options, code) => {
    const bytes = buildBtrfs(options);
    const { leaves, gaps } = await observe(bytes);
    expect(gaps.map((gap) => gap.code)).toContain(code);
    expect(leaves.find(({ path }) => path === 'artifact')?.bytes.equals(bytes)).toBe(true);
  });

  test.each([SUPERBLOCK + 72, SUPERBLOCK + 1000, NODES, DATA])('cut off at %i', async (size) => {
    const { gaps } = await observe(buildBtrfs(top).subarray(0, size));
    expect(gaps.length).toBeGreaterThan(0);
  });
});

test('what lies behind is an entry of its own, and deleted files are found', async () => {
  const bytes = buildBtrfs({ trees: [{ id: 5, items: ROOT }], data: 'deleted' });
  const { entries, error } = await list(btrfs, Buffer.concat([bytes, Buffer.from('behind')]));
  expect(entries.map(({ name, bytes: content }) => [name, content.toString().replaceAll(/[\0\n]/g, '')])).toEqual([
    ['[between entries]', 'deleted'],
    ['[behind the archive]', 'behind'],
  ]);
  expect(error).toBeUndefined();
});

test('any byte of the metadata of a fixture may be wrong: nothing hangs, and nothing of ours breaks', async () => {
  const { bytes } = readFixture(fixtureRows.find(({ file: name }) => name.startsWith('btrfs-zstd'))!);
  for (let seed = 0; seed < 40; seed++) {
    const mutant = Buffer.from(bytes);
    for (let index = 0; index < 200; index++) mutant[(seed * 7919 + index * 104_729) % mutant.length]! ^= 1 + seed;
    await list(btrfs, mutant);
  }
});

import { describe, expect, test } from 'vitest';
import { isZero } from '../../../src/bytes/zeros.ts';
import { erofs } from '../../../src/unpack/file-systems/erofs.ts';
import { buildErofs, dataBlock, type ErofsNode, type ErofsOptions, erofsDirectory } from '../../builders/erofs.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list, observe, texts } from '../observe.ts';

const directory = (...entries: Parameters<typeof erofsDirectory>[0]): ErofsNode => ({
  kind: 'directory',
  body: erofsDirectory(entries),
});
const words = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
};
const HOLE = 0xffff_ffff;

/** A root in which `node` is named `file`. */
const listOne = (node: ErofsNode, options: ErofsOptions = {}) =>
  list(erofs, buildErofs([directory(['file', 1]), node], options));

test('directories in a circle are gone through once, and a file with two names is read once', async () => {
  const nodes = [
    directory(['.', 0, 2], ['..', 0, 2], ['a', 1, 2], ['one', 2, 1], ['two', 2, 1]),
    directory(['..', 0, 2], ['itself', 1, 2], ['up', 0, 2], ['three', 2, 1], ['four', 3, 1]),
    { body: 'content', isLong: false },
    { body: 'more content', attributes: 3 },
  ];
  const listing = await list(erofs, buildErofs(nodes, { inodeCount: nodes.length }));
  expect(texts(listing)).toEqual([
    ['one', 'content'],
    ['a/four', 'more content'],
  ]);
  expect([listing.troubles, listing.error]).toEqual([[], undefined]);
});

test('directories that share what they hold: no more names are read than an image has room for', async () => {
  const count = 40;
  const shared = erofsDirectory(Array.from({ length: 300 }, (_, index) => ['.', index % count, 2]));
  const node: ErofsNode = { kind: 'directory', layout: 0, size: shared.length };
  const nodes = (more: Partial<ErofsNode>) => Array.from({ length: count }, () => ({ ...node, ...more }));
  const image = buildErofs(nodes({ word: dataBlock(nodes({})) }), { data: shared });
  const { entries, error } = await list(erofs, image);
  expect(entries).toEqual([]);
  expect(error?.message).toContain(`more than ${image.length / 4} names`);
});

test('a path that is longer than any can be keeps its end', async () => {
  const depth = 300;
  const folders = Array.from({ length: depth }, (_, index) => directory([`${index} `.padEnd(80, 'x'), index + 1]));
  const { entries } = await list(erofs, buildErofs([...folders, { body: 'deep' }]));
  expect(entries.map(({ name, bytes }) => [name.length < 5000, name.slice(-80), bytes.toString()])).toEqual([
    [true, `${depth - 1} `.padEnd(80, 'x'), 'deep'],
  ]);
});

describe('what a file consists of', () => {
  test('blocks, and behind the inode what fills none', async () => {
    const data = `${'x'.repeat(4096)}rest of the block`;
    const start = { word: dataBlock([{}, {}]), size: 4096 + 5 };
    expect(texts(await listOne({ ...start, layout: 2, body: 'inner' }, { data }))).toEqual([
      ['file', `${'x'.repeat(4096)}inner`],
    ]);
    expect(texts(await listOne({ ...start, layout: 0 }, { data }))).toEqual([['file', data.slice(0, 4096 + 5)]]);
  });

  test.each([
    ['rows of 4 bytes', 12, words(HOLE, HOLE, 1)],
    ['rows of 8 bytes', 12 | 0x20, words(0, HOLE, 0, HOLE, 0, 1)],
  ])('chunks in %s, and holes as long as they are', async (_, word, body) => {
    const size = 2 * 4096 * 2 ** 12 + 5;
    const { entries } = await listOne({ layout: 4, word, body, size }, { data: 'chunk' });
    expect(entries[0]!.bytes.length).toBe(size);
    expect(entries[0]!.bytes.subarray(-5).toString()).toBe('chunk');
    expect(isZero(entries[0]!.bytes.subarray(0, -5))).toBe(true);
  });

  test.each<[string, ErofsNode, ErofsOptions, string, string]>([
    ['more bytes than there are', { layout: 0, word: 1, size: 1e12 }, { data: 'd'.repeat(4096) }, 'damaged', 'd'],
    ['blocks that are nowhere', { layout: 0, word: 0x7fff_ffff, size: 10 }, {}, 'damaged', ''],
    ['a block on another device', { layout: 0, word: 99, size: 10 }, { otherDevices: 1 }, 'unsupported', ''],
    [
      'a chunk on another device',
      { layout: 4, word: 0x20, size: 10, body: words(1 << 16, 0) },
      { otherDevices: 1 },
      'unsupported',
      '',
    ],
    ['a layout that is not known', { layout: 6, size: 10 }, {}, 'unsupported', ''],
    ['an index without an end', { layout: 1, size: 2 ** 50, body: words(0, 0, 0, 0, 2) }, {}, 'damaged', ''],
    [
      'an algorithm that is not known',
      { layout: 1, size: 10, body: words(0, 9 << 16, 0, 0, 1, 1) },
      { features: 2, data: 'x' },
      'unsupported',
      '',
    ],
    [
      'a first part that begins late',
      { layout: 1, size: 10, body: words(0, 0, 0, 0, 5 << 16, 1) },
      { features: 2, data: 'x'.repeat(4096) },
      'damaged',
      'x',
    ],
    [
      'no part before its end',
      { layout: 1, size: 10, body: words(0, 0, 0, 0, 11 << 16, 1) },
      { features: 2, data: 'x'.repeat(4096) },
      'damaged',
      '',
    ],
    [
      'the end of a file in no file',
      { layout: 1, size: 10, body: words(0, 0x8000_0000) },
      { features: 0x20 },
      'damaged',
      '',
    ],
    [
      'the end of a file in itself',
      { layout: 1, size: 10, body: words(0, 0x8000_0000) },
      { features: 0x20, packedNode: 1 },
      'damaged',
      '',
    ],
  ])('%s: what there is, and a gap', async (_, node, options, code, content) => {
    const { entries, error } = await listOne(node, options);
    expect(error).toBeUndefined();
    expect(entries.map(({ name, bytes, error: own }) => [name, bytes.toString('latin1', 0, 1), own])).toEqual([
      ['file', content, expect.objectContaining({ code })],
    ]);
  });
});

describe('a file that has more than its size says', () => {
  const letters = 'abcdefghij';
  const lz4 = Buffer.concat([Buffer.of(letters.length << 4), Buffer.from(letters)]);

  test.each([
    [10, letters, undefined],
    [5, 'abcdef', 'damaged'],
    [0, '', 'damaged'],
  ])('in a packed part of its own, of %i bytes', async (size, content, code) => {
    const file = { layout: 1, size, body: words(0, 0, 0, 0, 1, 1) };
    const { entries } = await listOne(file, { features: 2, data: lz4 });
    expect(entries.map(({ name, bytes, error: own }) => [name, bytes.toString(), own])).toEqual([
      ['file', content, code && expect.objectContaining({ code })],
    ]);
  });

  test('among the ends of files: the rest is an entry', async () => {
    const file = { layout: 1, size: 4, body: words(0, 0x8000_0000) };
    const ends = { layout: 2, size: letters.length, body: letters };
    const image = buildErofs([directory(['file', 1, 1]), file, ends], { features: 0x20, packedNode: 2 });
    expect(texts(await list(erofs, image))).toEqual([
      ['file', 'abcd'],
      ['[between entries]', 'efghij'],
    ]);
  });
});

describe('what is wrong is said', () => {
  test.each<[string, Buffer, string]>([
    ['an inode that is another kind of thing', buildErofs([directory(['a', 1, 1]), { kind: 'link' }]), 'damaged'],
    ['fewer inodes than there should be', buildErofs([directory(['a', 1])], { inodeCount: 5 }), 'damaged'],
    ['a root that is a file', buildErofs([{ body: 'file' }]), 'damaged'],
    ['a directory of zeros', buildErofs([{ kind: 'directory', body: Buffer.alloc(100) }]), 'damaged'],
    ['an inode behind the end', buildErofs([directory(['a', 100_000])]), 'damaged'],
    ['an image that is cut off', buildErofs([directory()], { data: 'x'.repeat(9000) }).subarray(0, 9000), 'damaged'],
    [
      'a feature that is not known',
      buildErofs([directory(['a', 1]), { body: 'x' }], { features: 0x80 }),
      'unsupported',
    ],
  ])('%s', async (_, bytes, code) => {
    const { leaves, gaps } = await observe(bytes);
    expect(gaps.map((gap) => [gap.path, gap.code])).toEqual([['artifact', code]]);
    expect(leaves.find(({ path }) => path === 'artifact')?.bytes.equals(bytes)).toBe(true);
  });
});

/* The index of the inode of ends, at 1,696; its first head, at 1,704, of full form:  0  2  type   2  2  where in the cluster its part begins */
test.each([
  ['a late one', [0x00, 0x11], ['long.txt']],
  ['a later one', [0xff, 0xff], ['long.txt']],
])('files that need what is before the first part of a packed inode are damaged: %s', async (_, first, files) => {
  const bytes = Buffer.from(fixtureBytes('erofs-lz4.erofs.gz'));
  bytes.set(first, 1704);
  const { gaps } = await observe(bytes);
  const message = expect.stringContaining('of the inode that holds the ends of files');
  expect(gaps).toEqual(files.map((file) => ({ path: `artifact!/${file}`, code: 'damaged', message })));
});

test('what lies behind is an entry of its own', async () => {
  const { entries, error } = await list(erofs, buildErofs([directory(['a', 1]), { body: 'a' }], { suffix: 'behind' }));
  expect(entries.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    ['a', 'a'],
    ['[behind the archive]', 'behind'],
  ]);
  expect(error).toBeUndefined();
});

test('in the middle of other bytes more is asked for than the magic number', () => {
  const image = buildErofs([directory(['a', 1]), { body: 'content' }], { inodeCount: 2 });
  const program = Buffer.alloc(4096);
  image.copy(program, 1024, 1024, 1037);
  const claims = [image, program].map((bytes) => [erofs.sniff(bytes), erofs.sniffEmbedded?.(bytes)]);
  expect(claims).toEqual([
    [true, true],
    [true, false],
  ]);
});

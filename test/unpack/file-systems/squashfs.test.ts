import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { squashfs } from '../../../src/unpack/file-systems/squashfs.ts';
import {
  buildSquashfs,
  PLAIN,
  type SquashfsNode,
  type SquashfsOptions,
  SUPERBLOCK_BYTES,
} from '../../builders/squashfs.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE, list, observe, texts } from '../observe.ts';

const directory = (...entries: readonly (readonly [string, number])[]): SquashfsNode => ({
  kind: 'directory',
  entries,
});
/** A run of literals, and nothing else. */
const packed = (text: string): Buffer => Buffer.concat([Buffer.from([text.length << 4]), Buffer.from(text)]);
const METADATA = '[metadata]';

const files = async (nodes: readonly SquashfsNode[], options: SquashfsOptions = {}) => {
  const listing = await list(squashfs, buildSquashfs(nodes, options));
  return { ...listing, entries: listing.entries.filter(({ name }) => name !== METADATA) };
};

test('directories in a circle are gone through once, and a file with two names is read once', async () => {
  const nodes = [
    directory(['a', 1], ['one', 2], ['two', 2]),
    directory(['itself', 1], ['up', 0], ['three', 2], ['four', 3]),
    { kind: 'file', size: 7, blocks: [8] },
    { kind: 'file', size: 4, blocks: [4 | PLAIN], start: SUPERBLOCK_BYTES + 8 },
  ] as const;
  const data = Buffer.concat([packed('content'), Buffer.from('more')]);
  const listing = await files(nodes, { data, inodeCount: nodes.length });
  expect(texts(listing)).toEqual([
    ['one', 'content'],
    ['a/four', 'more'],
  ]);
  expect([listing.troubles, listing.error]).toEqual([[], undefined]);
});

test('names and targets of links are in the metadata', async () => {
  const { entries } = await list(
    squashfs,
    buildSquashfs([directory(['a link', 1]), { kind: 'link', target: 'the target' }]),
  );
  expect(entries.map(({ name }) => name)).toEqual([METADATA]);
  for (const text of ['a link', 'the target']) expect(entries[0]!.bytes.includes(text)).toBe(true);
});

test('holes have their length, and the tail of a file from its fragment', async () => {
  const nodes: SquashfsNode[] = [
    directory(['tail', 1], ['sparse', 2]),
    { kind: 'file', size: 4, fragment: { index: 0, offset: 2 } },
    { kind: 'file', size: 4096 * 50_000 + 3, blocks: [...Array<number>(50_000).fill(0), 3 | PLAIN] },
  ];
  const fragments = [{ start: SUPERBLOCK_BYTES + 3, word: 8 }];
  const { entries, error } = await files(nodes, {
    data: Buffer.concat([Buffer.from('end'), packed('in tail')]),
    fragments,
  });
  const [tail, sparse] = entries;
  expect([sparse!.bytes.length, sparse!.bytes.subarray(-3).toString()]).toEqual([4096 * 50_000 + 3, 'end']);
  expect([tail!.bytes.toString(), tail!.error, error]).toEqual([' tai', undefined, undefined]);
});

describe('a file that lies gives what there is, and a gap', () => {
  const file = (fields: object): SquashfsNode => ({ kind: 'file', size: 8, blocks: [9], ...fields });
  test.each<[string, SquashfsNode, string]>([
    ['a block that is damaged', file({ blocks: [6] }), 'conte'],
    ['a block that makes less than it should', file({ size: 20 }), 'content!'],
    ['a second block that is nowhere', file({ size: 5000, blocks: [9, 0xff_ffff] }), 'content!'],
    ['a block larger than there may be', file({ blocks: [5000 | PLAIN] }), ''],
    ['a list of blocks without an end', file({ size: 1n << 60n }), 'content!'],
    ['a fragment that is nowhere', file({ size: 10, blocks: [], fragment: { index: 5, offset: 0 } }), ''],
    ['a fragment that is too short', file({ size: 10, blocks: [], fragment: { index: 0, offset: 7 } }), '!'],
  ])('%s', async (_, node, content) => {
    const options = { data: packed('content!'), fragments: [{ start: SUPERBLOCK_BYTES, word: 9 }] };
    const { entries, error } = await files([directory(['file', 1]), node], options);
    expect(error).toBeUndefined();
    expect(entries.map(({ bytes, error: own }) => [bytes.toString('latin1', 0, content.length), own])).toEqual([
      [content, expect.objectContaining({ code: 'damaged' })],
    ]);
  });
});

describe('what is wrong is said', () => {
  const raw = (type: number): SquashfsNode => ({
    kind: 'raw',
    bytes: Buffer.from([type, ...Array<number>(40).fill(0)]),
  });
  test.each<[string, Buffer]>([
    ['an inode of no type', buildSquashfs([directory(['a', 1]), raw(15)])],
    ['a root that is a file', buildSquashfs([{ kind: 'file', size: 0 }])],
    ['fewer inodes than there should be', buildSquashfs([directory()], { inodeCount: 9 })],
    [
      'a directory that is longer than its table',
      buildSquashfs([{ kind: 'directory', entries: [['a', 0]], size: 60_000 }]),
    ],
    ['more bytes than there are', buildSquashfs([directory()], { usedBytes: 1e6 })],
    ['blocks of 3 bytes', buildSquashfs([directory()], { blockBytes: 3 })],
  ])('%s', async (_, bytes) => {
    const { leaves, gaps } = await observe(bytes);
    expect(new Set(gaps.map(({ code }) => code))).toEqual(new Set(['damaged']));
    expect(leaves.find(({ path }) => path === 'artifact')?.bytes.equals(bytes)).toBe(true);
  });
});

test('what lies behind is an entry of its own', async () => {
  const { entries, error } = await files([directory()], { suffix: 'behind' });
  expect(texts({ entries, troubles: [] })).toEqual([['[behind the archive]', 'behind']]);
  expect(error).toBeUndefined();
});

test('other compressors are left to 7-Zip', () => {
  for (const compressor of [1, 2, 3, 4, 6])
    expect(squashfs.sniff(buildSquashfs([directory()], { compressor }))).toBe(false);
});

test('in the middle of other bytes more is asked for than the magic number', () => {
  const claims = [4096, 4097].map((blockBytes) => {
    const image = buildSquashfs([directory()], { blockBytes });
    return [squashfs.sniff(image), squashfs.sniffEmbedded?.(image)];
  });
  expect(claims).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('an inode of another type than its directory says is told', async () => {
  const bytes = fixtureBytes('squashfs-lz4.squashfs');
  expect((await list(squashfs, bytes)).error).toBeUndefined();
  const hurt = Buffer.from(bytes);
  hurt[939] = 3;
  expect((await list(squashfs, hurt)).error?.message).toMatch(/expected an inode of type 2/);
});

test('files that share their blocks are read up to a limit, far above what copies come to', async () => {
  const blockBytes = 1 << 20;
  const data = Buffer.alloc(8 * blockBytes);
  const blocks = Array<number>(8).fill(blockBytes | PLAIN);
  const copies = Array.from({ length: 140 }, (): SquashfsNode => ({ kind: 'file', size: data.length, blocks }));
  const names = copies.map((_, index) => [`${index}`, index + 1] as const);
  const image = new MemorySource(buildSquashfs([directory(...names), ...copies], { data, blockBytes }));
  let unpackedBytes = 0;
  const read = async () => {
    for await (const entry of squashfs.entries(image, new Budget(AMPLE)))
      if ('open' in entry) for await (const chunk of entry.open()) unpackedBytes += chunk.length;
  };
  await expect(read()).rejects.toThrow(/blocks that files share come to more than 128 times the image; no more files/);
  expect(unpackedBytes).toBeGreaterThan(128 * data.length);
});

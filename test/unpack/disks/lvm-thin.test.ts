import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { crc32cFrom } from '../../../src/unpack/checksums/crc32c.ts';
import { lvm } from '../../../src/unpack/disks/lvm.ts';
import { ThinPool } from '../../../src/unpack/disks/lvm-thin.ts';
import { DATA_START, EXTENT_BYTES, largeVolume, linear, segment, volume } from '../../builders/lvm.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { AMPLE, errorsOf, list } from '../observe.ts';

const THIN = fixtureBytes('lvm2-thin.img.gz');
const BLOCK_BYTES = 4096;
const superblockAt = THIN.indexOf(Buffer.from('ba529c0100000000', 'hex')) - 32;
const blockOf = (image: Buffer, number: number): Buffer =>
  image.subarray(superblockAt + BLOCK_BYTES * number, superblockAt + BLOCK_BYTES * (number + 1));
/** The node of the volume's chunks: that of volumes leads to it, in the only one of its 252 values. */
const devices = Number(blockOf(THIN, 0).readBigUInt64LE(320));
const chunks = Number(blockOf(THIN, devices).readBigUInt64LE(32 + 8 * blockOf(THIN, devices).readUInt32LE(20)));

function changed(number: number, xor: number, write: (block: Buffer) => void): Buffer {
  const image = Buffer.from(THIN);
  const block = blockOf(image, number);
  write(block);
  block.writeUInt32LE((crc32cFrom(0xffff_ffff, block.subarray(4)) ^ xor) >>> 0, 0);
  return image;
}
const node = (number: number, write: (block: Buffer) => void): Buffer => changed(number, 121_107, write);
const room = blockOf(THIN, chunks).readUInt32LE(20);

test('are as large as they say, and hold what is there', async () => {
  const { entries, troubles } = await list(lvm, THIN);
  expect(troubles).toEqual([]);
  expect(entries.map(({ name, bytes }) => [name, name === 'vg/root' ? bytes.length : 0])).toEqual([
    ['vg/root', 2 << 20],
    ['[between entries]', 0],
  ]);
});

test.each<[string, Buffer, RegExp]>([
  [
    'a chunk behind the end of the pool',
    node(chunks, (block) => block.writeBigUInt64LE(99n << 24n, 32 + 8 * room)),
    /vg\/root damaged: expected blocks/,
  ],
  [
    'a sum',
    Buffer.from(THIN).fill(7, superblockAt + BLOCK_BYTES * chunks + 40, superblockAt + BLOCK_BYTES * chunks + 44),
    /expected a node in/,
  ],
  [
    'more entries than there is room for',
    node(chunks, (block) => block.writeUInt32LE(room + 1, 16)),
    /expected a node with its entries/,
  ],
  [
    'chunks in no order',
    node(chunks, (block) => block.writeBigUInt64LE(9n, 32)),
    /expected keys of which each is larger/,
  ],
  [
    'a node that leads to itself',
    node(chunks, (block) => {
      block.writeUInt32LE(1, 4);
      block.writeBigUInt64LE(BigInt(chunks), 32 + 8 * room);
    }),
    /expected a tree/,
  ],
  [
    'a node that is not there',
    node(devices, (block) => block.writeBigUInt64LE(1n << 60n, 32 + 8 * block.readUInt32LE(20))),
    /expected a node in/,
  ],
  [
    'a volume of which the pool knows nothing',
    node(devices, (block) => block.writeBigUInt64LE(99n, 32)),
    /expected volume 7 in/,
  ],
  [
    'chunks of no size',
    changed(0, 160_774, (block) => block.writeUInt32LE(0, 336)),
    /vg\/root unsupported: expected chunks of 64 KiB/,
  ],
  [
    'no superblock',
    Buffer.from(THIN).fill(0, superblockAt, superblockAt + 64),
    /vg\/root unsupported: expected the superblock/,
  ],
])('%s', async (_, image, told) => {
  const listing = await list(lvm, image);
  const messages = listing.troubles.map(({ name, trouble }) => `${name} ${trouble.code}: ${trouble.message}`);
  expect([...messages, ...errorsOf(listing)]).toEqual([expect.stringMatching(told)]);
  const isOpened = !messages.some((message) => message.includes(' unsupported: '));
  expect(listing.entries[0]!.name).toBe(isOpened ? 'vg/root' : 'vg/pool_tdata');
});

test('of a pool of 25,200 volumes each is found by way of keys, and not by going through them', () => {
  const leaf = (index: number): Buffer => nodeOf(1000 + index, 2, (entry) => [252 * index + entry, 200]);
  const blocks = new Map<number, Buffer>([
    [0, blockOf(THIN, 0)],
    [devices, nodeOf(devices, 1, (entry) => [252 * entry, 1000 + entry], 100)],
    ...Array.from({ length: 100 }, (_, index): [number, Buffer] => [1000 + index, leaf(index)]),
    [200, nodeOf(200, 2, (entry) => [entry, entry << 24], 4)],
  ]);
  let reads = 0;
  const pool = new ThinPool((number) => {
    reads++;
    return blocks.get(number);
  }, new Budget(AMPLE));
  expect([...pool.chunksOf(25_000)].map(({ inPool }) => inPool)).toEqual([0, 1, 2, 3]);
  expect(reads).toBe(4);
});

test('of which a hundred claim the same chunks, that lie elsewhere below fourteen volumes, are read as far as the image is large', async () => {
  const [COUNT, BLOCKS] = [100, 3 + 252];
  // Superblock, volumes, the tree of each of them, its leaves.
  const superblock = Buffer.from(blockOf(THIN, 0));
  superblock.writeBigUInt64LE(1n, 320);
  superblock.writeUInt32LE((crc32cFrom(0xffff_ffff, superblock.subarray(4)) ^ 160_774) >>> 0, 0);
  const metadata = [
    superblock,
    nodeOf(1, 2, (entry) => [entry, 2], COUNT),
    nodeOf(2, 1, (entry) => [252 * entry, 3 + entry]),
    ...Array.from({ length: 252 }, (_, leaf) => nodeOf(3 + leaf, 2, (entry) => [252 * leaf + entry, 1 << 24])),
  ];
  const deep = Array.from({ length: 13 }, (_, index) =>
    volume(`d${index + 1}`, segment('striped', 0, 256, `stripes = ["d${index}", 0]`)),
  );
  const thin = Array.from({ length: COUNT }, (_, device) =>
    volume(`t${device}`, segment('thin', 0, 2 ** 20, `thin_pool = "pool"\ndevice_id = ${device}`)),
  );
  const image = largeVolume(
    [
      volume('d0', linear(0, 16, 0), linear(16, 240, 0, 'pv1')),
      ...deep,
      volume('meta', linear(0, BLOCKS, 0)),
      volume('pool', segment('thin-pool', 0, 256, 'metadata = "meta"\npool = "d13"')),
      ...thin,
    ].join(''),
    EXTENT_BYTES * BLOCKS,
  );
  for (const [index, block] of metadata.entries()) block.copy(image, DATA_START + EXTENT_BYTES * index);
  let zeros = 0;
  const draining = async (): Promise<void> => {
    for await (const item of lvm.entries(new MemorySource(image), new Budget(AMPLE)))
      if ('open' in item) for await (const piece of item.open()) zeros += piece.length;
  };
  await expect(draining()).rejects.toThrow(
    /have more than 66,?\d{3} stripes or chunks; .* scan the volumes one by one/,
  );
  expect(zeros).toBeLessThan(70_000 * (64 << 10));
});

/** @param entryOf gives key and value of each entry */
function nodeOf(
  number: number,
  kind: number,
  entryOf: (entry: number) => readonly [number, number],
  count = 252,
): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.writeUInt32LE(kind, 4);
  block.writeBigUInt64LE(BigInt(number), 8);
  for (const [index, value] of [count, 252, 8].entries()) block.writeUInt32LE(value, 16 + 4 * index);
  for (let entry = 0; entry < count; entry++) {
    const [key, value] = entryOf(entry);
    block.writeBigUInt64LE(BigInt(key), 32 + 8 * entry);
    block.writeBigUInt64LE(BigInt(value), 32 + 8 * (252 + entry));
  }
  block.writeUInt32LE((crc32cFrom(0xffff_ffff, block.subarray(4)) ^ 121_107) >>> 0, 0);
  return block;
}

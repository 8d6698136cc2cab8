import { expect, test } from 'vitest';
import { crc32cFrom } from '../../../src/unpack/codecs/crc32c.ts';
import { lvm } from '../../../src/unpack/disks/lvm.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { errorsOf, list } from '../observe.ts';

const THIN = readFixture(fixtureRows.find(({ file }) => file === 'lvm2-thin.img.gz')!).bytes;
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

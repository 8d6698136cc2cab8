import { describe, expect, test } from 'vitest';
import { vhd as vhdContainer } from '../../../src/unpack/disks/vhd.ts';
import { changed } from '../../support/changed.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { observe } from '../observe.ts';

const qcow = fixtureBytes('qcow2-plain.qcow2');
const packed = fixtureBytes('qcow2-packed.qcow2');
const snapshot = fixtureBytes('qcow2-snapshot.qcow2');
const vmdk = fixtureBytes('vmdk-sparse.vmdk');
const stream = fixtureBytes('vmdk-stream.vmdk');
const vhd = fixtureBytes('vhd-dynamic.vhd');
const vhdx = fixtureBytes('vhdx.vhdx');
const vdi = fixtureBytes('vdi.vdi');

const gapsOf = async (bytes: Uint8Array) =>
  (await observe(bytes)).gaps.map(({ path, code, message }) => `${path} ${code}: ${message}`);

describe('what is not in the file is told', () => {
  test.each<[string, Buffer, RegExp]>([
    [
      'a backing file',
      fixtureBytes('qcow2-overlay.qcow2'),
      /unsupported: the disk holds only what differs from a backing/,
    ],
    ['a disk in another file', changed(qcow, (copy) => copy.writeUInt8(4, 79)), /unsupported: .*in another file/],
    [
      'a feature of the years to come',
      changed(qcow, (copy) => copy.writeUInt8(0x20, 79)),
      /unsupported: .*features 20/,
    ],
    ['a key', changed(qcow, (copy) => copy.writeUInt32BE(2, 32)), /encrypted: QCOW: the disk is encrypted/],
    ['the parent of a VDI', changed(vdi, (copy) => copy.writeUInt32LE(4, 76)), /unsupported: .*from a parent disk/],
    ['the parent of a VHD', kindOfVhd(4), /unsupported: .*from a parent disk/],
    [
      'the parent of a VMDK',
      changed(vmdk, (copy) => copy.write('parentCID=1234abcd', copy.indexOf('parentCID='))),
      /unsupported: .*that its parentCID names/,
    ],
    [
      'the parent of a VHDX',
      changed(vhdx, (copy) => copy.writeUInt8(2, vhdxItem('3767a1ca') + 4)),
      /from a parent disk/,
    ],
    ['what the log of a VHDX holds', openedVhdx(), /damaged: the disk was not closed: .*in its log/],
  ])('%s', async (_, bytes, message) => {
    expect(await gapsOf(bytes)).toEqual([expect.stringMatching(message)]);
  });
});

describe('damage is told, and what else there is is read', () => {
  const beyond = 0x7fff_0000;
  test.each<[string, Buffer, RegExp]>([
    [
      'a second table behind the end',
      changed(qcow, (copy) => copy.writeUInt32BE(beyond, firstTable(copy) + 4)),
      /blocks that are/,
    ],
    [
      'a cluster behind the end',
      changed(qcow, (copy) => copy.writeUInt32BE(beyond, secondTable(copy) + 4)),
      /blocks that are/,
    ],
    [
      'a packed cluster that is damaged',
      changed(packed, (copy) => copy.fill(0xff, packedCluster(copy), packedCluster(copy) + 40)),
      /the first at byte 0 of the disk/,
    ],
    [
      'a grain table behind the end',
      changed(vmdk, (copy) => copy.writeUInt32LE(beyond, grains(copy).directory)),
      /blocks that are/,
    ],
    [
      'a grain behind the end',
      changed(vmdk, (copy) => copy.writeUInt32LE(beyond, grains(copy).table)),
      /blocks that are/,
    ],
    ['a packed grain that is damaged', damagedGrain(), /blocks that are/],
    ['a block of a VHD behind the end', changed(vhd, (copy) => copy.writeUInt32BE(beyond, 1536)), /blocks that are/],
    [
      'a block of a VDI behind the end',
      changed(vdi, (copy) => copy.writeUInt32LE(beyond, copy.readUInt32LE(340))),
      /blocks that are/,
    ],
    [
      'snapshots that are not there',
      changed(snapshot, (copy) => copy.writeUInt32BE(7, 60)),
      /expected a table of 7 snapshots, found \d/,
    ],
    ['no region in a VHDX', changed(vhdx, (copy) => copy.fill(0, 192 << 10, 320 << 10)), /expected a table of regions/],
    [
      'blocks of no bytes in a VHDX',
      changed(vhdx, (copy) => copy.fill(0, vhdxItem('3767a1ca'), vhdxItem('3767a1ca') + 4)),
      /blocks of 1 to 256 MiB/,
    ],
    [
      'blocks of no bytes in a VDI',
      changed(vdi, (copy) => copy.writeUInt32LE(0, 376)),
      /expected blocks of some bytes/,
    ],
    [
      'no header of a dynamic VHD',
      changed(vhd, (copy) => copy.writeUInt32BE(0, 512 + 32)),
      /the header of a dynamic disk/,
    ],
    ['a VHD of no kind', kindOfVhd(9), /kind 2, 3 or 4, found 9/],
    ['grains of no bytes', changed(vmdk, (copy) => copy.writeBigUInt64LE(0n, 20)), /expected grains of 512 bytes/],
    ['no footer of a stream', Buffer.concat([noFooter(), Buffer.alloc(1024)]), /expected a header, or a footer/],
  ])('%s', async (_, bytes, message) => {
    const { gaps, leaves } = await observe(bytes);
    expect(gaps.map(({ code, message: said }) => `${code}: ${said}`).filter((said) => message.test(said))).toHaveLength(
      1,
    );
    expect(gaps.every(({ code }) => code === 'damaged')).toBe(true);
    // The file itself.
    expect(leaves.some(({ path, bytes: leaf }) => path === 'artifact' && leaf.equals(bytes))).toBe(true);
  });
});

describe('what is wrong with the tables of a QCOW2 disk is told once', () => {
  test.each<[string, Buffer, RegExp]>([
    [
      'the size of a QCOW2 disk',
      changed(packed, (copy) => copy.fill(0, 24, 32)),
      /clusters in use, found \d+ to which none/,
    ],
    ['a size of 2^51', changed(packed, (copy) => copy.writeUInt8(8, 25)), /^expected a disk that its table/],
    [
      'where the first table begins',
      changed(packed, (copy) => copy.writeUInt8(copy[46]! ^ 1, 46)),
      /clusters in use, found \d+ to which none/,
    ],
    [
      'sectors before the tables',
      Buffer.concat([packed.subarray(0, 4096), Buffer.alloc(512), packed.subarray(4096)]),
      /clusters in the file, found other numbers|clusters in use/,
    ],
  ])('%s', async (_, bytes, message) => {
    const { gaps } = await observe(bytes);
    expect(gaps).toEqual([{ path: 'artifact', code: 'damaged', message: expect.stringMatching(message) }]);
  });
});

test('a QCOW2 disk that ends in the middle of a sector is sound: of an empty one the first table is its last bytes', async () => {
  expect(await gapsOf(Buffer.concat([packed, Buffer.alloc(8)]))).toEqual([]);
});

test('a dynamic VHD is known by its two heads, a fixed one not by the footer alone', () => {
  const head = (second: string) => {
    const bytes = Buffer.alloc(1536);
    bytes.write('conectix');
    bytes.write(second, 512);
    return bytes;
  };
  expect(vhdContainer.sniff(head('cxsparse'))).toBe(true);
  expect(vhdContainer.sniff(head(''))).toBe(false);
});

test('a footer says where the grains of a stream are', async () => {
  const { gaps, leaves } = await observe(withFooter());
  expect(gaps).toEqual([]);
  expect(leaves.map(({ path }) => path)).toContain('artifact!/disk!/note.txt');
});

test('a table that is cut off ends the disk with a gap', async () => {
  const cut = changed(vdi, (copy) => {
    copy.writeBigUInt64LE(1n << 40n, 368);
    copy.writeUInt32LE(512, 376);
    copy.writeUInt32LE(0x7fff_ffff, 384);
    copy.fill(0xff, copy.readUInt32LE(340));
  });
  const gaps = await gapsOf(cut.subarray(0, 60_000));
  expect(gaps).toContainEqual(
    expect.stringMatching(/^artifact!\/disk damaged: expected a table of 2147483647 entries/),
  );
});

test('the memory of a machine that ran is an entry of its snapshot', async () => {
  const memory = seededRandom(7).bytes(10_000);
  const { gaps, leaves } = await observe(withMemory(memory));
  expect(gaps).toEqual([]);
  const found = leaves.find(({ path }) => path === 'artifact!/snapshot 1 live, memory');
  expect(found?.bytes).toEqual(Buffer.from(memory));
});

/** QCOW 3 with clusters of 512 bytes, no disk to speak of, and a snapshot behind whose disk of 32 KiB its memory lies. */
function withMemory(memory: Uint8Array): Buffer {
  const clusterBytes = 512;
  const perTable = clusterBytes / 8;
  const clusters = Math.ceil(memory.length / clusterBytes);
  const at = { snapshots: 512, active: 1024, saved: 1536, table: 2048, counts: 2560, count: 3072, data: 3584 };
  const file = Buffer.alloc(at.data + clusters * clusterBytes);
  file.write('QFI\xfb', 'latin1');
  for (const [offset, number] of [
    [4, 3],
    [20, 9],
    [28, perTable * clusterBytes],
    [36, 1],
    [44, at.active],
    [52, at.counts],
    [56, 1],
    [at.counts + 4, at.count],
    [60, 1],
    [68, at.snapshots],
    [96, 4],
    [100, 104],
    // The snapshot: its first table, of two entries; 40 bytes of more; no id, a name of four letters.
    [at.snapshots + 4, at.saved],
    [at.snapshots + 8, 2],
    [at.snapshots + 12, 4],
    [at.snapshots + 32, memory.length],
    [at.snapshots + 36, 16],
    [at.snapshots + 52, perTable * clusterBytes],
    [at.saved + 12, at.table],
  ] as const)
    file.writeUInt32BE(number, offset);
  file.write('live', at.snapshots + 56);
  for (let index = 0; index < file.length / clusterBytes; index++) file.writeUInt16BE(1, at.count + 2 * index);
  for (let index = 0; index < clusters; index++)
    file.writeUInt32BE(at.data + index * clusterBytes, at.table + 8 * index + 4);
  file.set(memory, at.data);
  return file;
}

function firstTable(disk: Buffer): number {
  return Number(disk.readBigUInt64BE(40));
}

function secondTable(disk: Buffer): number {
  return Number(disk.readBigUInt64BE(firstTable(disk)) & 0xff_ffff_ffff_fe00n);
}

/** Clusters of 64 KiB: 54 bits are the offset. */
function packedCluster(disk: Buffer): number {
  return Number(BigInt.asUintN(54, disk.readBigUInt64BE(secondTable(disk))));
}

function grains(disk: Buffer): { readonly directory: number; readonly table: number } {
  // Flag 2 says that the second directory counts.
  const directory = 512 * Number(disk.readBigUInt64LE((disk.readUInt32LE(8) & 2) === 0 ? 56 : 48));
  return { directory, table: 512 * disk.readUInt32LE(directory) };
}

/** Behind the header of a grain: two bytes of zlib's own. */
function damagedGrain(): Buffer {
  return changed(stream, (copy) => {
    const grain = 512 * copy.readUInt32LE(grains(copy).table);
    copy.fill(0xff, grain + 14, grain + 40);
  });
}

/** As VMware writes a stream, which knows at its end where its directory is. */
function withFooter(): Buffer {
  const footer = Buffer.concat([stream.subarray(0, 512), Buffer.alloc(512)]);
  return Buffer.concat([noFooter(), footer]);
}

function noFooter(): Buffer {
  return changed(stream, (copy) => copy.fill(0xff, 56, 64));
}

function kindOfVhd(kind: number): Buffer {
  return changed(vhd, (copy) => {
    copy.writeUInt32BE(kind, 60);
    copy.writeUInt32BE(kind, copy.length - 512 + 60);
  });
}

/** Where an item of the metadata lies, by the beginning of its identifier. */
function vhdxItem(identifier: string): number {
  const metadata = vhdx.indexOf('metadata');
  const entry = vhdx.indexOf(Buffer.from(identifier, 'hex'), metadata);
  return metadata + vhdx.readUInt32LE(entry + 16);
}

function openedVhdx(): Buffer {
  return changed(vhdx, (copy) => {
    for (const at of [64 << 10, 128 << 10]) copy.fill(1, at + 48, at + 64);
  });
}

test('a size that its tables do not reach is told, and not filled up', async () => {
  const bytes = changed(vdi, (copy) => copy.writeBigUInt64LE(1n << 62n, 368));
  const { gaps, leaves } = await observe(bytes);
  expect(gaps).toContainEqual({
    path: 'artifact!/disk',
    code: 'damaged',
    message: expect.stringMatching(/^expected tables that tell of \d+ bytes of the disk, found those of 1048576/),
  });
  expect(leaves.map(({ path }) => path)).toContain('artifact!/disk!/note.txt');
});

test('holes of a disk count a quarter', async () => {
  const large = (bytes: bigint) =>
    changed(vdi, (copy) => {
      copy.writeBigUInt64LE(bytes, 368);
      const [map, blocks] = [copy.readUInt32LE(340), Number(bytes >> 20n)];
      copy.writeUInt32LE(blocks, 384);
      copy.fill(0xff, map + 4, map + 4 * blocks);
    });
  const gapsOfDisk = async (bytes: bigint) =>
    (await observe(large(bytes), { limits: { maxEntryBytes: 4 << 20 } })).gaps.filter(
      ({ path }) => path === 'artifact!/disk',
    );
  expect(await gapsOfDisk(12n << 20n)).toEqual([]);
  // Of the artifact, too: two disks that hold nothing must not cost what comes behind them.
  const { gaps } = await observe(large(60n << 20n), { limits: { maxTotalBytes: 20 << 20 } });
  expect(gaps.filter(({ path }) => path === 'artifact!/disk')).toEqual([]);
  expect(await gapsOfDisk(16n << 20n)).toEqual([
    { path: 'artifact!/disk', code: 'budget', message: expect.stringMatching(/^more than 4194304 bytes in one entry/) },
  ]);
});

describe('a fixed VHD', () => {
  const fixed = fixtureBytes('vhd-fixed.vhd');
  const notes = async (bytes: Buffer) =>
    (await observe(bytes)).leaves.map(({ path }) => path).filter((path) => path.endsWith('note.txt'));

  test('whose file system is known is opened once, since all of it lies before the footer', async () => {
    expect(await notes(fixed)).toEqual([expect.not.stringContaining('disk')]);
  });

  test('that begins as nothing is a disk', async () => {
    const { leaves } = await observe(changed(fixed, (copy) => copy.fill(0, 0, 512)));
    expect(leaves.map(({ path }) => path)).toContainEqual(expect.stringMatching(/disk$/));
  });
});

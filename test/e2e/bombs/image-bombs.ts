import { deflateSync } from 'node:zlib';
import { partitionTable } from '../../builders/esp-flash.ts';
import { buildExt } from '../../builders/ext.ts';
import { buildIso } from '../../builders/iso.ts';
import { buildSquashfs, type SquashfsNode, SUPERBLOCK_BYTES } from '../../builders/squashfs.ts';
import { type Bomb, GIB, MIB } from './bomb.ts';

const TERABYTES = 8n * 10n ** 12n;

const NOTE = { name: 'note.txt', data: 'some text' };
const TIB = 1024 * GIB;

/** Disks of which next to nothing is stored. */
export const imageBombs: readonly Bomb[] = [
  {
    name: 'a qcow2 of 8 TB that stores nothing',
    make: qcow2,
    options: ['--max-entry-bytes', '1GiB'],
    gaps: [['budget', /^more than 1073741824 bytes in one entry; raise max-entry-bytes to scan the rest$/]],
  },
  {
    name: 'a VMDK of 8 TB that stores nothing',
    make: vmdk,
    options: ['--max-entry-bytes', '1GiB'],
    gaps: [['budget', /^more than 1073741824 bytes in one entry; raise max-entry-bytes to scan the rest$/]],
  },
  {
    name: 'an ext4 with a file of 8 TB that stores a block',
    make: () => buildExt([NOTE, { name: 'large', data: 'some more text', size: TERABYTES }]),
    options: ['--max-entry-bytes', '1GiB'],
    gaps: [['budget', /^more than 1073741824 bytes in one entry; raise max-entry-bytes to scan the rest$/]],
    scannedBytes: GIB,
  },
  {
    name: 'an ext4 of 8 TiB, of which as good as nothing is stored',
    isHeavy: true,
    make: () => buildExt([NOTE], { blocks: (8 * TIB) / 4096 }),
    fileBytes: 8 * TIB,
    options: ['--max-seconds', '3'],
    gaps: [
      ['timeout', /; raise max-seconds/],
      ['damaged', /^descriptors of groups of the file system are damaged/],
    ],
  },
  {
    name: 'an ext4 whose folder lies in itself',
    make: () => buildExt([NOTE, { name: 'loop', isRoot: true }]),
    gaps: [],
    entries: 1,
  },
  {
    name: 'a SquashFS whose files lie in the same blocks by turns',
    isHeavy: true,
    make: blocksByTurns,
    gaps: [
      ['budget', /^files share their bytes: 7-Zip read more than 16 times the archive, or wrote more than 128 times/],
    ],
    entries: 80,
  },
  {
    name: 'an ISO whose folder lies in itself, twice',
    make: () => buildIso([{ ...NOTE, name: 'NOTE.TXT' }], ['LOOP', 'LOOP2']),
    gaps: [['damaged', /^7-Zip says/]],
    entries: 1,
  },
  {
    name: 'flash memory with a table in each sector, whose partition is all that follows',
    isHeavy: true,
    make: () => Buffer.concat(Array.from({ length: 400 }, (_, sector) => flashTable(sector, 0xa000))),
    gaps: [['budget', /: this lies in another one and is not opened;/]],
    entries: 2,
  },
  {
    name: 'flash memory with a table in each sector, whose partition is the end of all',
    make: () => {
      const tables = Array.from({ length: 400 }, (_, sector) => flashTable(sector, 0x9000 + (400 - sector) * 0x1000));
      return Buffer.concat([...tables, Buffer.alloc(2 << 20, 1)]);
    },
    gaps: [['budget', /is damaged or empty, or was read before, and \d+ more were not tried/]],
    entries: 2,
  },
];

/** A sector. The table lies before the first partition. */
function flashTable(sector: number, filesAt: number): Buffer {
  const first = { label: `n${sector}`, type: [1, 2], at: 0x9000, size: 0x1000 } as const;
  return partitionTable([first, { label: `s${sector}`, type: [1, 0x82], at: filesAt, size: 0x7fff_0000 }]);
}

/** qcow2 of version 2: `docs/interop/qcow2.txt` of QEMU. A cluster each: the header, an empty table, and what counts these four. */
function qcow2(): Buffer {
  const clusterBits = 21;
  const cluster = 1 << clusterBits;
  // A table of the second level maps a cluster of entries of eight bytes.
  const l1Entries = Number(TERABYTES / (BigInt(cluster) * BigInt(cluster / 8))) + 1;
  const bytes = Buffer.alloc(4 * cluster);
  bytes.write('QFI\xfb', 0, 'latin1');
  bytes.writeUInt32BE(2, 4);
  bytes.writeUInt32BE(clusterBits, 20);
  bytes.writeBigUInt64BE(TERABYTES, 24);
  bytes.writeUInt32BE(l1Entries, 36);
  bytes.writeBigUInt64BE(BigInt(cluster), 40);
  bytes.writeBigUInt64BE(BigInt(2 * cluster), 48);
  bytes.writeUInt32BE(1, 56);
  // Each of the clusters is in use once.
  bytes.writeBigUInt64BE(BigInt(3 * cluster), 2 * cluster);
  for (let index = 0; index < 4; index++) bytes.writeUInt16BE(1, 3 * cluster + 2 * index);
  return bytes;
}

/** "Virtual Disk Format 5.0" of VMware, hosted sparse extent. */
function vmdk(): Buffer {
  const sectors = TERABYTES / 512n;
  const grain = 1n << 16n;
  const tables = sectors / (grain * 512n) + 1n;
  const directorySectors = Number((tables * 4n + 511n) / 512n);
  const bytes = Buffer.alloc(512 * (2 + directorySectors + 128));
  bytes.write('KDMV', 0, 'latin1');
  bytes.writeUInt32LE(1, 4);
  bytes.writeUInt32LE(3, 8);
  bytes.writeBigUInt64LE(sectors, 12);
  bytes.writeBigUInt64LE(grain, 20);
  bytes.writeUInt32LE(512, 44);
  bytes.writeBigUInt64LE(1n, 48);
  bytes.writeBigUInt64LE(1n, 56);
  bytes.writeBigUInt64LE(128n, 64);
  bytes.set([0x0a, 0x20, 0x0d, 0x0a], 73);
  return bytes;
}

/** 2,000 files, each of a half of 16 blocks of one mebibyte that are packed to one kibibyte. */
function blocksByTurns(): Buffer {
  const blocks = Array.from({ length: 16 }, (_, index) => deflateSync(Buffer.alloc(MIB, index)));
  const data = Buffer.concat(blocks);
  const files = Array.from({ length: 2000 }, (_, index): SquashfsNode => {
    const half = index % 2 === 0 ? blocks.slice(0, 8) : blocks.slice(8);
    const start = index % 2 === 0 ? 0 : Buffer.concat(blocks.slice(0, 8)).length;
    // Each has another size, so that none is known to be read.
    return {
      kind: 'file',
      size: 8 * MIB - index,
      start: SUPERBLOCK_BYTES + start,
      blocks: half.map(({ length }) => length),
    };
  });
  const names = files.map((_, index) => [`${index}`, index + 1] as const);
  const options = { data, blockBytes: MIB, compressor: 1, inodeCount: 1 + files.length };
  return buildSquashfs([{ kind: 'directory', entries: names }, ...files], options);
}

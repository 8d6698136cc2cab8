/** Disks of Parallels Desktop and Virtuozzo (QEMU, `block/parallels.c` and `block/parallels.h`), in two variants. */

import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { type BlockTable, blocksIn, storedBehind } from './block-table.ts';
import { type DiskFile, diskContainer } from './sparse-disk.ts';

/*  0  16  "WithoutFreeSpace", or "WithouFreSpacExt"     16  4  version = 2, little-endian as all
 * 28   4  sectors of a block     32  4  entries of the table     36  8  sectors of the disk, of the former variant 4
 * 64      table: 4 bytes a block, its first sector, of the latter variant in blocks; 0: none                        */
const SECTORS = magic('57 69 74 68 6f 75 74 46 72 65 65 53 70 61 63 65');
const BLOCKS = magic('57 69 74 68 6f 75 46 72 65 53 70 61 63 45 78 74');
const [HEADER_BYTES, VERSION, SECTOR_BYTES] = [64, 2, 512];

export const parallels = diskContainer({
  id: 'parallels',
  title: 'Parallels: expanding (HDS)',
  limits: 'of a snapshot, all but its changes',
  magics: [SECTORS, BLOCKS],
  layoutOf: (source) => {
    const table = tableOf(source);
    return { images: [{ name: 'disk', bytes: table.bytes, stretches: () => blocksIn(source, table) }], troubles: [] };
  },
  overlooked: (source) => {
    const table = tableOf(source);
    return storedBehind(table.bytes, blocksIn(source, table));
  },
});

function tableOf(source: DiskFile): BlockTable {
  const head = Buffer.from(source.read(0, Math.min(HEADER_BYTES, source.size)));
  if (head.length < HEADER_BYTES) throw new FormatError('Parallels: expected a header of 64 bytes');
  const [version, blockSectors] = [head.readUInt32LE(16), head.readUInt32LE(28)];
  if (version !== VERSION || blockSectors === 0)
    throw new FormatError(
      `Parallels: expected version 2 and blocks of some sectors, found ${version} and ${blockSectors}`,
    );
  const isInSectors = hasMagic(head, SECTORS);
  const unitBytes = SECTOR_BYTES * (isInSectors ? 1 : blockSectors);
  return {
    bytes: SECTOR_BYTES * (isInSectors ? head.readUInt32LE(36) : size64LE(head, 36)),
    ...{ at: HEADER_BYTES, entries: head.readUInt32LE(32), blockBytes: SECTOR_BYTES * blockSectors },
    placeOf: (entry) => (entry === 0 ? undefined : unitBytes * entry),
  };
}

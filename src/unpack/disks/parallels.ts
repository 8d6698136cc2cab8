/** Disks of Parallels Desktop and Virtuozzo (QEMU, `block/parallels.c` and `block/parallels.h`), in two variants. */

import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { hasMagic, magic } from '../container/magic.ts';
import type { DiskFile } from './sparse-disk.ts';
import { type TableDisk, tableDiskContainer } from './table-disk.ts';

/*  0  16  "WithoutFreeSpace", or "WithouFreSpacExt"     16  4  version = 2, little-endian as all
 * 28   4  sectors of a block     32  4  entries of the table     36  8  sectors of the disk, of the former variant 4
 * 64      table: 4 bytes a block, its first sector, of the latter variant in blocks; 0: none                        */
const SECTORS = magic('57 69 74 68 6f 75 74 46 72 65 65 53 70 61 63 65');
const BLOCKS = magic('57 69 74 68 6f 75 46 72 65 53 70 61 63 45 78 74');
const [HEADER_BYTES, VERSION, SECTOR_BYTES] = [64, 2, 512];

export const parallels = tableDiskContainer(
  {
    id: 'parallels',
    title: 'Parallels: expanding (HDS)',
    limits: 'of a snapshot, all but its changes',
    magics: [SECTORS, BLOCKS],
  },
  read,
);

function read(source: DiskFile): TableDisk {
  const head = source.head(HEADER_BYTES, 'Parallels');
  const [version, blockSectors] = [head.readUInt32LE(16), head.readUInt32LE(28)];
  if (version !== VERSION || blockSectors === 0)
    throw new FormatError(
      `Parallels: expected version 2 and blocks of some sectors, found ${version} and ${blockSectors}`,
    );
  const isInSectors = hasMagic(head, SECTORS);
  const unitBytes = SECTOR_BYTES * (isInSectors ? 1 : blockSectors);
  const table = {
    bytes: SECTOR_BYTES * (isInSectors ? head.readUInt32LE(36) : size64LE(head, 36)),
    ...{ at: HEADER_BYTES, entries: head.readUInt32LE(32), blockBytes: SECTOR_BYTES * blockSectors },
    placeOf: (entry: number) => (entry === 0 ? undefined : unitBytes * entry),
  };
  return { table };
}

/** Growing disks of Bochs, and the changes that it writes beside a disk (redologs; QEMU, `block/bochs.c`). */

import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { magic } from '../container/magic.ts';
import type { DiskFile } from './sparse-disk.ts';
import { type TableDisk, tableDiskContainer } from './table-disk.ts';

/*  0  32  "Bochs Virtual HD Image"     32  16  "Redolog"     48  16  "Growing", "Undoable" or "Volatile"
 * 64   4  version: 2.0 or 1.0, little-endian as all     68  4  bytes of the header, behind which the table is
 * 72   4  entries of the table     76  4  bytes of the bitmap before a block     80  4  bytes of a block
 * 88   8  bytes of the disk, in version 1.0 at 84
 * table: 4 bytes a block, its number in the file; ffffffff: none. A sector that is not in the bitmap was never written, and is zeros. */
const MAGIC = magic('42 6f 63 68 73 20 56 69 72 74 75 61 6c 20 48 44 20 49 6d 61 67 65 00');
const [HEADER_BYTES, SECTOR_BYTES, FREE] = [512, 512, 0xffff_ffff];
const [SECOND, FIRST] = [0x0002_0000, 0x0001_0000];

export const bochs = tableDiskContainer(
  {
    id: 'bochs',
    title: 'Bochs: growing',
    limits: 'of changes to another disk, all but these',
    magics: [MAGIC],
  },
  read,
);

function read(source: DiskFile): TableDisk {
  const head = source.head(HEADER_BYTES, 'Bochs');
  const [version, at, entries] = [head.readUInt32LE(64), head.readUInt32LE(68), head.readUInt32LE(72)];
  const [bitmapBytes, blockBytes] = [head.readUInt32LE(76), head.readUInt32LE(80)];
  if ((version !== SECOND && version !== FIRST) || blockBytes < SECTOR_BYTES)
    throw new FormatError(
      `Bochs: expected version 1.0 or 2.0 and blocks of 512 bytes or more, found ${version >>> 16}.${version & 0xffff} and ${blockBytes}`,
    );
  const [bitmap, block] = [bitmapBytes, blockBytes].map((bytes) => SECTOR_BYTES * Math.ceil(bytes / SECTOR_BYTES));
  const dataAt = at + 4 * entries;
  const table = {
    ...{ bytes: size64LE(head, version === FIRST ? 84 : 88), at, entries, blockBytes },
    placeOf: (entry: number) => (entry === FREE ? undefined : dataAt + entry * (bitmap! + block!) + bitmap!),
  };
  const kind = head.toString('latin1', 48, 64).split('\0')[0];
  return { table, parent: kind === 'Growing' ? undefined : 'another disk' };
}

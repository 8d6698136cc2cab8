/** Disks of VirtualBox (VDI 1.1; `VDICore.h` of VirtualBox, `block/vdi.c` of QEMU). */

import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { magic } from '../container/magic.ts';
import type { DiskFile } from './sparse-disk.ts';
import { type TableDisk, tableDiskContainer } from './table-disk.ts';

/*   64  4  signature = beda107f, little-endian as all     68  4  version = 1.1
 *   76  4  kind: 1 dynamic, 2 fixed, 3 undo, 4 differencing
 *  340  4  offset of the map    344  4  offset of the data   368  8  bytes of the disk
 *  376  4  bytes of a block, a megabyte as a rule            380  4  bytes before each that are not of the disk
 *  384  4  blocks
 * map: 4 bytes a block, its place in the data; ffffffff and fffffffe: none */
const MAGIC = magic('7f 10 da be', 64);
const HEADER_BYTES = 400;
const DIFFERENCING = 4;
const MIN_FREE = 0xffff_fffe;

export const vdi = tableDiskContainer(
  {
    id: 'vdi',
    title: 'VDI: dynamic and fixed',
    limits: 'of a differencing disk, all but its changes',
    magics: [MAGIC],
  },
  read,
);

function read(source: DiskFile): TableDisk {
  const head = source.head(HEADER_BYTES, 'VDI');
  const [dataAt, blockBytes, extraBytes] = [344, 376, 380].map((at) => head.readUInt32LE(at)) as [
    number,
    number,
    number,
  ];
  if (blockBytes === 0) throw new FormatError('VDI: expected blocks of some bytes, found none');
  const table = {
    ...{ bytes: size64LE(head, 368), at: head.readUInt32LE(340), entries: head.readUInt32LE(384), blockBytes },
    placeOf: (entry: number) =>
      entry >= MIN_FREE ? undefined : dataAt + entry * (blockBytes + extraBytes) + extraBytes,
  };
  return { table, parent: head.readUInt32LE(76) === DIFFERENCING ? 'a parent disk' : undefined };
}

/** Disks of VirtualBox (VDI 1.1; `VDICore.h` of VirtualBox, `block/vdi.c` of QEMU). */

import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { magic } from '../container/magic.ts';
import { type BlockTable, blocksIn, storedBehind } from './block-table.ts';
import { type DiskFile, type DiskLayout, diskContainer, needsParent } from './sparse-disk.ts';

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

export const vdi = diskContainer({
  id: 'vdi',
  title: 'VDI: dynamic and fixed',
  limits: 'of a differencing disk, all but its changes',
  magics: [MAGIC],
  layoutOf,
  overlooked: (source) => {
    const { table } = readHead(source);
    return storedBehind(table.bytes, blocksIn(source, table));
  },
});

function layoutOf(source: DiskFile): DiskLayout {
  const { table, kind } = readHead(source);
  return {
    images: [{ name: 'disk', bytes: table.bytes, stretches: () => blocksIn(source, table) }],
    troubles: kind === DIFFERENCING ? [needsParent('a parent disk')] : [],
  };
}

function readHead(source: DiskFile): { readonly table: BlockTable; readonly kind: number } {
  if (source.size < HEADER_BYTES) throw new FormatError('VDI: expected a header of 400 bytes');
  const head = Buffer.from(source.read(0, HEADER_BYTES));
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
  return { table, kind: head.readUInt32LE(76) };
}

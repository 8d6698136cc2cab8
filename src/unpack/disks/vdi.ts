/** Disks of VirtualBox (VDI 1.1; `VDICore.h` of VirtualBox, `block/vdi.c` of QEMU). */

import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { magic } from '../container/magic.ts';
import {
  type DiskFile,
  type DiskLayout,
  diskContainer,
  needsParent,
  numbersOf,
  type Stretch,
  type Table,
} from './sparse-disk.ts';

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
const ENTRY_BYTES = 4;

export const vdi = diskContainer({
  id: 'vdi',
  title: 'VDI: dynamic and fixed',
  limits: 'of a differencing disk, all but its changes',
  magics: [MAGIC],
  layoutOf,
});

function layoutOf(source: DiskFile): DiskLayout {
  if (source.size < HEADER_BYTES) throw new FormatError('VDI: expected a header of 400 bytes');
  const head = Buffer.from(source.read(0, HEADER_BYTES));
  const map = { at: head.readUInt32LE(340), entries: head.readUInt32LE(384), entryBytes: ENTRY_BYTES };
  const data = { at: head.readUInt32LE(344), blockBytes: head.readUInt32LE(376), extraBytes: head.readUInt32LE(380) };
  if (data.blockBytes === 0) throw new FormatError('VDI: expected blocks of some bytes, found none');
  return {
    images: [{ name: 'disk', bytes: size64LE(head, 368), stretches: () => stretchesOf(source, map, data) }],
    troubles: head.readUInt32LE(76) === DIFFERENCING ? [needsParent('a parent disk')] : [],
  };
}

function* stretchesOf(
  source: ByteSource,
  map: Table,
  { at, blockBytes, extraBytes }: { readonly at: number; readonly blockBytes: number; readonly extraBytes: number },
): Generator<Stretch> {
  for (const place of numbersOf(source, map, (part, offset) => part.readUInt32LE(offset)))
    if (place >= MIN_FREE) yield { kind: 'hole', bytes: blockBytes };
    else yield { kind: 'stored', bytes: blockBytes, at: at + place * (blockBytes + extraBytes) + extraBytes };
}

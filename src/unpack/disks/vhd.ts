/** Disks of Virtual PC, Hyper-V and Azure (Virtual Hard Disk Image Format Specification 1.0, 2006). */

import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { bufferOf, hasMagic, magic } from '../container/magic.ts';
import {
  type DiskFile,
  type DiskImage,
  type DiskLayout,
  diskContainer,
  needsParent,
  type Stretch,
} from './sparse-disk.ts';
import { numbersOf, type Table } from './table-numbers.ts';

/* Footer, big-endian as all; at the end, and of what is not fixed once more at the beginning:
 *  0  8  "conectix"     8  4  features: bit 1 always      16  8  offset of the header of a dynamic disk, all ones: fixed
 * 48  8  bytes of the disk                                60  4  kind: 2 fixed, 3 dynamic, 4 differencing
 * Header of a dynamic disk:
 *  0  8  "cxsparse"    16  8  offset of the table         28  4  entries     32  4  bytes of a block
 * Table: 4 bytes a block, the sector at which its bitmap of sectors begins; ffffffff: none. The block is behind that. */
const FOOTER = magic('63 6f 6e 65 63 74 69 78');
const HEADER = magic('63 78 73 70 61 72 73 65');
const FOOTER_BYTES = 512;
const HEADER_BYTES = 1024;
const SECTOR_BYTES = 512;
const KIND = { fixed: 2, dynamic: 3, differencing: 4 } as const;
const FREE = 0xffff_ffff;
const ENTRY_BYTES = 4;

export const vhd = diskContainer({
  id: 'vhd',
  title: 'VHD: fixed and dynamic',
  limits: 'of a differencing disk, all but its changes',
  magics: [FOOTER],
  headBytes: FOOTER_BYTES + 8,
  sniff: (head) => isDynamic(bufferOf(head)),
  sniffTail: (tail) => tail.length >= FOOTER_BYTES && isFooter(bufferOf(tail.subarray(-FOOTER_BYTES))),
  // Its partitions, or its only file system, begin where the disk does.
  holdsOnlyWhatIsBefore: (tail) => bufferOf(tail.subarray(-FOOTER_BYTES)).readUInt32BE(60) === KIND.fixed,
  layoutOf,
});

/** The beginning of a file: the copy of the footer, and the header behind it. */
function isDynamic(head: Buffer): boolean {
  return head.length >= FOOTER_BYTES + 8 && isFooter(head) && hasMagic(head.subarray(FOOTER_BYTES), HEADER);
}

function isFooter(bytes: Buffer): boolean {
  return hasMagic(bytes, FOOTER) && bytes.readUInt16BE(8) === 0;
}

function layoutOf(source: DiskFile): DiskLayout | undefined {
  const last = footerAt(source.unrecorded, source.size - FOOTER_BYTES);
  const footer = last ?? footerAt(source, 0);
  if (footer === undefined) return undefined;
  if (last !== undefined) source.reaches(source.size);
  const kind = footer.readUInt32BE(60);
  const bytes = size64BE(footer, 48);
  if (kind === KIND.fixed) {
    // A footer left over by another container, which already covers the file system before it, is no disk.
    const there = source.size - FOOTER_BYTES;
    if (bytes > there) return undefined;
    // Everything, whatever size the footer states: nobody else would open the part that it omits.
    const all: Stretch = { kind: 'stored', at: 0, bytes: there };
    return { images: [{ name: 'disk', bytes: there, stretches: () => [all] }], troubles: [] };
  }
  if (kind !== KIND.dynamic && kind !== KIND.differencing)
    throw new FormatError(`VHD: expected a disk of kind 2, 3 or 4, found ${kind}`);
  return {
    images: [dynamicDisk(source, size64BE(footer, 16), bytes)],
    troubles: kind === KIND.differencing ? [needsParent('a parent disk')] : [],
  };
}

function footerAt(source: ByteSource, at: number): Buffer | undefined {
  if (at < 0 || at + FOOTER_BYTES > source.size) return undefined;
  const footer = Buffer.from(source.read(at, FOOTER_BYTES));
  return isFooter(footer) ? footer : undefined;
}

function dynamicDisk(source: ByteSource, at: number, bytes: number): DiskImage {
  const isIn = at + HEADER_BYTES <= source.size;
  const header = isIn ? Buffer.from(source.read(at, HEADER_BYTES)) : Buffer.alloc(0);
  const blockBytes = isIn ? header.readUInt32BE(32) : 0;
  if (!hasMagic(header, HEADER) || blockBytes < SECTOR_BYTES)
    throw new FormatError(`VHD: expected the header of a dynamic disk at byte ${at}`);
  const table = { at: size64BE(header, 16), entries: header.readUInt32BE(28), entryBytes: ENTRY_BYTES };
  return { name: 'disk', bytes, stretches: () => stretchesOf(source, table, blockBytes) };
}

function* stretchesOf(source: ByteSource, table: Table, blockBytes: number): Generator<Stretch> {
  const bitmapBytes = SECTOR_BYTES * Math.ceil(blockBytes / SECTOR_BYTES / 8 / SECTOR_BYTES);
  for (const sector of numbersOf(source, table, (part, offset) => part.readUInt32BE(offset)))
    if (sector === FREE) yield { kind: 'hole', bytes: blockBytes };
    else yield { kind: 'stored', bytes: blockBytes, at: SECTOR_BYTES * sector + bitmapBytes };
}

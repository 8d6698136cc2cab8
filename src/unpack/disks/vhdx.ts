/** Disks of Hyper-V ([MS-VHDX]: 2.2 header section, 2.3 log, 2.5 block allocation table, 2.6 metadata region). */

import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { magic } from '../container/magic.ts';
import { type DiskFile, type DiskLayout, diskContainer, needsParent, type Stretch } from './sparse-disk.ts';
import { numbersOf } from './table-numbers.ts';

const MAGIC = magic('76 68 64 78 66 69 6c 65');
/* Two headers, of which the one with the larger number counts:
 *  0  4  "head"   8  8  sequence number   48  16  what the log holds that is not in its place yet has this identifier; zeros: nothing
 *  68  4  bytes of the log   72  8  its offset */
const HEADERS_AT = [64 << 10, 128 << 10];
const HEADER_BYTES = 80;
/* Two tables of regions, alike:   0  4  "regi"   8  4  entries    16  32 each:  0  16  which   16  8  offset   24  4  bytes */
const REGIONS_AT = [192 << 10, 256 << 10];
const TABLE_REGION = '6677c22d23f600429d64115e9bfd4a08';
const METADATA_REGION = '06a27c8b90479a4bb8fe575f050f886e';
/* Metadata:  0  8  "metadata"   10  2  entries   32  32 each:  0  16  which   16  4  offset in the region */
/** 0  4  bytes of a block   4  4  bit 1: there is a parent */
const FILE_PARAMETERS = '3767a1ca36fa434db3b633f0aa44e76b';
const DISK_BYTES = '2442a52f1bcd7648b2115dbed83bf4b8';
const SECTOR_BYTES = '1dbf41816fa90947ba47f233a8faab5f';
const HEAD_BYTES = 64 << 10;
const ENTRIES = { regions: { count: 8, at: 16 }, metadata: { count: 10, at: 32 } } as const;
const ENTRY_BYTES = 32;
/* An entry of the block allocation table:  bits 0 to 2 state   20 to 63 offset in megabytes. Behind those of as many blocks as a
 * bitmap of sectors has room for stands the entry of that bitmap. */
const STORED = [6n, 7n];
const MEGABYTE = 1 << 20;
const BITMAP_SECTORS = 2 ** 23;

export const vhdx = diskContainer({
  id: 'vhdx',
  title: 'VHDX',
  limits: 'its log is not replayed; of a differencing disk, all but its changes',
  magics: [MAGIC],
  layoutOf,
});

function layoutOf(source: DiskFile): DiskLayout {
  const regions = REGIONS_AT.map((at) => entriesAt(source, at, 'regi', ENTRIES.regions)).find(({ size }) => size > 0);
  const table = regions?.get(TABLE_REGION);
  const metadata = regions?.get(METADATA_REGION);
  if (table === undefined || metadata === undefined)
    throw new FormatError('VHDX: expected a table of regions that names a block allocation table and metadata');
  const metadataAt = size64LE(metadata, 16);
  const items = entriesAt(source, metadataAt, 'metadata', ENTRIES.metadata);
  const item = (which: string, bytes: number): Buffer => {
    const at = metadataAt + (items.get(which)?.readUInt32LE(16) ?? source.size);
    if (at + bytes > source.size)
      throw new FormatError('VHDX: expected metadata that tell its size and that of its blocks');
    return Buffer.from(source.read(at, bytes));
  };
  const file = item(FILE_PARAMETERS, 8);
  const blockBytes = file.readUInt32LE(0);
  const perBitmap = Math.floor((BITMAP_SECTORS * item(SECTOR_BYTES, 4).readUInt32LE(0)) / blockBytes);
  if (!(perBitmap >= 1) || blockBytes < MEGABYTE)
    throw new FormatError(`VHDX: expected blocks of 1 to 256 MiB, found ${blockBytes} bytes`);
  for (const region of [table, metadata]) source.reaches(size64LE(region, 16) + region.readUInt32LE(24));
  const at = size64LE(table, 16);
  const bytes = size64LE(item(DISK_BYTES, 8), 0);
  return {
    images: [{ name: 'disk', bytes, stretches: () => stretchesOf(source, { at, bytes, blockBytes, perBitmap }) }],
    troubles: [...((file.readUInt32LE(4) & 2) !== 0 ? [needsParent('a parent disk')] : []), ...unwrittenLog(source)],
  };
}

/** Entries of a table, keyed by their GUID. */
function entriesAt(
  source: ByteSource,
  at: number,
  signature: string,
  { count, at: first }: { readonly count: number; readonly at: number },
): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  if (!(at + HEAD_BYTES <= source.size)) return found;
  const table = Buffer.from(source.read(at, HEAD_BYTES));
  if (table.toString('latin1', 0, signature.length) !== signature) return found;
  const entries = Math.min(table.readUInt16LE(count), HEAD_BYTES / ENTRY_BYTES - 1);
  for (let index = 0; index < entries; index++) {
    const entry = table.subarray(first + ENTRY_BYTES * index, first + ENTRY_BYTES * (index + 1));
    if (entry.length === ENTRY_BYTES) found.set(entry.toString('hex', 0, 16), entry);
  }
  return found;
}

interface Blocks {
  readonly at: number;
  /** Size of the disk. */
  readonly bytes: number;
  readonly blockBytes: number;
  readonly perBitmap: number;
}

function* stretchesOf(source: ByteSource, { at, bytes, blockBytes, perBitmap }: Blocks): Generator<Stretch> {
  const blocks = Math.ceil(bytes / blockBytes);
  const table = { at, entries: blocks + Math.floor((blocks - 1) / perBitmap), entryBytes: 8 };
  let index = 0;
  for (const entry of numbersOf(source, table, (part, offset) => part.readBigUInt64LE(offset))) {
    if (index++ % (perBitmap + 1) === perBitmap) continue;
    if (STORED.includes(entry & 7n)) yield { kind: 'stored', bytes: blockBytes, at: Number(entry >> 20n) * MEGABYTE };
    else yield { kind: 'hole', bytes: blockBytes };
  }
}

/** The writer was interrupted: recent changes to tables and blocks may be in the log only. */
function unwrittenLog(source: DiskFile): readonly Trouble[] {
  const headers = HEADERS_AT.map((at) => Buffer.from(source.read(at, HEADER_BYTES)))
    .filter((header) => header.toString('latin1', 0, 4) === 'head')
    .toSorted((one, other) => Number(other.readBigUInt64LE(8) - one.readBigUInt64LE(8)));
  for (const header of headers) source.reaches(size64LE(header, 72) + header.readUInt32LE(68));
  if (headers[0] === undefined || headers[0].subarray(48, 64).every((byte) => byte === 0)) return [];
  return [
    damaged(
      'the disk was not closed: what was written last is in its log, which was not replayed, and is scanned as is; mount it once to have all of it scanned in place',
    ),
  ];
}

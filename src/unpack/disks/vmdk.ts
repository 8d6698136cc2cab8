/** Disks of VMware, also in OVA packages (Virtual Disk Format 5.0, "Hosted Sparse Extents", "Stream-Optimized Compressed"). */

import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { unpackBlock } from '../codecs/packed-block.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { type DiskFile, type DiskLayout, diskContainer, lost, needsParent, type Stretch } from './sparse-disk.ts';
import { numbersOf } from './table-numbers.ts';

/* Little-endian, in sectors of 512 bytes:
 *  0  4  "KDMV"     4  4  version     8  4  flags: bit 1 the second directory, 2 entries of 1 are zeros, 16 packed
 * 12  8  sectors of the disk         20  8  of a grain      28  8  offset of the descriptor, a text   36  8  its sectors
 * 44  4  entries of a grain table    48  8  offset of the second directory     56  8  of the directory; all ones: a footer tells
 * 77  2  1: deflate
 * Directory: 4 bytes a grain table, its sector. Grain table: 4 bytes a grain, its sector; 0: none.
 * Packed grain:  0  8  sector of the disk    8  4  bytes    12  a zlib stream   */
const MAGIC = magic('4b 44 4d 56');
const HEADER_BYTES = 512;
const SECTOR_BYTES = 512;
const FLAG = { second: 1 << 1, zeros: 1 << 2, packed: 1 << 16 } as const;
const AT_END = 0xffff_ffff_ffff_ffffn;
/** A copy of the header, then an end marker. */
const FOOTER_FROM_END = 1024;
const GRAIN_HEADER_BYTES = 12;
/** 2 TB in grains of 64 KiB need this many tables. */
const MAX_TABLES = 1 << 20;
const MAX_GRAIN_BYTES = 32 << 20;
const MAX_DESCRIPTOR_BYTES = 64 << 10;

export const vmdk = diskContainer({
  id: 'vmdk',
  title: 'VMDK: sparse, stream-optimized',
  limits: 'of a snapshot, all but its changes',
  magics: [MAGIC],
  layoutOf,
});

interface Geometry {
  readonly grainBytes: number;
  readonly perTable: number;
  readonly directoryAt: number;
  /** Offset of the redundant directory, if it lies in the file. */
  readonly otherAt: number | undefined;
  readonly tables: number;
  readonly isPacked: boolean;
  readonly hasZeros: boolean;
}

function layoutOf(source: DiskFile): DiskLayout {
  const first = headerAt(source, 0);
  const header = first?.readBigUInt64LE(56) === AT_END ? headerAt(source, source.size - FOOTER_FROM_END) : first;
  if (first === undefined || header === undefined || header.readBigUInt64LE(56) === AT_END)
    throw new FormatError(
      'VMDK: expected a header, or a footer, that says where its grains are; their bytes are scanned as is',
    );
  const bytes = sectors(header, 12);
  const geometry = geometryOf(header, bytes, source.size);
  return {
    images: [{ name: 'disk', bytes, stretches: () => stretchesOf(source, geometry) }],
    troubles: hasParent(source, first) ? [needsParent('the disk that its parentCID names')] : [],
  };
}

function headerAt(source: ByteSource, at: number): Buffer | undefined {
  if (at < 0 || at + HEADER_BYTES > source.size) return undefined;
  const header = Buffer.from(source.read(at, HEADER_BYTES));
  return hasMagic(header, MAGIC) ? header : undefined;
}

function sectors(header: Buffer, at: number): number {
  return SECTOR_BYTES * size64LE(header, at);
}

function geometryOf(header: Buffer, diskBytes: number, fileBytes: number): Geometry {
  const flags = header.readUInt32LE(8);
  const [grainBytes, perTable] = [sectors(header, 20), header.readUInt32LE(44)];
  const tables = Math.ceil(diskBytes / grainBytes / perTable);
  if (grainBytes === 0 || grainBytes > MAX_GRAIN_BYTES || perTable === 0 || !(tables <= MAX_TABLES))
    throw new FormatError(`VMDK: expected grains of 512 bytes to 32 MiB and at most ${MAX_TABLES} tables of them`);
  const hasSecond = (flags & FLAG.second) !== 0;
  const otherAt = sectors(header, 56);
  return {
    ...{ grainBytes, perTable, tables },
    directoryAt: sectors(header, hasSecond ? 48 : 56),
    otherAt: hasSecond && otherAt + 4 * tables <= fileBytes ? otherAt : undefined,
    isPacked: (flags & FLAG.packed) !== 0,
    hasZeros: (flags & FLAG.zeros) !== 0,
  };
}

function* stretchesOf(source: ByteSource, geometry: Geometry): Generator<Stretch> {
  const { grainBytes, perTable, isPacked, hasZeros } = geometry;
  for (const { table, other } of tablesOf(source, geometry)) {
    if (table === 0) yield { kind: 'hole', bytes: perTable * grainBytes };
    else if (!isInFile(source, table, perTable)) yield lost(source, perTable * grainBytes);
    else
      for (const grain of grainsOf(source, { table, other, perTable })) {
        const at = SECTOR_BYTES * grain;
        if (grain === 0 || (hasZeros && grain === 1)) yield { kind: 'hole', bytes: grainBytes };
        else if (!isPacked) yield { kind: 'stored', bytes: grainBytes, at };
        else
          yield { kind: 'packed', bytes: grainBytes, unpack: (take) => unpackGrain(source, { at, grainBytes }, take) };
      }
  }
}

interface TablePair {
  /** Sector; 0 for none. */
  readonly table: number;
  /** That of the redundant one; the same one, or 0, if there is none. */
  readonly other: number;
}

/** What one directory omits, the other may have. */
function* tablesOf(source: ByteSource, { directoryAt, otherAt, tables }: Geometry): Generator<TablePair> {
  const directory = (at: number) => numbersOf(source, { at, entries: tables, entryBytes: 4 }, read);
  const others = otherAt === undefined ? undefined : directory(otherAt);
  for (const table of directory(directoryAt)) {
    const other = others?.next().value ?? 0;
    yield table === 0 ? { table: other, other } : { table, other };
  }
}

/** So it is with tables: where a directory is damaged, what it takes for a table may be zeros. */
function* grainsOf(
  source: ByteSource,
  { table, other, perTable }: TablePair & { readonly perTable: number },
): Generator<number> {
  const grains = (sector: number) =>
    numbersOf(source, { at: SECTOR_BYTES * sector, entries: perTable, entryBytes: 4 }, read);
  const hasOther = other !== 0 && other !== table && isInFile(source, other, perTable);
  const others = hasOther ? grains(other) : undefined;
  for (const grain of grains(table)) {
    const second = others?.next().value ?? 0;
    yield grain === 0 ? second : grain;
  }
}

function isInFile(source: ByteSource, table: number, entries: number): boolean {
  return SECTOR_BYTES * table + 4 * entries <= source.size;
}

const read = (part: Buffer, offset: number): number => part.readUInt32LE(offset);

/** The last grain of a disk may be shorter. */
async function unpackGrain(
  source: ByteSource,
  { at, grainBytes }: { readonly at: number; readonly grainBytes: number },
  take: (fileBytes: number) => void,
): Promise<Uint8Array | undefined> {
  const start = at + GRAIN_HEADER_BYTES;
  if (start > source.size) return undefined;
  const packedBytes = Buffer.from(source.read(at, GRAIN_HEADER_BYTES)).readUInt32LE(8);
  if (packedBytes > 2 * grainBytes || start + packedBytes > source.size) return undefined;
  take(GRAIN_HEADER_BYTES + packedBytes);
  return await unpackBlock('zlib', source.read(start, packedBytes), grainBytes);
}

/** The descriptor of a snapshot names the disk whose changes it holds. */
function hasParent(source: ByteSource, header: Buffer): boolean {
  const at = sectors(header, 28);
  const bytes = Math.min(sectors(header, 36), MAX_DESCRIPTOR_BYTES, Math.max(0, source.size - at));
  if (at === 0 || bytes === 0) return false;
  const id = /^parentCID=([0-9a-f]{8})\s*$/im.exec(Buffer.from(source.read(at, bytes)).toString('latin1'))?.[1];
  return id !== undefined && id.toLowerCase() !== 'ffffffff';
}

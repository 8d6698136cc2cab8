/**
 * Whether the files of a cabinet account for everything in its folders ([MS-CAB], 2.1 to 2.4). 7-Zip extracts only what some file
 * claims: a size that is too small, a file marked as a directory, or fewer folders or blocks than there are, leaves the rest unread.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { Coverage } from '../container/coverage.ts';

const HEADER_BYTES = 36;
const FOLDER_BYTES = 8;
const FILE_BYTES = 16;
const DATA_BYTES = 8;
/** A name has at most 256 bytes. */
const MAX_NAME_BYTES = 257;
/** Header flags: a cabinet before this one, one behind it, and room for the owner in header, folders and blocks. */
const IS_CONTINUED = 3;
const HAS_RESERVE = 4;
const IS_DIRECTORY = 0x10;

/** @returns a description of the problem */
export function unclaimedCabData(source: ByteSource, budget: Budget): string | undefined {
  const cabinet = readCabinet(source);
  if (cabinet === undefined) return undefined;
  const claims = claimsOf(source, cabinet, budget);
  for (let folder = 0; folder < cabinet.folders; folder++) {
    const bytes = folderBytes(source, cabinet, folder, budget);
    if (cabinet.usedEnd > source.size)
      return `expected blocks of folder ${folder} inside the cabinet, which has ${source.size} bytes, found one that ends at ${cabinet.usedEnd}: what is missing was not read`;
    const holes = bytes === undefined ? [] : (claims[folder]?.survey(bytes).holes ?? [{ start: 0, end: bytes }]);
    const missing = holes.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0);
    if (missing > 0)
      return `expected files that are all of folder ${folder} of a cabinet, found ${missing} bytes in it that belong to none: they were not read`;
  }
  const left = cabinet.end - cabinet.usedEnd;
  return left > cabinet.blockBytes
    ? `expected folders that are all of a cabinet, found ${left} bytes at its end that belong to none: they are scanned as is`
    : undefined;
}

/* CFHEADER:   8  4  bytes of the cabinet
 *            16  4  where the files begin    26  2  folders    28  2  files    30  2  flags
 *            36  2  reserved here   38  1  in each folder   39  1  in each block: with HAS_RESERVE  */
function readCabinet(source: ByteSource) {
  if (source.size < HEADER_BYTES + 4) return undefined;
  const header = Buffer.from(source.read(0, HEADER_BYTES + 4));
  const flags = header.readUInt16LE(30);
  // The content of the first or the last folder is partly in another cabinet, which 7-Zip reports.
  if ((flags & IS_CONTINUED) !== 0) return undefined;
  const [ofHeader, ofFolder, ofBlock] =
    (flags & HAS_RESERVE) === 0 ? [0, 0, 0] : [4 + header.readUInt16LE(36), header[38]!, header[39]!];
  const folders = header.readUInt16LE(26);
  const folderBytes = FOLDER_BYTES + ofFolder;
  const foldersStart = HEADER_BYTES + ofHeader;
  if (foldersStart + folders * folderBytes > source.size) return undefined;
  const table = Buffer.from(source.read(foldersStart, folders * folderBytes));
  return {
    ...{ folders, table, folderBytes, blockBytes: DATA_BYTES + ofBlock, blocks: 0 },
    // What files and blocks reach to is counted while they are read.
    ...{ end: Math.min(source.size, header.readUInt32LE(8)), usedEnd: 0 },
    ...{ filesStart: header.readUInt32LE(16), files: header.readUInt16LE(28) },
  };
}
type Cabinet = NonNullable<ReturnType<typeof readCabinet>>;

/* CFFILE:  0  4  size    4  4  offset in the folder    8  2  folder    14  2  attributes    16  n  name, a NUL */
/** For each folder, how much of it the files claim. */
function claimsOf(source: ByteSource, cabinet: Cabinet, budget: Budget): readonly Coverage[] {
  const { filesStart, files } = cabinet;
  const claims: Coverage[] = [];
  let at = filesStart;
  for (let index = 0; index < files && at + FILE_BYTES < source.size; index++) {
    budget.checkTime();
    const file = Buffer.from(source.read(at, Math.min(FILE_BYTES + MAX_NAME_BYTES, source.size - at)));
    const start = file.readUInt32LE(4);
    claims[file.readUInt16LE(8)] ??= new Coverage();
    if ((file.readUInt16LE(14) & IS_DIRECTORY) === 0)
      claims[file.readUInt16LE(8)]!.add(start, start + file.readUInt32LE(0));
    const nameEnd = file.indexOf(0, FILE_BYTES);
    if (nameEnd < 0) break;
    at += nameEnd + 1;
  }
  cabinet.usedEnd = at;
  return claims;
}

/* CFFOLDER:  0  4  where its blocks begin    4  2  blocks
 * CFDATA:    4  2  bytes                     6  2  unpacked bytes    8  n  reserved, then the bytes */
/** Unpacked size of a folder; undefined when folders share so many blocks that no more are counted. `usedEnd` is beyond the file when a block is. */
function folderBytes(source: ByteSource, cabinet: Cabinet, folder: number, budget: Budget): number | undefined {
  const { table, folderBytes: size, blockBytes } = cabinet;
  let at = table.readUInt32LE(folder * size);
  let bytes = 0;
  for (let left = table.readUInt16LE(folder * size + 4); left > 0; left--) {
    budget.checkTime();
    // Folders may share blocks: stop after as many as a file of this size can hold.
    if (++cabinet.blocks > source.size / DATA_BYTES) {
      cabinet.usedEnd = cabinet.end;
      return undefined;
    }
    if (at + blockBytes > source.size) {
      cabinet.usedEnd = at + blockBytes;
      return bytes;
    }
    const block = Buffer.from(source.read(at, DATA_BYTES));
    at += blockBytes + block.readUInt16LE(4);
    bytes += block.readUInt16LE(6);
  }
  cabinet.usedEnd = Math.max(cabinet.usedEnd, at);
  return bytes;
}

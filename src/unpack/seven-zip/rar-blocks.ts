/**
 * Whether the blocks of a RAR archive of versions 1.5 to 4 lead to its end (technote.txt of RAR 3 and 4; `archead` in UnRAR's sources).
 * When the header of a later file is damaged, 7-Zip takes it and everything behind it for data behind the archive. It also skips data
 * packed for a folder, and that of blocks which have none as RAR writes them.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { continuedFile, dataOfFolder, dataOfStranger } from './passed-over.ts';

const MARK_BYTES = 7;
const MIN_BYTES = 7;
const MAIN = 0x73;
const FILE = 0x74;
const END = 0x7b;
/** A comment, authenticity of RAR 2, and a signature are in the header itself. */
const WITHOUT_DATA = [0x75, 0x76, 0x79];
/** Main header flag: all other headers are encrypted, which 7-Zip reports. */
const HAS_ENCRYPTED_HEADERS = 0x80;
/** The header states the size of the data behind it. */
const HAS_DATA = 0x8000;
/** File flag: its size has 64 bits. */
const IS_LARGE = 0x100;
/** File flag: it begins in another volume. */
const IS_CONTINUED = 1;
/** File flags: in place of the window size, marks a folder. */
const FOLDER = 0xe0;
const LAST_WITH_ATTRIBUTES = 2;
const FOLDER_ATTRIBUTE = 0x10;
/** The header contains a comment, which its checksum leaves out. */
const COMMENT = new Map([
  [MAIN, 0x02],
  [FILE, 0x08],
]);
/** Writers never got the checksums of other blocks right: UnRAR checks only these. */
const CHECKED = new Set([MAIN, FILE, END]);
/** RAR 3, the first to write an end block, packs for version 2.9 and later. */
const FIRST_WITH_END = 29;
/** Room for a million files; each block must be read. */
const MAX_BLOCKS = 1_000_000;

/* Block:
 *  0  2  HEAD_CRC: the low half of the CRC-32 of the header from offset 2 on
 *  2  1  HEAD_TYPE: 72 mark to 7b end
 *  3  2  HEAD_FLAGS
 *  5  2  HEAD_SIZE
 *  7  4  ADD_SIZE, of the data behind it
 * of a file:
 * 15  1  HOST_OS: 0 MS-DOS, 1 OS/2, 2 Windows
 * 24  1  UNP_VER
 * 28  4  ATTR: 10 is a folder, of those systems
 * 32  4  HIGH_PACK_SIZE, if it is large   */
/** @param restStart where what 7-Zip has left over begins @returns a description of the problem */
export function brokenRarBlock(source: ByteSource, budget: Budget, restStart?: number): string | undefined {
  let [hasEnd, files] = [false, 0];
  let at = MARK_BYTES;
  for (let count = 0; at < source.size && count < MAX_BLOCKS; count++) {
    budget.checkTime();
    const block = readBlock(source, at);
    if (block === undefined) return hasEnd || looksLikeBlock(source, at) ? expected(at) : undefined;
    if (block.type === END || (block.type === MAIN && (block.flags & HAS_ENCRYPTED_HEADERS) !== 0)) return undefined;
    // Its sizes do not fit the file, under a checksum that matches.
    if (block.type === FILE && at === restStart) return expected(at);
    if (block.isFolder && block.dataBytes > 0) return dataOfFolder('RAR', at, block.dataBytes);
    if (WITHOUT_DATA.includes(block.type) && block.dataBytes > 0) return dataOfStranger(at, block.dataBytes);
    if (block.type === FILE && (block.flags & IS_CONTINUED) !== 0) return continuedFile(at);
    if (block.type === FILE) files++;
    hasEnd ||= block.type === FILE && block.version >= FIRST_WITH_END;
    at += block.headerBytes + block.dataBytes;
  }
  // RAR writes no archive without a file: this one ends before its first.
  return (hasEnd || files === 0) && at >= source.size
    ? 'expected a block that ends the RAR archive, but the file ends before'
    : undefined;
}

function expected(at: number): string {
  return `expected the header of a RAR block at offset ${at}, found none that is sound; what follows it is scanned as is`;
}

interface Block {
  readonly type: number;
  readonly flags: number;
  readonly version: number;
  readonly isFolder: boolean;
  readonly headerBytes: number;
  readonly dataBytes: number;
}

/** @returns undefined when there is none, or its checksum is wrong */
function readBlock(source: ByteSource, at: number): Block | undefined {
  if (!looksLikeBlock(source, at)) return undefined;
  const [type, flags, size] = fieldsAt(source, at);
  const header = Buffer.from(source.read(at, size));
  const hasComment = (flags & (COMMENT.get(type) ?? 0)) !== 0;
  const isSound = (crc32(header.subarray(2)) & 0xffff) === header.readUInt16LE(0);
  if (CHECKED.has(type) && !hasComment && !isSound) return undefined;
  const hasData = type === FILE || (flags & HAS_DATA) !== 0;
  if (hasData && size < 11) return undefined;
  const low = hasData ? header.readUInt32LE(7) : 0;
  const high = type === FILE && (flags & IS_LARGE) !== 0 && size >= 36 ? header.readUInt32LE(32) : 0;
  const version = type === FILE && size > 24 ? header[24]! : 0;
  const isFolder = type === FILE && isFolderOf(header, flags);
  return { type, flags, version, isFolder, headerBytes: size, dataBytes: low + high * 2 ** 32 };
}

function isFolderOf(header: Buffer, flags: number): boolean {
  if (header.length < 32) return false;
  const isOfWindows = header[15]! <= LAST_WITH_ATTRIBUTES && (header.readUInt32LE(28) & FOLDER_ATTRIBUTE) !== 0;
  return (flags & FOLDER) === FOLDER || isOfWindows;
}

function looksLikeBlock(source: ByteSource, at: number): boolean {
  if (at + MIN_BYTES > source.size) return false;
  const [type, , size] = fieldsAt(source, at);
  return type >= MAIN && type <= END && size >= MIN_BYTES && at + size <= source.size;
}

function fieldsAt(source: ByteSource, at: number): [type: number, flags: number, size: number] {
  const fields = Buffer.from(source.read(at, MIN_BYTES));
  return [fields[2]!, fields.readUInt16LE(3), fields.readUInt16LE(5)];
}

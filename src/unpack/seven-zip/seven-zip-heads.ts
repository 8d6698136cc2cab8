/** Checks heads of formats whose magic number is missing, or too short to be trusted. */

import { crc32 } from 'node:zlib';
import {
  type LzmaProperties,
  type LzmaResult,
  lzmaProperties,
  USUAL_PROPERTIES,
  unpackLzma,
} from '../codecs/lzma-decoder.ts';
import { bufferOf, hasMagic, magic, occurrences } from '../container/magic.ts';
import { isBitLocker } from '../unread/encrypted-heads.ts';

/*  0  1  lc + 9 * (lp + 5 * pb)
 *  1  4  dictionary size: tools write 2^n or 3 * 2^n
 *  5  8  uncompressed size, all ones when the data knows its end
 * 13  1  first byte of the range coder, always zero              */
/**
 * .lzma has no magic number. The limits are liblzma's, except that a dictionary of 4 KiB, the smallest it makes, is required.
 * With properties other than the usual lc 3, lp 0, pb 2 and a known size (a_lp1_lc2_pb1.lzma of github.com/ulikunitz/xz), the
 * data must also decode: rows of small numbers match the rest.
 */
export function isLzma(head: Buffer): boolean {
  const properties = lzmaProperties(head[0]!);
  if (properties === undefined) return false;
  const dictionary = head.readUInt32LE(1);
  const top = 31 - Math.clz32(dictionary);
  if (dictionary < 4096 || (dictionary !== 2 ** top && dictionary !== 1.5 * 2 ** top)) return false;
  const size = head.readBigUInt64LE(5);
  if (head[13] !== 0) return false;
  if (size === UNKNOWN_SIZE) return true;
  if (size === 0n) return isEmptyLzma(head);
  if (size >= 1n << 38n) return false;
  if (head[0] === USUAL_PROPERTIES_BYTE) return true;
  // All bits are zero: single zero bytes in a row, which every encoder would merge. Rows of a picture and tables begin so.
  if (head.length >= LZMA_PROOF_BYTES && head.readUInt32BE(14) === 0) return false;
  const end = tryLzma(head.subarray(LZMA_HEAD_BYTES), size, properties);
  return size >= MIN_PROVEN_SIZE && end !== 'damaged' && end !== 'cut';
}

/** Packed from nothing, as the SDK does it (x.lzma of Archive::Extract): just the coder's five bytes, all zero. */
function isEmptyLzma(head: Buffer): boolean {
  return head[0] === USUAL_PROPERTIES_BYTE && head.length === LZMA_HEAD_BYTES + 5 && head.readUInt32BE(14) === 0;
}

/** Decodes the first kilobyte of the data. @returns how it ended */
function tryLzma(data: Uint8Array, size: bigint, properties: LzmaProperties): LzmaResult['end'] {
  const target = new Uint8Array(size < PROVEN_BYTES ? Number(size) : PROVEN_BYTES);
  return unpackLzma(data, target, properties).end;
}

/**
 * For the middle of other bytes, this requires some content, a literal first, and a dictionary of at least 64 KiB, as all but the
 * weakest presets have, and at most twice that of xz -9, so that machine code (`pop %rbp`, zeros) cannot request gigabytes. Tables of
 * small numbers in a core look the same, but the data of each of 15 such led to a match without a source within 229 bytes.
 */
export function* findLzma(bytes: Uint8Array, start: number, end: number): Generator<number> {
  for (const at of occurrences(bytes, LZMA_START, start, end)) {
    const head = Buffer.from(bytes.subarray(at, at + LZMA_PROOF_BYTES));
    if (head.length < LZMA_PROOF_BYTES || !isLzma(head) || head[14]! >= 0x80) continue;
    const size = head.readBigUInt64LE(5);
    if (head.readUInt32LE(1) > MAX_EMBEDDED_DICTIONARY || size < MIN_PROVEN_SIZE) continue;
    const data = bytes.subarray(at + LZMA_HEAD_BYTES, at + LZMA_HEAD_BYTES + PROVEN_BYTES);
    if (tryLzma(data, size, USUAL_PROPERTIES) !== 'damaged') yield at;
  }
}
const LZMA_START = Buffer.from([0x5d, 0, 0]);
const LZMA_HEAD_BYTES = 13;
const LZMA_PROOF_BYTES = 18;
/** Of 50,000 random inputs, 12 decode to this much before they are damaged. */
const PROVEN_BYTES = 1024;
const MAX_EMBEDDED_DICTIONARY = 128 << 20;
const MIN_PROVEN_SIZE = 32n;

const UNKNOWN_SIZE = 0xffffffffffffffffn;
const USUAL_PROPERTIES_BYTE = 0x5d;

/* Old binary cpio (cpio(5), "Old Binary Format"), words in the byte order of the machine that wrote it:
 *  0  2  magic 070707 (octal)
 *  6  2  mode
 * 20  2  size of the name, its zero byte included
 * 26  n  name                                      */
export function isCpioBinary(head: Buffer): boolean {
  const isLittle = head.readUInt16LE(0) === 0o070707;
  if (!isLittle && head.readUInt16BE(0) !== 0o070707) return false;
  const word = (at: number): number => (isLittle ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const nameSize = word(20);
  if (nameSize < 2 || nameSize > 4096 || !FILE_TYPES.includes(word(6) & 0o170000)) return false;
  const nameEnd = 26 + nameSize - 1;
  return head.length <= nameEnd || head.indexOf(0, 26) === nameEnd;
}
/** S_IFIFO, S_IFCHR, S_IFDIR, S_IFBLK, S_IFREG, S_IFLNK, S_IFSOCK; 0 in TRAILER!!!. */
const FILE_TYPES = [0o010000, 0o020000, 0o040000, 0o060000, 0o100000, 0o120000, 0o140000, 0];

/* BIOS parameter block (ECMA-107, and Microsoft's FAT specification, 3.1):
 *   0  3  jump: eb .. 90 or e9
 *  11  2  bytes a sector: 512 to 4096
 *  13  1  sectors a cluster: a power of two
 *  14  2  reserved sectors: not 0
 *  16  1  number of FATs: 1 or 2
 *  21  1  media: f0, or f8 and more
 * 510  2  55 aa
 * BitLocker To Go has all of it, and no sound table of clusters (7-Zip on images of cryptsetup's tests). */
export function isFat(head: Buffer): boolean {
  if (isBitLocker(head)) return false;
  if (head.readUInt16BE(510) !== 0x55aa || !(head[0] === 0xe9 || (head[0] === 0xeb && head[2] === 0x90))) return false;
  const sector = head.readUInt16LE(11);
  const cluster = head[13]!;
  const hasSizes = [512, 1024, 2048, 4096].includes(sector) && cluster > 0 && (cluster & (cluster - 1)) === 0;
  const fats = head[16]!;
  return (
    hasSizes && head.readUInt16LE(14) > 0 && (fats === 1 || fats === 2) && (head[21] === 0xf0 || head[21]! >= 0xf8)
  );
}

/**
 * More than a sector, since a table without a disk behind it is somebody's copy of the table, as LILO keeps one (`boot.0300`), and to tell a
 * kernel of Linux by what follows its own boot sector.
 */
export const PARTITIONED_BYTES = 518;

/* Partition table of an MBR, four entries of 16 bytes from 446 on:
 *   0  1  80 active, 00 not
 *   4  1  type, 0 for an empty entry
 *   8  4  first sector
 *  12  4  sectors                 510  2  55 aa
 * A kernel without an EFI stub has its setup header there, from 497 on: 55 aa at 510, "HdrS" at 514 (Documentation/arch/x86/boot.rst). */
export function isPartitionTable(head: Buffer): boolean {
  if (head.toString('latin1', 514, 518) === 'HdrS') return false;
  if (head.readUInt16BE(510) !== 0x55aa || isFat(head) || head.toString('latin1', 3, 7) === 'NTFS') return false;
  let used = 0;
  for (let at = 446; at < 510; at += 16) {
    if ((head[at]! & 0x7f) !== 0) return false;
    const isEmpty = head[at + 4] === 0;
    const [first, sectors] = [head.readUInt32LE(at + 8), head.readUInt32LE(at + 12)];
    if (isEmpty ? sectors !== 0 : sectors === 0 || first === 0) return false;
    if (!isEmpty && head[at + 4] !== GPT_PROTECTIVE) used++;
  }
  return used > 0;
}
/** A protective MBR says nothing about the partitions: the GPT behind it does. */
const GPT_PROTECTIVE = 0xee;

/* Inside Macintosh: Devices, chapter 3, big-endian:
 *  0    2  "ER"   2    2  bytes of a block
 *  512  2  "PM"   516  4  blocks of the map, 512 bytes each   */
export function isApplePartitionMap(head: Buffer): boolean {
  const isMap = head.toString('latin1', 0, 2) === 'ER' && head.toString('latin1', 512, 514) === 'PM';
  const blocks = head.readUInt32BE(516);
  return isMap && head.readUInt16BE(2) >= 512 && blocks > 0 && blocks <= MAX_MAP_BLOCKS;
}
/** Far more than any disk has. */
const MAX_MAP_BLOCKS = 4096;

/* ARJ main header (UNARJ technical information):
 *  0  2  60 ea
 *  2  2  size of the basic header, at most 2600
 *  4  n  basic header
 *  …  4  its CRC-32                               */
export function isArj(head: Buffer): boolean {
  const size = head.readUInt16LE(2);
  if (head.readUInt16BE(0) !== 0x60ea || size < 30 || size > 2600) return false;
  if (head.length < 8 + size) return false;
  return crc32(head.subarray(4, 4 + size)) === head.readUInt32LE(4 + size);
}

/*  0  1  size of the header      1  1  its checksum (level 0 and 1)
 *  2  5  method: -lh0- to -lh7-, -lhd-, -lhx-, -lz4-, -lz5-, -lzs-, -pm?-
 * 20  1  level: 0 to 2; 7-Zip does not read level 3 (`unread/unsupported.ts`)   */
export function isLzh(head: Buffer): boolean {
  return /^-(lh[0-9a-ex]|lz[45s]|pm[0-2s])-$/.test(head.toString('latin1', 2, 7)) && head[20]! <= 2;
}

/* Boot sector of NTFS:  3  8  "NTFS    "   */
/** Its copy in the file $Boot, which is NTFS_BOOT_BYTES long, is no file system. */
export function isNtfs(head: Buffer): boolean {
  return head.toString('latin1', 3, 11) === 'NTFS    ' && head.length > NTFS_BOOT_BYTES;
}
export const NTFS_BOOT_BYTES = 8192;

/*  0  4  flags: four bits of them are known
 *  4  16 signature
 * 20  4  size of the header, unpacked
 * 24  4  size of all that follows, this head included   (firstheader of NSIS, exehead/fileform.h) */
/** Programs that unpack installers contain the signature among their texts. */
export function isNoNsis(head: Buffer): boolean {
  if (head.length < NSIS_HEAD_BYTES) return true;
  const [flags, header, all] = [0, 20, 24].map((at) => head.readUInt32LE(at));
  return flags! > 0x0f || header! < 28 || header! > MAX_NSIS_HEADER_BYTES || all! < 28;
}
const MAX_NSIS_HEADER_BYTES = 64 << 20;
export const NSIS_HEAD_BYTES = 28;
/** Unpacked size of the installer's header. */
export const nsisHeaderBytes = (head: Uint8Array): number => bufferOf(head).readUInt32LE(20);

/*  SWF, SWF File Format Specification 19, "The SWF header". What is packed by zlib ("CWS") is found as a stream of that.
 *  0   3  "ZWS"
 *  3   1  version of SWF; 7-Zip takes those below 64
 *  4   4  bytes when it is unpacked, little-endian, with these 8; 7-Zip takes up to 2^29
 *  8   4  bytes behind 17
 *  12  5  properties of LZMA
 *  17  .  LZMA, of which the first byte is zero                                          */
const ZWS = magic('5a 57 53');
export const SWF_HEAD_BYTES = 18;
const [SWF_PROPERTIES_AT, SWF_DATA_AT, SWF_VERSIONS, MAX_SWF_BYTES] = [12, 17, 64, 1 << 29];

export function isSwf(head: Buffer): boolean {
  if (!hasMagic(head, ZWS) || head[3]! >= SWF_VERSIONS || head.readUInt32LE(4) > MAX_SWF_BYTES) return false;
  return lzmaProperties(head[SWF_PROPERTIES_AT]!) !== undefined && head[SWF_DATA_AT] === 0;
}

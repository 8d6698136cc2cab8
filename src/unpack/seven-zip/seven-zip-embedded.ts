/**
 * Whether an archive for 7-Zip begins in the middle of other bytes. Programs that know a format contain its magic number, and four
 * letters occur in large data by chance; so the header must be sound, by its own checksum where it has one. Damage behind such a header
 * is worth a gap.
 */
import { crc32 } from 'node:zlib';
import { crc16From } from '../checksums/crc16.ts';
import { magic } from '../container/magic.ts';
import { hasBlockSize } from '../file-systems/squashfs-inode.ts';

/* 7zFormat.txt:  8  4  CRC-32 of the next 20 bytes */
export function startsSevenZip(head: Buffer): boolean {
  return head.length >= 32 && crc32(head.subarray(12, 32)) === head.readUInt32LE(8);
}

/* technote.txt of RAR 4, main header:  7  2  low half of the CRC-32 of the header from offset 9 on   9  1  73
 *                                     10  2  flags: 02 a comment stands in it, and is left out     12  2  size   */
export function startsRar4(head: Buffer): boolean {
  if (head.length < 20 || head[9] !== 0x73) return false;
  const size = head.readUInt16LE(12);
  const checked = (head.readUInt16LE(10) & 0x02) !== 0 ? MAIN_HEADER_BYTES : size;
  if (checked < MAIN_HEADER_BYTES || 7 + checked > head.length) return false;
  return (crc32(head.subarray(9, 7 + checked)) & 0xffff) === head.readUInt16LE(7);
}
const MAIN_HEADER_BYTES = 13;

/* RAR 5.0 archive format:  8  4  CRC-32 of the header from its size on   12  n  its size, seven bits a byte   */
export function startsRar5(head: Buffer): boolean {
  if (head.length < 16) return false;
  const [low, high] = [head[12]!, head[13]!];
  const isLong = low >= 0x80;
  if (isLong && high >= 0x80) return false;
  const end = isLong ? 14 + (low & 0x7f) + 128 * high : 13 + low;
  return end <= head.length && crc32(head.subarray(12, end)) === head.readUInt32LE(8);
}

/** What LHA's own methods pack, behind the stub of self-extracting archives of LHA and UNLHA32.DLL. */
export const LZH_MAGICS = ['31', '34', '35', '36', '37'].map((digit) => magic(`2d 6c 68 ${digit} 2d`, 2));

/* header.doc.jp of LHa for UNIX:  2  5  method   20  1  level
 *   levels 0 and 1:  0  1  size of what is behind these two bytes   1  1  sum of it   21  1  length of the name
 *   level 2:         0  2  size of the header   24  2  size of the next part   26  1  its kind, 0 where it has the CRC-16 of the header */
export function startsLzh(head: Buffer): boolean {
  const level = head[20]!;
  if (level > 1) return level === 2 && hasLzhSum(head);
  const end = 2 + head[0]!;
  if (end > head.length || head[21]! + MIN_LZH_BYTES > end) return false;
  return (head.subarray(2, end).reduce((sum, byte) => sum + byte, 0) & 0xff) === head[1];
}
const MIN_LZH_BYTES = 24;

/** As LHA and UNLHA32.DLL write it: the CRC-16 may be anywhere in the header, and was computed with zeros in its place. */
function hasLzhSum(head: Buffer): boolean {
  const size = head.readUInt16LE(0);
  if (size > head.length) return false;
  for (let at = 24; at + 5 <= size; ) {
    const bytes = head.readUInt16LE(at);
    if (bytes < 3) return false;
    if (head[at + 2] === 0) {
      const header = Buffer.from(head.subarray(0, size));
      header.writeUInt16LE(0, at + 3);
      return crc16From(0, header) === head.readUInt16LE(at + 3);
    }
    at += bytes;
  }
  return false;
}

/* [MS-CAB] 2.1:  12  4  and  20  4  zero   24  2  version 1.3   26  2  folders   28  2  files   */
export function startsCabinet(head: Buffer): boolean {
  if (head.length < 36 || head.readUInt32LE(12) !== 0 || head.readUInt32LE(20) !== 0) return false;
  return head.readUInt16LE(24) === 0x0103 && head.readUInt16LE(26) > 0 && head.readUInt16LE(28) > 0;
}

/* Superblock of SquashFS 1 to 3 (squashfs-tools 3.4, squashfs_fs.h), in the byte order of the magic number:
 *     28  2  major   30  2  minor version   34  2  log2 of the size of a block, from 4 KiB to 1 MiB
 * 7z.dll holds all four magic numbers in a row, and pointers behind them: the upper half of one, 00000001, is no version 1.0. */
export function startsSquashfs(head: Buffer): boolean {
  if (head.length < 96) return false;
  if (head.readUInt32LE(28) === 4) return hasBlockSize(head);
  return isOldSquashfs((at) => head.readUInt16LE(at)) || isOldSquashfs((at) => head.readUInt16BE(at));
}

function isOldSquashfs(numberAt: (at: number) => number): boolean {
  const [major, minor, blockBits] = [numberAt(28), numberAt(30), numberAt(34)];
  return major >= 1 && major <= 3 && minor <= 1 && blockBits >= 12 && blockBits <= 20;
}

/* "Windows Imaging File Format":  8  4  bytes of the header, 208   12  4  version 1.13, or 0.14 of solid ones
 *                               40  2  which part   42  2  of how many                                      */
export function startsWim(head: Buffer): boolean {
  if (head.length < 44 || head.readUInt32LE(8) !== 208) return false;
  const [part, parts] = [head.readUInt16LE(40), head.readUInt16LE(42)];
  return [0x10d00, 0xe00].includes(head.readUInt32LE(12)) && part > 0 && part <= parts;
}

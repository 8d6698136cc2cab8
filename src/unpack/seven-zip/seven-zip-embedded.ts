/**
 * Whether an archive for 7-Zip begins in the middle of other bytes. Programs that know a format hold its magic number, and four letters
 * stand in large data by chance: so its header must be sound, by its own checksum where it has one. Then damage behind it is news.
 */
import { crc32 } from 'node:zlib';
import { hasBlockSize } from '../disks/squashfs-inode.ts';

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

/* [MS-CAB] 2.1:  12  4  and  20  4  zero   24  2  version 1.3   26  2  folders   28  2  files   */
export function startsCabinet(head: Buffer): boolean {
  if (head.length < 36 || head.readUInt32LE(12) !== 0 || head.readUInt32LE(20) !== 0) return false;
  return head.readUInt16LE(24) === 0x0103 && head.readUInt16LE(26) > 0 && head.readUInt16LE(28) > 0;
}

/* Superblock of SquashFS:  28  2  major   30  2  minor version, in the byte order of the magic number   */
export function startsSquashfs(head: Buffer): boolean {
  if (head.length < 96) return false;
  if (head.readUInt32LE(28) === 4) return hasBlockSize(head);
  const versions = [1, 2, 3].flatMap((major) => [0, 1].map((minor) => [major, minor] as const));
  return versions.some(
    ([major, minor]) =>
      head.readUInt32LE(28) === major + (minor << 16) || head.readUInt32BE(28) === (major << 16) + minor,
  );
}
